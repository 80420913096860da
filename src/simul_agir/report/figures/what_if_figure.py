"""Two futures with one past, and what carries their difference."""

from __future__ import annotations

import textwrap
from typing import TYPE_CHECKING, Any

from simul_agir.locale import Words, words
from simul_agir.report.figures.ladder_figure import draw_ladder
from simul_agir.report.figures.style import FAINT, INK, PALE, caption_text, decimals, footer, styled
from simul_agir.report.words.what_if_sentence import finding, first_events

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

    from simul_agir.study.branching import WhatIf

MOST = 10  # mechanisms drawn
WIDTH = 10.5  # inches


def draw_what_if(found: WhatIf, lang: str = "en") -> Figure:
    """The fans of both futures over the mechanisms' parts; the finding above, the first partings below."""
    from matplotlib.backends.backend_agg import FigureCanvasAgg
    from matplotlib.figure import Figure

    translate = words(lang)
    rows = min(MOST, len(found.shares))
    heights = [4.4] if not rows else [4.4, 0.9 + 0.27 * rows]
    with styled():
        figure = Figure(figsize=(WIDTH, 1.8 + sum(heights)), layout="constrained")
        FigureCanvasAgg(figure)
        parts: Any = figure.subplots(len(heights), 1, height_ratios=heights, squeeze=False)
        upper = parts[0][0]
        draw_ladder(found.comparison, upper, translate)
        upper.set_title(translate("what_if.panel_futures", month=found.at))
        _line(found, upper, translate)
        if rows:
            _bars(found, parts[1][0], translate)
        figure.suptitle(_title(found, translate), x=0.01, ha="left", fontsize=12.5, fontweight="bold")
        notes = (
            []
            if found.divergences is None or not found.divergences.found
            else first_events(found, found.divergences, translate)
        )
        note = "\n".join(
            textwrap.fill(each, 150) for each in (*notes, caption_text(found.comparison, translate))
        )
        footer(figure, note, 7.5)
    return figure


def _title(found: WhatIf, translate: Words) -> str:
    """The first sentence of the answer, without its frame."""
    text = finding(found, translate)
    return textwrap.fill(text[0].upper() + text[1:], 92)


def _line(found: WhatIf, axes: Axes, translate: Words) -> None:
    """The month of the switch."""
    axes.axvline(found.at, color=INK, linewidth=0.9, linestyle=(0, (1, 2)))
    axes.annotate(
        translate("what_if.switch_line", month=found.at),
        xy=(found.at, axes.get_ylim()[1]),
        xytext=(4, -10),
        textcoords="offset points",
        fontsize=8,
        color=INK,
    )


def _bars(found: WhatIf, axes: Axes, translate: Words) -> None:
    """One row per mechanism: the part of the difference lost without it, with its interval; faint where it may be chance."""
    shown = found.shares[:MOST]
    for row, share in enumerate(shown):
        colour = INK if share.clear else FAINT
        axes.barh(row, share.lost.mean, color=PALE, edgecolor=colour, linewidth=0.8, height=0.62)
        if share.lost.low is not None and share.lost.high is not None:
            axes.plot([share.lost.low, share.lost.high], [row, row], color=colour, linewidth=1.4)
    axes.axvline(0, color=FAINT, linewidth=0.8)
    axes.set_yticks(range(len(shown)), [translate.name("mechanism", share.mechanism) for share in shown])
    axes.set_ylim(len(shown) - 0.4, -0.6)
    axes.tick_params(axis="y", length=0)
    decimals(axes.xaxis, translate, 2, signed=True)
    axes.set_xlabel(translate("what_if.lost_axis"), fontsize=8.5)
    axes.set_title(translate("what_if.panel_shares"))
