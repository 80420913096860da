"""Where the actors stand on the five stages at the end, by stance."""

from __future__ import annotations

from typing import TYPE_CHECKING

from simul_agir.locale import Words
from simul_agir.report.figures.style import INK, STAGE_COLOURS, stage_legend

if TYPE_CHECKING:
    from matplotlib.axes import Axes

    from simul_agir.study import Comparison

SHOWN_FROM = 0.06  # a narrower piece of bar has no room for its number


def draw_stages(comparison: Comparison, axes: Axes, translate: Words) -> Axes:
    """One stacked bar a stance: shares of the actors with voice at each stage, mean over the runs."""
    for row, arm in enumerate(comparison.arms):
        start = 0.0
        for stage, share in enumerate(arm.stages):
            axes.barh(
                row,
                share,
                left=start,
                height=0.72,
                color=STAGE_COLOURS[stage],
                edgecolor="white",
                linewidth=0.8,
            )
            if share >= SHOWN_FROM:
                colour = "white" if stage >= 3 else INK
                text = translate.percent(share)
                axes.text(start + share / 2, row, text, ha="center", va="center", color=colour, fontsize=8)
            start += share
    axes.set_yticks(
        range(len(comparison.arms)), [comparison.label(arm.stance, translate) for arm in comparison.arms]
    )
    axes.invert_yaxis()
    axes.set_xlim(0, 1)
    axes.set_xticks([])
    axes.spines[["left", "bottom"]].set_visible(False)
    axes.tick_params(axis="y", length=0)
    stage_legend(axes, translate)
    return axes
