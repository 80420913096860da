"""What each stance adds to the reference with common random numbers: mean, interval, and how the runs spread."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from simul_agir.locale import Words
from simul_agir.report.figures.style import FAINT, PALE, Look, decimals, looks_of
from simul_agir.report.words.verdict_sentence import interval
from simul_agir.study.outcomes import OUTCOMES

if TYPE_CHECKING:
    from matplotlib.axes import Axes

    from simul_agir.study import Comparison, Difference

SPREAD = (0.1, 0.9)  # the thin line holds four runs in five


def draw_differences(comparison: Comparison, axes: Axes, translate: Words) -> Axes:
    """One row per stance: a dot for the mean difference, thick its interval, thin how the runs spread."""
    reference = comparison.reference
    looks = looks_of(tuple(comparison.ensembles))
    read = OUTCOMES[comparison.primary].read
    base = read(comparison.ensembles[reference])
    axes.axvspan(-comparison.smallest_effect, comparison.smallest_effect, color=PALE, zorder=0, linewidth=0)
    axes.axvline(0, color=FAINT, linewidth=0.8, zorder=1)
    for row, (stance, ensemble) in enumerate(comparison.ensembles.items()):
        if stance == reference:
            _note(axes, row, translate("figure.reference"))
            continue
        gaps = read(ensemble) - base
        axes.plot(np.quantile(gaps, SPREAD), [row, row], color=looks[stance].colour, linewidth=1.2)
        found = comparison.difference(stance, reference)
        _estimate(axes, row, found, looks[stance])
        ends = interval(found.estimate, translate, signed=True)
        _note(
            axes,
            row,
            f"{translate.signed(found.estimate.mean)} {ends}  {translate.percent(found.probability)}",
        )
    _frame(comparison, axes, translate)
    return axes


def _estimate(axes: Axes, row: int, found: Difference, look: Look) -> None:
    """The mean as a dot, its interval as a thick line."""
    low, high = found.estimate.low, found.estimate.high
    if low is not None and high is not None:
        axes.plot([low, high], [row, row], color=look.colour, linewidth=7, solid_capstyle="butt", alpha=0.45)
    axes.plot(found.estimate.mean, row, look.marker, color=look.colour, markersize=5.5)


def _note(axes: Axes, row: float, text: str) -> None:
    """A text to the right of a row."""
    axes.text(1.02, row, text, transform=axes.get_yaxis_transform(), va="center", fontsize=8)


def _frame(comparison: Comparison, axes: Axes, translate: Words) -> None:
    """Rows, axis and what the marks mean."""
    names = [comparison.label(arm.stance, translate) for arm in comparison.arms]
    axes.set_yticks(range(len(names)), names)
    axes.set_ylim(len(names) - 0.4, -0.6)
    axes.spines["left"].set_visible(False)
    axes.tick_params(axis="y", length=0)
    _note(axes, -0.75, translate("figure.difference_columns"))
    axes.locator_params(axis="x", nbins=6)
    decimals(axes.xaxis, translate, 2, signed=True)
    reference = comparison.label(comparison.reference, translate)
    axes.set_xlabel(translate("figure.difference_axis", reference=reference), fontsize=8.5)
