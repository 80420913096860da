"""The pictures of a sensitivity analysis: what moves the headline numbers, with intervals; and every number at a glance."""

from __future__ import annotations

import textwrap
from typing import TYPE_CHECKING, Any

import numpy as np

from simul_agir.locale import Words, words
from simul_agir.report.figures.style import FAINT, INK, PALE, decimals, footer, styled
from simul_agir.report.words.sensitivity_sentence import factor_name, leading, target_name
from simul_agir.study.sensitivity.indices import Effects, Indices

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure
    from numpy.typing import NDArray

    from simul_agir.study.sensitivity.analysis import Part, Sensitivity
    from simul_agir.study.sweep.sample import Target

WIDTH = 10.5  # inches
ROWS = 16  # factors that the bars show at most, the largest
BAR = "#225ea8"
KINDS = ("mean", "variance", "difference")


def draw_bars(found: Sensitivity, method: str, lang: str = "en") -> Figure:
    """One panel per headline number, one bar per factor with its interval; `method`: morris or sobol."""
    translate = words(lang)
    part = _part(found, method)
    rows = ranked(part, found.headlines)[:ROWS]
    with styled():
        figure = _figure(2.3 + 0.3 * len(rows))
        grid = figure.subplots(1, len(found.headlines), sharey=True, squeeze=False)[0]
        for axes, target in zip(grid, found.headlines, strict=True):
            _bars(part.found[target], rows, axes, translate)
            axes.set_title(
                textwrap.fill(target_name(target, translate, "sensitivity.panel"), 34), fontsize=10
            )
        grid[0].set_yticks(range(len(rows)), [factor_name(part.factors[row]) for row in rows])
        grid[0].set_ylim(len(rows) - 0.4, -0.6)
        grid[0].set_xlabel(translate(f"sensitivity.axis_{method}"), fontsize=8.5, loc="left")
        _frame(figure, found, part, translate, _finding(found, part, method, translate))
    return figure


def _part(found: Sensitivity, method: str) -> Part:
    part: Part | None = getattr(found, method)
    assert part is not None
    return part


def _figure(height: float) -> Figure:
    from matplotlib.backends.backend_agg import FigureCanvasAgg
    from matplotlib.figure import Figure

    figure = Figure(figsize=(WIDTH, height), layout="constrained")
    FigureCanvasAgg(figure)
    return figure


def _frame(figure: Figure, found: Sensitivity, part: Part, translate: Words, title: str) -> None:
    note = translate(
        "sensitivity.caption",
        study=found.study.name,
        points=translate.number(part.points, 0),
        runs=translate.number(part.sample.runs, 0),
        seed=found.study.seed,
    )
    figure.suptitle(textwrap.fill(title, 92), x=0.01, ha="left", fontsize=12.5, fontweight="bold")
    footer(figure, note, 7.5)


def _finding(found: Sensitivity, part: Part, method: str, translate: Words) -> str:
    """What moves the last headline number: the difference between stances, where there are two."""
    target = found.headlines[-1]
    numbers, name = part.found[target], target_name(target, translate)
    name = name[0].upper() + name[1:]
    places = leading(numbers)
    if not places:
        return translate("sensitivity.finding_none", target=name)
    share = translate.percent(float(numbers.total[places[0]])) if isinstance(numbers, Indices) else ""
    factor = factor_name(part.factors[places[0]])
    return translate(f"sensitivity.finding_{method}", target=name, factor=factor, share=share)


def _relative(numbers: Effects | Indices) -> NDArray[np.float64]:
    """Sizes that targets can be compared by: total indices, or effects as shares of the largest; 0 if it may be chance."""
    if isinstance(numbers, Indices):
        clear = np.nan_to_num(numbers.total_low) > 0
        return np.where(clear, np.clip(np.nan_to_num(numbers.total), 0.0, 1.0), 0.0)
    largest = float(numbers.size.max())
    return (
        np.where(numbers.distinct, numbers.size / largest, 0.0)
        if largest > 0
        else np.zeros(len(numbers.size))
    )


def ranked(part: Part, targets: tuple[Target, ...]) -> list[int]:
    """Positions of the factors, by the largest they are to any of the targets, then to the first of them."""
    sizes = np.max([_relative(part.found[target]) for target in targets], axis=0)
    first = part.found[targets[0]]
    plain = first.size if isinstance(first, Effects) else np.nan_to_num(first.total)
    sizes = sizes + 1e-6 * plain / max(1e-300, float(np.abs(plain).max()))
    return [int(place) for place in np.argsort(-sizes, kind="stable")]


def _bars(numbers: Effects | Indices, rows: list[int], axes: Axes, translate: Words) -> None:
    """One panel."""
    places = np.arange(len(rows))
    axes.spines["left"].set_visible(False)
    axes.tick_params(axis="y", length=0)
    axes.axvline(0, color=FAINT, linewidth=0.8)
    if isinstance(numbers, Effects):
        axes.barh(places, numbers.luck[rows], height=0.9, color=PALE)
        axes.barh(places, numbers.size[rows], height=0.5, color=BAR, alpha=0.8)
        _intervals(axes, places, numbers.low[rows], numbers.high[rows])
        decimals(axes.xaxis, translate, 2)
        return
    decimals(axes.xaxis, translate, 1)
    if not numbers.moved:
        axes.text(
            0.5, 0.5, translate("sensitivity.nothing"), transform=axes.transAxes, ha="center", color=FAINT
        )
        axes.set_xlim(0, 1)
        return
    axes.barh(places, np.clip(numbers.total[rows], 0, 1), height=0.5, color=BAR, alpha=0.8)
    _intervals(axes, places, *(np.clip(end[rows], 0, 1) for end in (numbers.total_low, numbers.total_high)))
    first = np.clip(numbers.first[rows], 0, 1)
    axes.plot(first, places, "|", color="white", markersize=9, markeredgewidth=4)
    axes.plot(first, places, "|", color=INK, markersize=9, markeredgewidth=1.6)
    axes.set_xlim(0, 1.02)


def _intervals(axes: Axes, places: Any, low: Any, high: Any) -> None:
    axes.hlines(places, low, high, color=INK, linewidth=1.1)


def draw_map(found: Sensitivity, method: str, lang: str = "en") -> Figure:
    """One row per factor, one column per number analysed: the darker, the more the factor moves it."""
    from matplotlib.colors import LinearSegmentedColormap

    translate = words(lang)
    part = _part(found, method)
    rows = ranked(part, found.targets)[: 2 * ROWS]
    groups = [[t for t in found.targets if t.kind == kind] for kind in KINDS]
    groups = [group for group in groups if group]
    shades = LinearSegmentedColormap.from_list(
        "shades", ["#ffffff", "#c7e9b4", "#41b6c4", "#225ea8", "#081d58"]
    )
    with styled():
        figure = _figure(3.4 + 0.28 * len(rows))
        widths = [len(group) for group in groups]
        grid = figure.subplots(1, len(groups), sharey=True, squeeze=False, width_ratios=widths)[0]
        for axes, group in zip(grid, groups, strict=True):
            table = np.array([_relative(part.found[target])[rows] for target in group]).T
            axes.imshow(table, cmap=shades, vmin=0, vmax=1, aspect="auto")
            _cells(axes, table, translate)
            axes.set_xticks(range(len(group)), [_column(t, found, translate) for t in group], fontsize=7.5)
            axes.tick_params(axis="x", rotation=60, length=0)
            for label in axes.get_xticklabels():
                label.set_horizontalalignment("right")
                label.set_rotation_mode("anchor")
            axes.tick_params(axis="y", length=0)
            axes.spines[["left", "bottom"]].set_visible(False)
            axes.set_title(translate(f"sensitivity.map_{group[0].kind}"), fontsize=10)
        grid[0].set_yticks(range(len(rows)), [factor_name(part.factors[row]) for row in rows])
        _frame(figure, found, part, translate, translate(f"sensitivity.map_{method}"))
    return figure


def _cells(axes: Axes, table: NDArray[np.float64], translate: Words) -> None:
    """The number in each cell that is not near nothing."""
    for (row, column), value in np.ndenumerate(table):
        if value >= 0.05:
            ink = "white" if value > 0.45 else INK
            axes.text(
                column, row, translate.number(value, 1), ha="center", va="center", fontsize=7, color=ink
            )


def _column(target: Target, found: Sensitivity, translate: Words) -> str:
    """The name of a column: the stance or pair, and the outcome where there are several."""
    stance, other = translate.name("stance", target.stance), translate.name("stance", target.other)
    name = translate("sensitivity.pair", stance=stance, other=other) if target.other else stance
    return name if len(found.plan.outcomes) == 1 else f"{name}, {translate.name('outcome', target.outcome)}"
