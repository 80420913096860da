"""The needs of the territory by domain: where they began and where each stance left them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from simul_agir.locale import Words
from simul_agir.report.figures.style import FAINT, PALE, decimals, looks_of

if TYPE_CHECKING:
    from matplotlib.axes import Axes

    from simul_agir.study import Comparison


def draw_needs(comparison: Comparison, axes: Axes, translate: Words) -> Axes:
    """One row per domain: a bar where the need stood at month 0, a marker where each stance left it."""
    domains = comparison.scenario.domains
    looks = looks_of(tuple(comparison.ensembles))
    start = next(iter(comparison.ensembles.values())).needs[:, 0].mean(axis=0)
    ends = {stance: ensemble.needs[:, -1].mean(axis=0) for stance, ensemble in comparison.ensembles.items()}
    order = np.argsort(-start, kind="stable")
    for row, domain in enumerate(order):
        axes.axhline(row, color=PALE, linewidth=0.8, zorder=0)
        axes.plot([start[domain]] * 2, [row - 0.32, row + 0.32], color=FAINT, linewidth=2.5, zorder=1)
    offsets = np.linspace(-0.22, 0.22, len(ends)) if len(ends) > 1 else [0.0]
    for offset, (stance, end) in zip(offsets, ends.items(), strict=True):
        axes.plot(
            end[order],
            np.arange(len(order)) + offset,
            looks[stance].marker,
            color=looks[stance].colour,
            markersize=5.5,
            label=comparison.label(stance, translate),
        )
    axes.set_yticks(range(len(order)), [translate.name("domain", domains[domain]) for domain in order])
    axes.invert_yaxis()
    axes.spines["left"].set_visible(False)
    axes.tick_params(axis="y", length=0)
    decimals(axes.xaxis, translate, 2)
    axes.set_xlabel(translate("figure.need_axis"))
    axes.plot([], [], color=FAINT, linewidth=2.5, label=translate("figure.need_start"))
    axes.legend(loc="upper left", bbox_to_anchor=(1.01, 1.0), frameon=False, fontsize=8.5)
    return axes
