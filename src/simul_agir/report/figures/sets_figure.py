"""How far the highest stance ends above each other one, one mark per set of assumptions."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from simul_agir.locale import Words
from simul_agir.report.figures.style import (
    FAINT,
    INK,
    PALE,
    Look,
    caption,
    decimals,
    looks_of,
    new_axes,
    styled,
    title,
)
from simul_agir.report.words.verdict_sentence import interval, quoted

if TYPE_CHECKING:
    from matplotlib.axes import Axes

    from simul_agir.study import Comparison
    from simul_agir.study.compare.over_sets import OverSets

HEIGHT = 0.62  # of a row that its marks may fill
COLUMNS = 90  # widths of a mark over the axis


def draw_sets(comparison: Comparison, over: OverSets, translate: Words) -> Axes:
    """A row for every other stance, with a mark for each set: the best stance less that one."""
    best = comparison.verdict.best or comparison.arms[0].stance
    others = [arm.stance for arm in comparison.arms if arm.stance != best]
    with styled():
        axes = new_axes(8.6, 2.2 + 0.62 * len(others))
        effect = comparison.smallest_effect
        axes.axvspan(-effect, effect, color=PALE, zorder=0, linewidth=0)
        axes.axvline(0, color=FAINT, linewidth=0.8, zorder=1)
        looks, means = looks_of(over.arms), over.means
        gaps = [means[:, over.arms.index(best)] - means[:, over.arms.index(other)] for other in others]
        width = max(float(np.ptp(np.array([*np.concatenate(gaps), -effect, effect]))) / COLUMNS, 1e-6)
        for row, (other, gap) in enumerate(zip(others, gaps, strict=True)):
            _marks(axes, row, gap, width, effect, looks[other])
            _mean(axes, row, comparison, best, other, over, translate)
        _frame(axes, others, best, translate)
        title(axes, sets_finding(comparison, over, translate), whole=True)
        caption(axes, comparison, translate)
    return axes


def _marks(axes: Axes, row: int, gap: NDArray[np.float64], width: float, effect: float, look: Look) -> None:
    """The sets as marks piled up above the row's line where they come together; filled where the lead matters."""
    bins = np.floor(gap / width).astype(int)
    piled = {place: int((bins == place).sum()) for place in set(bins.tolist())}
    step = min(0.16, HEIGHT / max(1, *piled.values()))
    for place in piled:
        for level, value in enumerate(np.sort(gap[bins == place])):
            filled = bool(value >= effect)
            axes.plot(
                (place + 0.5) * width,
                row - 0.1 - step * level,
                "o",
                markersize=4.2,
                markerfacecolor=look.colour if filled else "white",
                markeredgecolor=look.colour,
                markeredgewidth=0.9,
            )


def _mean(
    axes: Axes, row: int, comparison: Comparison, best: str, other: str, over: OverSets, translate: Words
) -> None:
    """Mean and interval under the marks, and both in figures to the right."""
    found = comparison.difference(best, other)
    low, high = found.estimate.low, found.estimate.high
    place = row + 0.12
    if low is not None and high is not None:
        axes.plot([low, high], [place, place], color=INK, linewidth=5, solid_capstyle="butt", alpha=0.35)
    axes.plot(found.estimate.mean, place, "|", color=INK, markersize=9, markeredgewidth=1.8)
    count = translate("over_sets.of", count=over.apart(best, other).higher, sets=len(over.sets))
    ends = interval(found.estimate, translate, signed=True)
    _note(axes, row, f"{translate.signed(found.estimate.mean)} {ends}  {count}")


def _note(axes: Axes, row: float, text: str) -> None:
    axes.text(1.02, row, text, transform=axes.get_yaxis_transform(), va="center", fontsize=8)


def _frame(axes: Axes, others: list[str], best: str, translate: Words) -> None:
    """Rows, axis and what the marks mean."""
    axes.set_yticks(range(len(others)), [translate.name("stance", other) for other in others])
    axes.set_ylim(len(others) - 0.5, -0.95)
    axes.spines["left"].set_visible(False)
    axes.tick_params(axis="y", length=0)
    _note(axes, -0.95, translate("over_sets.columns"))
    axes.locator_params(axis="x", nbins=6)
    decimals(axes.xaxis, translate, 2, signed=True)
    axes.set_xlabel(translate("over_sets.axis", best=quoted(best, translate)), fontsize=8.5)


def sets_finding(comparison: Comparison, over: OverSets, translate: Words) -> str:
    """In how many sets the verdict holds, for a title."""
    verdict, sets = comparison.verdict, translate.number(len(over.sets), 0)
    if verdict.best is None:
        return translate("over_sets.title_equal", sets=sets)
    best = quoted(verdict.best, translate)
    if not verdict.decided:
        first = translate.number(over.firsts()[verdict.best], 0)
        return translate("over_sets.title_undecided", sets=sets, best=best, first=first)
    higher = translate.number(over.apart(verdict.best, verdict.below[0]).higher, 0)
    arm = quoted(verdict.below[0], translate)
    return translate("over_sets.title", sets=sets, best=best, arm=arm, higher=higher)
