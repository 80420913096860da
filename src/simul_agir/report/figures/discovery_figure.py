"""The pictures of a discovery: the flip map, and the boxes with those that random halves gave."""

from __future__ import annotations

import textwrap
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from simul_agir.locale import Words, words
from simul_agir.report.figures.style import INK, PALE, footer, looks_of, styled
from simul_agir.report.words.discovery_sentence import limit_in_words, ordered, short
from simul_agir.report.words.sensitivity_sentence import factor_name

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

    from simul_agir.study.discovery.analysis import Case, Discovery
    from simul_agir.study.discovery.boxes import Limit

Floats = NDArray[np.float64]
WIDTH = 10.5  # inches
TITLE = 50  # characters of a line of a panel's title
BOX = "#a11d33"
COLUMNS = 2  # of panels
JITTER = 0.3  # of the distance between two texts on an axis


def draw_map(found: Discovery, lang: str = "en") -> Figure:
    """Every point on the two assumptions that flip the ranking most, by the stance that ends highest; the box drawn in."""
    translate = words(lang)
    first, second = axes_of(found)
    with styled():
        figure = _figure(5.4)
        axes = figure.add_subplot()
        x, y = (_places(found, column, number) for number, column in enumerate((first, second)))
        looks = looks_of(found.sample.stances)
        for place, stance in enumerate(found.sample.stances):
            for distinct, alpha in ((False, 0.3), (True, 0.95)):
                here = (found.highest == place) & (found.distinct == distinct)
                look = looks[stance]
                axes.scatter(
                    x[here], y[here], s=26, color=look.colour, marker=look.marker, alpha=alpha, linewidths=1
                )
            share = float((found.highest == place).mean())
            label = f"{translate.name('stance', stance)}  {translate.percent(share)}"
            axes.scatter([], [], s=26, color=look.colour, marker=look.marker, label=label)
        if found.flip.box is not None:
            _rectangle(axes, found.flip.box.limits, first, second, translate)
        for axis, column in ((axes.xaxis, first), (axes.yaxis, second)):
            _label(axis, found, column, translate)
        axes.legend(
            title=translate("discovery.map_legend"),
            loc="upper left",
            bbox_to_anchor=(1.01, 1.0),
            frameon=False,
            fontsize=8.5,
            title_fontsize=8.5,
            alignment="left",
        )
        _frame(figure, found, translate, _finding(found, translate))
    return figure


def axes_of(found: Discovery) -> tuple[str, str]:
    """The two factors that a map is drawn on: of the flip's box, else of those that most splits limited, else the first."""
    columns = [str(column) for column in found.sample.points.columns]
    flip = found.flip
    limited = set(flip.box.limits) if flip.box is not None else set()

    def rank(column: str) -> tuple[float, float]:
        reproduced = flip.found.reproduced(column) if flip.found is not None else 0.0
        return (-float(column in limited), -reproduced)

    ranked = sorted(columns, key=rank)
    return ranked[0], ranked[1] if len(ranked) > 1 else ranked[0]


def _figure(height: float) -> Figure:
    from matplotlib.backends.backend_agg import FigureCanvasAgg
    from matplotlib.figure import Figure

    figure = Figure(figsize=(WIDTH, height), layout="constrained")
    FigureCanvasAgg(figure)
    return figure


def _frame(figure: Figure, found: Discovery, translate: Words, title: str) -> None:
    note = translate(
        "discovery.caption",
        study=found.sample.name,
        points=translate.number(len(found.means), 0),
        runs=translate.number(found.sample.runs, 0),
    )
    figure.suptitle(textwrap.fill(title, 92), x=0.01, ha="left", fontsize=12.5, fontweight="bold")
    footer(figure, note, 7.5)


def _finding(found: Discovery, translate: Words) -> str:
    name = translate.name("stance", found.leader)
    leader = name[0].upper() + name[1:]
    share = translate.percent(found.case("wins", found.leader).share)
    points = translate.number(len(found.means), 0)
    flip = found.flip
    if flip.reason == "never":
        return translate("discovery.map_finding_never", leader=leader, points=points)
    if flip.box is None or flip.found is None:
        return translate("discovery.map_finding_no_box", leader=leader, share=share, points=points)
    limits = [limit_in_words(name, limit, translate) for name, limit in ordered(flip.found, flip)]
    return translate(
        "discovery.map_finding", leader=leader, share=share, points=points, limits=translate.several(limits)
    )


def _texts(found: Discovery, column: str) -> list[str] | None:
    """The texts that a factor takes, in order; None for one of numbers."""
    values = found.sample.points[column]
    if values.dtype.kind in "iuf" and values.notna().all():
        return None
    return sorted(set(values.astype(str)))


def _places(found: Discovery, column: str, number: int) -> Floats:
    """Where the points stand on an axis; those of texts beside each other."""
    texts = _texts(found, column)
    values = found.sample.points[column]
    if texts is None:
        return values.to_numpy(np.float64)
    chance = np.random.default_rng([7, number])
    spots = values.astype(str).map({text: place for place, text in enumerate(texts)}).to_numpy(np.float64)
    return np.asarray(spots + JITTER * chance.uniform(-1, 1, len(spots)))


def _label(axis: Any, found: Discovery, column: str, translate: Words) -> None:
    texts = _texts(found, column)
    axis.set_label_text(factor_name(column))
    if texts is not None:
        axis.set_ticks(range(len(texts)), texts)
    else:
        axis.set_major_formatter(lambda value, _: _plain(value, translate))


def _plain(value: float, translate: Words) -> str:
    """A number of an axis with no more decimals than it needs."""
    decimals = len(f"{value:.4f}".rstrip("0").partition(".")[2])
    return translate.number(value, decimals)


def _rectangle(axes: Axes, limits: Any, first: str, second: str, translate: Words) -> None:
    """The box, its open sides at the edge of the picture."""
    from matplotlib.patches import Rectangle

    spans = []
    for column, ends in ((first, axes.get_xlim()), (second, axes.get_ylim())):
        limit = limits.get(column, (None, None))
        low, high = (None, None) if isinstance(limit, frozenset) else limit
        spans.append((ends[0] if low is None else low, ends[1] if high is None else high))
    (left, right), (bottom, top) = spans
    patch = Rectangle(
        (left, bottom), right - left, top - bottom, fill=False, edgecolor=BOX, linewidth=2, zorder=4
    )
    patch.set_label(translate("discovery.map_box"))
    axes.add_patch(patch)


def draw_boxes(found: Discovery, lang: str = "en") -> Figure:
    """One panel per box that holds: the part of each assumption's range that it takes, and what random halves gave."""
    translate = words(lang)
    cases = [case for case in found.cases if case.box is not None]
    rows = max([1, *(len(case.box.limits) for case in cases if case.box is not None)])
    high = -(-len(cases) // COLUMNS) or 1
    with styled():
        figure = _figure(1.5 + high * (0.95 + 0.34 * rows))
        if cases:
            grid = figure.subplots(high, min(COLUMNS, len(cases)), squeeze=False, sharex=True)
            for axes in grid.ravel()[len(cases) :]:
                axes.set_visible(False)
            for axes, case in zip(grid.ravel(), cases, strict=False):
                _panel(found, case, axes, rows, translate)
            grid[-1, 0].set_xlabel(translate("discovery.boxes_axis"), fontsize=8.5, loc="left")
        key = "boxes_finding" if cases else "boxes_finding_none"
        _frame(figure, found, translate, translate(f"discovery.{key}"))
    return figure


def question(found: Discovery, case: Case, translate: Words) -> str:
    """A case as a short question."""
    return translate(
        f"discovery.case_{case.kind}",
        stance=translate.name("stance", case.stance),
        leader=translate.name("stance", found.leader),
    )


def _panel(found: Discovery, case: Case, axes: Axes, rows: int, translate: Words) -> None:
    assert case.box is not None
    assert case.found is not None
    colour = BOX if case.kind == "flip" else looks_of(found.sample.stances)[case.stance].colour
    named = ordered(case.found, case)
    for row, (column, limit) in enumerate(named):
        axes.barh(row, 1, height=0.66, color=PALE, zorder=0)
        for low, high in _spans(found, column, limit):
            axes.barh(row, high - low, left=low, height=0.66, color=colour, alpha=0.55, zorder=1)
        for split in case.found.again:
            if column in split.limits:
                for low, high in _spans(found, column, split.limits[column]):
                    ends = [end for end in (low, high) if 0 < end < 1]
                    axes.vlines(ends, row - 0.33, row + 0.33, color=INK, linewidth=0.6, alpha=0.5, zorder=2)
        axes.text(1.02, row, _shown(limit, translate), va="center", fontsize=8)
    axes.set_yticks(range(len(named)), [factor_name(column) for column, _ in named])
    axes.set_ylim(rows - 0.4, -0.6)
    axes.set_xlim(0, 1)
    axes.set_xticks([])
    axes.spines[["left", "bottom"]].set_visible(False)
    axes.tick_params(axis="y", length=0)
    title = translate(
        "discovery.boxes_panel",
        question=question(found, case, translate),
        share=translate.percent(case.share),
        density=translate.percent(case.box.density),
        unseen=translate.percent(case.found.density[0]),
        coverage=translate.percent(case.box.coverage),
    )
    axes.set_title("\n".join(textwrap.fill(line, TITLE) for line in title.split("\n")), fontsize=9.5)


def _spans(found: Discovery, column: str, limit: Limit) -> list[tuple[float, float]]:
    """The parts of a factor's range, 0 to 1, that a limit leaves."""
    if isinstance(limit, frozenset):
        texts = _texts(found, column) or []
        return [(k / len(texts), (k + 1) / len(texts)) for k, text in enumerate(texts) if text in limit]
    values = found.sample.points[column].to_numpy(np.float64)
    least, most = float(values.min()), float(values.max())
    low, high = limit
    scale = max(1e-300, most - least)
    return [(0.0 if low is None else (low - least) / scale, 1.0 if high is None else (high - least) / scale)]


def _shown(limit: Limit, translate: Words) -> str:
    """A limit beside its bar."""
    if isinstance(limit, frozenset):
        return textwrap.shorten(", ".join(sorted(limit)), 28, placeholder=" ...")
    low, high = (None if end is None else short(end, translate) for end in limit)
    if low and high:
        return f"{low} – {high}"
    return f"≥ {low}" if low else f"≤ {high}"
