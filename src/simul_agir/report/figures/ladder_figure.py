"""The fan: how far up the ladder each stance brings the actors, month by month, over all runs."""

from __future__ import annotations

import textwrap
from typing import TYPE_CHECKING

import numpy as np

from simul_agir.locale import Words
from simul_agir.model.ladder import STAGES
from simul_agir.report.figures.style import FAINT, PALE, Look, looks_of, spread

if TYPE_CHECKING:
    from matplotlib.axes import Axes

    from simul_agir.study import Comparison

BAND = (0.1, 0.9)  # the band holds four runs in five
FEW_ARMS = 3
WIDEST_NAME = 32  # characters of a line of a name


def draw_ladder(comparison: Comparison, axes: Axes, translate: Words) -> Axes:
    """Mean of the index by stance, named at the end of its line, and the band of those whose band can be seen."""
    looks = looks_of(tuple(comparison.ensembles))
    banded = _banded(comparison)
    ends, highest = {}, 1.0
    for stance, ensemble in comparison.ensembles.items():
        values = ensemble.of(comparison.primary)
        low, high = np.quantile(values, BAND, axis=0)
        if stance in banded:
            axes.fill_between(
                np.arange(len(low)), low, high, color=looks[stance].colour, alpha=0.16, linewidth=0
            )
            highest = max(highest, float(high.max()))
        _line(axes, looks[stance], values.mean(axis=0))
        ends[stance] = float(values[:, -1].mean())
        highest = max(highest, float(values.mean(axis=0).max()))
    _stages(axes, highest, translate)
    _name_lines(comparison, axes, ends, looks, translate)
    axes.set_xlim(0, comparison.months)
    axes.set_xlabel(f"{translate('figure.month')}\n{_marks(comparison, banded, translate)}")
    return axes


def _marks(comparison: Comparison, banded: tuple[str, ...], translate: Words) -> str:
    """What line and band mean."""
    if len(banded) == len(comparison.arms):
        return translate("figure.marks")
    return translate(
        "figure.marks_of",
        banded=translate.several([comparison.label(stance, translate) for stance in banded]),
    )


def _banded(comparison: Comparison) -> tuple[str, ...]:
    """Arms that get a band: all of a few; of many, whose bands would hide each other, the best and the reference."""
    arms = tuple(comparison.ensembles)
    if len(arms) <= FEW_ARMS:
        return arms
    wanted = (comparison.verdict.best, comparison.reference)
    return tuple(arm for arm in arms if arm in wanted)


def _line(axes: Axes, look: Look, mean: np.ndarray) -> None:
    """One stance's mean, (months + 1,), as a line with sparse markers."""
    axes.plot(
        np.arange(len(mean)),
        mean,
        color=look.colour,
        linestyle=look.dashes,
        linewidth=2,
        marker=look.marker,
        markersize=5,
        markevery=max(1, len(mean) // 6),
    )


def _stages(axes: Axes, highest: float, translate: Words) -> None:
    """The stages on the vertical axis, as far up as anything reaches."""
    top = min(len(STAGES) - 1.0, max(1.0, highest)) + 0.1
    axes.set_ylim(-0.03 * top, top)
    shown = range(int(top) + 1)
    axes.set_yticks(shown, [f"{translate.name('stage', STAGES[k])}  {k}" for k in shown])
    for stage in shown:
        axes.axhline(stage, color=PALE, linewidth=0.8, zorder=0)
    axes.spines["left"].set_visible(False)
    axes.tick_params(axis="y", length=0)


def _name_lines(
    comparison: Comparison, axes: Axes, ends: dict[str, float], looks: dict[str, Look], translate: Words
) -> None:
    """Each stance's name and last value beside its line, moved apart where lines end close together."""
    months = comparison.months
    bottom, top = axes.get_ylim()
    names = {arm: textwrap.fill(comparison.label(arm, translate), WIDEST_NAME) for arm in ends}
    lines = max(name.count("\n") + 1 for name in names.values())
    places = spread(list(ends.values()), (top - bottom) * (0.062 if lines == 1 else 0.05 * lines))
    slack = min(0.0, top - max(places))
    for (stance, value), place in zip(ends.items(), places, strict=True):
        axes.annotate(
            f"{names[stance]}  {translate.number(value)}",
            xy=(months, value),
            xytext=(months * 1.035, place + slack),
            color=looks[stance].colour,
            fontweight="bold",
            va="center",
            annotation_clip=False,
            arrowprops={
                "arrowstyle": "-",
                "color": FAINT,
                "linewidth": 0.6,
                "relpos": (0.0, 0.5),
                "shrinkA": 1,
                "shrinkB": 3,
            },
        )
