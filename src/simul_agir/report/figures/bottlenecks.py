"""What keeps the actors below their next stage, by stance."""

from __future__ import annotations

import textwrap
from typing import TYPE_CHECKING

import numpy as np

from simul_agir.locale import Words
from simul_agir.model.ladder import CRITERIA, STAGES
from simul_agir.report.figures.style import FAINT

if TYPE_CHECKING:
    from matplotlib.axes import Axes

    from simul_agir.study import Comparison

GATES = (3, 7, 9, 12)  # criteria before these positions gate belonging, team, team_action, excellence


def draw_bottlenecks(comparison: Comparison, axes: Axes, translate: Words) -> Axes:
    """A heat map: criteria down, stances across, each cell the share of actors whom the criterion holds."""
    import seaborn as sns

    shares = np.array([[arm.bottlenecks[name] for arm in comparison.arms] for name in CRITERIA])
    sns.heatmap(
        shares,
        ax=axes,
        cmap="Greys",
        vmin=0,
        vmax=max(0.8, float(shares.max())),
        cbar=False,
        annot=np.vectorize(lambda share: translate.percent(share) if share >= 0.005 else "")(shares),
        fmt="",
        annot_kws={"fontsize": 8},
        linewidths=1,
        linecolor="white",
        xticklabels=[
            textwrap.fill(comparison.label(arm.stance, translate), 13, break_long_words=False)
            for arm in comparison.arms
        ],
        yticklabels=[translate.name("criterion", name) for name in CRITERIA],
    )
    axes.tick_params(axis="both", length=0, labelrotation=0)
    axes.xaxis.tick_top()
    axes.tick_params(axis="x", length=0, pad=2, labelsize=8)
    start = 0
    for stage, end in zip(STAGES[1:], GATES, strict=True):
        text = translate("figure.gate", stage=translate.name("stage", stage))
        axes.text(
            1.015,
            (start + end) / 2,
            text,
            transform=axes.get_yaxis_transform(),
            va="center",
            fontsize=8,
            color=FAINT,
        )
        if start:
            axes.axhline(start, color=FAINT, linewidth=1)
        start = end
    return axes
