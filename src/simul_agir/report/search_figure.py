"""How a sure verdict came about: the mean difference to the best arm as runs were added, and where arms were left out."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from simul_agir.locale import Words
from simul_agir.report.style import (
    FAINT,
    PALE,
    caption,
    decimals,
    looks_of,
    new_axes,
    spread,
    styled,
    title,
)
from simul_agir.study.outcomes import OUTCOMES
from simul_agir.study.search import BATCH
from simul_agir.study.sentence import quoted
from simul_agir.study.sure_sentence import in_stages

if TYPE_CHECKING:
    from matplotlib.axes import Axes

    from simul_agir.study import Comparison, Sure


def draw_search(comparison: Comparison, sure: Sure, say: Words) -> Axes:
    """A line an arm: its mean less the best arm's over the runs so far; it goes on thin once the arm is left out."""
    with styled():
        axes = new_axes(8.6, 4.8 + 0.2 * max(0, len(comparison.arms) - 6))
        best = sure.kept[0]
        looks = looks_of(tuple(comparison.ensembles))
        read = OUTCOMES[comparison.primary].read
        top = read(comparison.ensembles[best])
        runs = np.arange(1, sure.runs + 1)
        axes.axhspan(-sure.question.smallest_effect, 0.0, color=PALE, zorder=0, linewidth=0)
        ends, lowest, highest = {}, 0.0, 0.0
        for worth in sure.arms:
            look, name = looks[worth.stance], worth.stance
            gap = np.cumsum(read(comparison.ensembles[name]) - top) / runs
            shown = slice(2 * BATCH - 1, None)  # the first few means jump about
            until = worth.left_out_after or sure.runs
            axes.plot(runs[shown], gap[shown], color=look.colour, linewidth=0.7)
            axes.plot(
                runs[shown][: until - 2 * BATCH + 1],
                gap[shown][: until - 2 * BATCH + 1],
                color=look.colour,
                linestyle=look.dashes,
                linewidth=2,
            )
            if worth.left_out_after is not None:
                axes.plot(
                    until, gap[until - 1], "X", color=look.colour, markersize=9, markeredgecolor="white"
                )
            ends[name] = float(gap[-1])
            lowest, highest = min(lowest, float(gap[shown].min())), max(highest, float(gap[shown].max()))
        _frame(axes, comparison, sure, ends, lowest, highest, say)
    return axes


def _frame(
    axes: Axes,
    comparison: Comparison,
    sure: Sure,
    ends: dict[str, float],
    lowest: float,
    highest: float,
    say: Words,
) -> None:
    """Names beside the lines, axes, title, caption."""
    looks = looks_of(tuple(comparison.ensembles))
    room = 0.06 * (highest - lowest) + 1e-3
    axes.set_ylim(lowest - room, highest + room)
    axes.set_xlim(0, sure.runs)
    places = spread(list(ends.values()), 0.062 * (highest - lowest + 2 * room))
    slack = min(0.0, highest + room - max(places))
    for (name, value), place in zip(ends.items(), places, strict=True):
        axes.annotate(
            f"{say.name('stance', name)}  {say.signed(value)}",
            xy=(sure.runs, value),
            xytext=(sure.runs * 1.035, place + slack),
            color=looks[name].colour,
            fontweight="bold",
            va="center",
            annotation_clip=False,
            arrowprops={"arrowstyle": "-", "color": FAINT, "linewidth": 0.6, "relpos": (0.0, 0.5)},
        )
    decimals(axes.yaxis, say, 2, signed=True)
    axes.set_ylabel(say("sure.axis_gap", best=quoted(sure.kept[0], say)))
    axes.set_xlabel(f"{say('sure.axis_runs')}\n{say('sure.marks')}")
    title(axes, search_finding(sure, say), whole=True)
    caption(axes, comparison, say)


def search_finding(sure: Sure, say: Words) -> str:
    """What is known, for a title."""
    key = "undecided" if not sure.decided else "single" if len(sure.kept) == 1 else "set"
    return say(
        f"sure.title_{key}",
        runs=say.number(sure.runs, 0),
        best=quoted(sure.kept[0], say),
        count=len(sure.kept),
        effect=in_stages(sure.question.smallest_effect, say),
    )
