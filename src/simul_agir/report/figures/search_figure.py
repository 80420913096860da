"""How a sure verdict came about: the mean difference to the best arm as runs were added, and where arms were left out."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from simul_agir.locale import Words
from simul_agir.report.figures.style import (
    FAINT,
    PALE,
    Look,
    caption,
    decimals,
    looks_of,
    new_axes,
    spread,
    styled,
    title,
)
from simul_agir.report.words.sure_sentence import in_stages
from simul_agir.report.words.verdict_sentence import quoted
from simul_agir.study.outcomes import OUTCOMES

Floats = NDArray[np.float64]
SHOWN_FROM = 10  # runs; means of fewer jump about

if TYPE_CHECKING:
    from matplotlib.axes import Axes

    from simul_agir.study import Comparison, Sure


def draw_search(comparison: Comparison, sure: Sure, translate: Words) -> Axes:
    """One line per arm: its mean less the highest arm's over the runs so far, thin once the arm is eliminated."""
    read = OUTCOMES[comparison.primary].read
    top = read(comparison.ensembles[sure.kept[0]])
    counts = np.arange(1, sure.runs + 1)
    gaps = {name: np.cumsum(read(ensemble) - top) / counts for name, ensemble in comparison.ensembles.items()}
    with styled():
        axes = new_axes(8.6, 4.8 + 0.2 * max(0, len(comparison.arms) - 6))
        axes.axhspan(-sure.question.smallest_effect, 0.0, color=PALE, zorder=0, linewidth=0)
        looks = looks_of(tuple(gaps))
        for worth in sure.arms:
            _line(axes, gaps[worth.stance], worth.left_out_after, looks[worth.stance])
        _frame(axes, gaps, translate)
        axes.set_ylabel(translate("sure.axis_gap", best=quoted(sure.kept[0], translate)))
        title(axes, search_finding(sure, translate), whole=True)
        caption(axes, comparison, translate)
    return axes


def _line(axes: Axes, gap: Floats, left_out: int | None, look: Look) -> None:
    """One arm's mean difference (runs,), thick while it is in the running, with a cross where it is left out."""
    runs = np.arange(1, len(gap) + 1)
    inside = slice(SHOWN_FROM - 1, left_out)
    axes.plot(runs[SHOWN_FROM - 1 :], gap[SHOWN_FROM - 1 :], color=look.colour, linewidth=0.7)
    axes.plot(runs[inside], gap[inside], color=look.colour, linestyle=look.dashes, linewidth=2)
    if left_out is not None:
        (cross,) = axes.plot(left_out, gap[left_out - 1], "X", color=look.colour, markersize=9)
        cross.set(markeredgecolor="white", clip_on=False, zorder=5)


def _frame(axes: Axes, gaps: dict[str, Floats], translate: Words) -> None:
    """Axes, and the arms' names beside the ends of their lines."""
    runs = len(next(iter(gaps.values())))
    shown = np.array([gap[SHOWN_FROM - 1 :] for gap in gaps.values()])
    room = 0.06 * float(np.ptp(shown)) + 1e-3
    bottom, top = float(shown.min()) - room, float(shown.max()) + room
    axes.set_ylim(bottom, top)
    axes.set_xlim(0, runs)
    looks = looks_of(tuple(gaps))
    places = spread([float(gap[-1]) for gap in gaps.values()], 0.062 * (top - bottom))
    slack = min(0.0, top - max(places))
    for (name, gap), place in zip(gaps.items(), places, strict=True):
        axes.annotate(
            f"{translate.name('stance', name)}  {translate.signed(float(gap[-1]))}",
            xy=(runs, float(gap[-1])),
            xytext=(runs * 1.035, place + slack),
            color=looks[name].colour,
            fontweight="bold",
            va="center",
            annotation_clip=False,
            arrowprops={"arrowstyle": "-", "color": FAINT, "linewidth": 0.6, "relpos": (0.0, 0.5)},
        )
    decimals(axes.yaxis, translate, 2, signed=True)
    axes.set_xlabel(f"{translate('sure.axis_runs')}\n{translate('sure.marks')}")


def search_finding(sure: Sure, translate: Words) -> str:
    """What is known, for a title."""
    key = "undecided" if not sure.decided else "single" if len(sure.kept) == 1 else "set"
    return translate(
        f"sure.title_{key}",
        runs=translate.number(sure.runs, 0),
        best=quoted(sure.kept[0], translate),
        count=len(sure.kept),
        effect=in_stages(sure.question.smallest_effect, translate),
    )
