"""The profile against effort: how far each arm stands under the vision, and in which share of visions it is first."""

from __future__ import annotations

import textwrap
from collections.abc import Sequence
from typing import TYPE_CHECKING, cast

from simul_agir.locale import Words, words
from simul_agir.report.figures.style import FAINT, looks_of, new_axes, styled

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

    from simul_agir.study.profile.effort import EffortAxis


def draw_effort(found: EffortAxis, lang: str = "en") -> Figure:
    """Two plots above each other over the multiples of effort, on a logarithmic axis."""
    translate = words(lang)
    arms = [each.arm for each in found.profiles[0].standings]
    looks = looks_of(arms)
    with styled():
        first = new_axes(8.6, 7.2)
        figure = cast("Figure", first.figure)
        first.remove()
        upper, lower = figure.subplots(2, 1, sharex=True)
        for arm in arms:
            standings = [profile.standing(arm) for profile in found.profiles]
            for axes, values in (
                (upper, [each.value for each in standings]),
                (lower, [each.share for each in standings]),
            ):
                axes.plot(
                    found.multiples, values, color=looks[arm].colour, linestyle=looks[arm].dashes,
                    marker=looks[arm].marker, markersize=5, linewidth=1.8, label=translate.name("stance", arm),
                )  # fmt: skip
        _frame(upper, translate("effort.value"), found.multiples, translate)
        _frame(lower, translate("effort.share"), found.multiples, translate)
        lower.set_ylim(0, 1)
        lower.set_xlabel(translate("effort.axis"))
        upper.legend(frameon=False, fontsize=8, ncols=2)
        figure.suptitle(
            textwrap.fill(translate("effort.title", scenario=found.scenario.titled(lang)), 80),
            x=0.01, ha="left", fontsize=12, fontweight="bold",
        )  # fmt: skip
        figure.supxlabel(
            textwrap.fill(translate("effort.caption"), 130), x=0.01, ha="left", fontsize=7.5, color=FAINT
        )
    return figure


def _frame(axes: Axes, label: str, multiples: Sequence[float], translate: Words) -> None:
    axes.set_xscale("log")
    axes.set_xticks(multiples, [translate.number(each, 2).rstrip("0").rstrip(",.") for each in multiples])
    axes.minorticks_off()
    axes.set_ylabel(textwrap.fill(label, 34))
