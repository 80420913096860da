"""One picture of the whole answer: the fan, the stages reached, and what each stance adds."""

from __future__ import annotations

import textwrap
from typing import TYPE_CHECKING, Any

from simul_agir.locale import words
from simul_agir.report.figures.differences import draw_differences
from simul_agir.report.figures.ladder_figure import draw_ladder
from simul_agir.report.figures.stages import draw_stages
from simul_agir.report.figures.style import caption_text, footer, styled
from simul_agir.report.words.findings import overview_finding
from simul_agir.report.words.verdict_sentence import holding_back

if TYPE_CHECKING:
    from matplotlib.figure import Figure

    from simul_agir.study import Comparison

WIDTH = 10.5  # inches


def overview(comparison: Comparison, lang: str = "en") -> Figure:
    """The ladder by stance over the rows of stages and differences; the finding above, the caption below."""
    from matplotlib.backends.backend_agg import FigureCanvasAgg
    from matplotlib.figure import Figure

    translate = words(lang)
    rows = len(comparison.arms)
    with styled():
        figure = Figure(figsize=(WIDTH, 5.6 + 0.42 * rows), layout="constrained")
        FigureCanvasAgg(figure)
        halves: Any = figure.subfigures(2, 1, height_ratios=[4.2, 1.6 + 0.42 * rows])
        upper, lower = halves
        axes = draw_ladder(comparison, upper.add_subplot(), translate)
        axes.set_title(translate("figure.ladder_panel"))
        left, right = lower.subplots(1, 2, width_ratios=[1.35, 1])
        draw_stages(comparison, left, translate).set_title(translate("figure.stages_panel"), pad=24)
        draw_differences(comparison, right, translate).set_title(
            translate("figure.differences_panel"), pad=24
        )
        left.set_ylim(right.get_ylim())
        right.set_yticklabels([])
        place = comparison.scenario.titled(translate.lang)
        finding = translate("typography.colon", head=place, tail=overview_finding(comparison, translate))
        figure.suptitle(textwrap.fill(finding, 92), x=0.01, ha="left", fontsize=13, fontweight="bold")
        made = textwrap.fill(caption_text(comparison, translate), 150)
        note = f"{holding_back(comparison, translate)}\n{made}"
        footer(figure, note, 8)
    return figure
