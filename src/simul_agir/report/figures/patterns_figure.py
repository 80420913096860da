"""Each pattern on its own scale: the band of the data, the real networks, and where the model falls."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np

from simul_agir.locale import Words, words
from simul_agir.report.figures.style import (
    FAINT,
    INK,
    LOOKS,
    PALE,
    SPARE,
    Look,
    figure_of,
    footer,
    new_axes,
    styled,
)
from simul_agir.report.words.patterns_words import written
from simul_agir.validation.answer import CANNOT, MET, TESTED
from simul_agir.validation.networks import real_values

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

    from simul_agir.validation.answer import Confrontation, Finding
    from simul_agir.validation.statements import Pattern

ROW = 0.46  # inches
EDGE = 1.0  # widths of the band shown beyond it to either side; what lies further off stands at the edge
AGREES, DIFFERS = "#0072b2", "#c4490a"
MODELS = (
    Look(AGREES, "solid", "o"),
    LOOKS["ordinary_resources"],
    LOOKS["resilience"],
    LOOKS["mixed"],
    *SPARE,
)


def draw_patterns(found: Sequence[Confrontation], lang: str = "en") -> Figure:
    """One row per pattern that can be computed; of one model every contract, of several one mark each."""
    translate = words(lang)
    rows = [row for row in zip(*(each.findings for each in found), strict=True) if _shown(row)]
    with styled():
        axes = new_axes(9.2, 1.7 + ROW * len(rows))
        axes.axvspan(0.0, 1.0, color=PALE, zorder=0)
        for place, row in enumerate(rows):
            _draw_row(axes, place, row, translate)
        axes.set_yticks(range(len(rows)), [_label(row[0].pattern, translate) for row in rows], fontsize=8.5)
        axes.set_ylim(len(rows) - 0.4, -0.6)
        axes.set_xlim(-EDGE - 0.06, 1.0 + EDGE + 0.06)
        axes.set_xticks([0.0, 1.0], [translate("pattern.band_low"), translate("pattern.band_high")])
        axes.spines["left"].set_visible(False)
        axes.tick_params(axis="y", length=0)
        _legend(axes, found, rows, translate)
        tested = sum(each.pattern.standing in TESTED for each in found[0].findings)
        key = "title" if len(found) == 1 else "title_rivals"
        title = translate(f"pattern.{key}", met=found[0].count(MET), patterns=tested)
        figure_of(axes).suptitle(title, x=0.01, ha="left", fontsize=12, fontweight="bold")
        caption = translate(
            "pattern.caption",
            contracts=len(found[0].contracts),
            runs=found[0].runs,
            seed=found[0].seed,
        )
        footer(figure_of(axes), caption, 7.5)
    return figure_of(axes)


def _shown(row: Sequence[Finding]) -> bool:
    return any(each.verdict != CANNOT for each in row)


def _label(pattern: Pattern, translate: Words) -> str:
    return translate(
        "pattern.labelled",
        pattern=translate.name("pattern_name", pattern.name),
        standing=translate(f"pattern_standing.{pattern.standing}"),
    )


def placed(pattern: Pattern, value: float) -> float:
    """Where a value stands: 0 and 1 are the ends of the band; what lies further off than the edge stands at it."""
    low = _foot(pattern)
    return float(np.clip((value - low) / (pattern.high - low), -EDGE, 1.0 + EDGE))


def _foot(pattern: Pattern) -> float:
    """Where the band begins on the picture: of one that only must not be exceeded, a stretch below."""
    return -0.4 if pattern.low == -1.0 else pattern.low


def _draw_row(axes: Axes, place: int, row: Sequence[Finding], translate: Words) -> None:
    pattern = row[0].pattern
    for end, value in ((0.0, pattern.low), (1.0, pattern.high)):
        text = written(pattern, value, translate) if value > -1.0 else ""
        axes.text(end, place + 0.42, text, fontsize=6.5, color=FAINT, ha="center")
    for value in real_values(pattern.measure):
        spot = placed(pattern, value)
        axes.plot([spot, spot], [place - 0.3, place - 0.14], color=INK, linewidth=1.1, zorder=2)
    if len(row) == 1:
        _draw_contracts(axes, place, row[0], translate)
        return
    step = 0.36 / max(1, len(row) - 1)
    for number, each in enumerate(row):
        if each.verdict != CANNOT:
            look, spot = MODELS[number], placed(pattern, each.value)
            axes.plot(spot, place - 0.1 + number * step, look.marker, color=look.colour, markersize=5.5)


def _draw_contracts(axes: Axes, place: int, found: Finding, translate: Words) -> None:
    """Contracts as faint dots, the interval as a line, the value as a mark with its number."""
    pattern, colour = found.pattern, AGREES if found.verdict == MET else DIFFERS
    if not pattern.pooled:
        spots = [placed(pattern, value) for value in found.by_contract if math.isfinite(value)]
        heights = place + 0.1 + 0.16 * np.sin(np.arange(len(spots)) * 2.4)
        axes.plot(spots, heights, ".", color=colour, alpha=0.22, markersize=4, zorder=2)
    ends = [placed(pattern, found.low), placed(pattern, found.high)]
    axes.plot(ends, [place + 0.1] * 2, color=colour, linewidth=2.2, zorder=3, solid_capstyle="round")
    spot = placed(pattern, found.value)
    axes.plot(spot, place + 0.1, "o" if found.verdict == MET else "X", color=colour, markersize=7, zorder=4)
    axes.text(
        1.0 + EDGE,
        place + 0.16,
        written(pattern, found.value, translate),
        fontsize=8.5,
        color=colour,
        ha="right",
        fontweight="bold",
    )


def _legend(
    axes: Axes, found: Sequence[Confrontation], rows: Sequence[Sequence[Finding]], translate: Words
) -> None:
    from matplotlib.lines import Line2D
    from matplotlib.patches import Patch

    handles: list[Line2D | Patch] = [Patch(color=PALE, label=translate("pattern.legend_band"))]
    if any(real_values(row[0].pattern.measure) for row in rows):
        handles.append(
            Line2D([], [], color=INK, marker="|", linestyle="", label=translate("pattern.legend_real"))
        )
    if len(found) == 1:
        marks = (("o", AGREES, "legend_met"), ("X", DIFFERS, "legend_not_met"))
        handles += [
            Line2D([], [], marker=mark, color=colour, linestyle="-", label=translate(f"pattern.{key}"))
            for mark, colour, key in marks
        ]
    else:
        handles += [
            Line2D(
                [],
                [],
                marker=look.marker,
                color=look.colour,
                linestyle="",
                label=translate.name("pattern_model", each.model.name),
            )
            for each, look in zip(found, MODELS, strict=False)
        ]
    axes.legend(
        handles=handles, loc="upper center", bbox_to_anchor=(0.3, -0.06), ncols=3, frameon=False, fontsize=8
    )
