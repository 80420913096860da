"""How far each line of a verification lies off, in its own tolerance."""

from __future__ import annotations

import textwrap
from typing import TYPE_CHECKING

from simul_agir.locale import words
from simul_agir.report.figures.style import FAINT, INK, PALE, decimals, figure_of, new_axes, styled
from simul_agir.verification.answer import settings_text

if TYPE_CHECKING:
    from matplotlib.figure import Figure

    from simul_agir.verification import Case, Reading, Verification

ROW = 0.2  # inches
EDGE = 1.6  # tolerances shown to either side; what lies further off stands at the edge
AGREES, DIFFERS = "#0072b2", "#c4490a"


def draw_verification(found: Verification, lang: str = "en") -> Figure:
    """A dot a line, in groups by case: obtained minus expected, in tolerances; outside the band it does not agree."""
    translate = words(lang)
    with styled():
        axes = new_axes(8.6, 1.3 + ROW * (found.lines + 1.4 * len(found.cases)))
        axes.axvspan(-1.0, 1.0, color=PALE, zorder=0)
        axes.axvline(0.0, color=FAINT, linewidth=0.8, zorder=1)
        places: list[float] = []
        labels: list[str] = []
        heads: list[int] = []
        place = 0.0
        for case in found.cases:
            place += 1.4
            heads.append(len(places))
            places.append(place - 0.4)
            labels.append(translate.name("limit_name", case.limit.name))
            axes.text(-EDGE, place - 0.4, _telling(case, found), fontsize=7.5, color=INK, va="center")
            for reading in case.readings:
                off = max(-EDGE, min(EDGE, deviation(reading)))
                look = ("o", AGREES) if reading.within else ("X", DIFFERS)
                axes.plot(off, place + 0.5, look[0], color=look[1], markersize=4.5, zorder=3)
                fields = {name: translate.number(value, 0) for name, value in reading.fields.items()}
                text = translate(f"limit_quantity.{reading.quantity}", **fields)
                places.append(place + 0.5)
                labels.append(textwrap.shorten(text, 80, placeholder="…"))
                place += 1.0
        ticks = axes.set_yticks(places, labels, fontsize=7.5, color=INK)
        for head in heads:
            ticks[head].label1.set(fontweight="bold", fontsize=9.5)
        axes.set_ylim(place + 0.6, 0.2)
        axes.set_xlim(-EDGE * 1.03, EDGE * 1.03)
        axes.spines["left"].set_visible(False)
        axes.tick_params(axis="y", length=0)
        decimals(axes.xaxis, translate, 1, signed=True)
        axes.set_xlabel(translate("limit.axis"))
        title = translate(
            f"limit.{'title' if found.within else 'title_outside'}", lines=found.lines, outside=found.outside
        )
        figure_of(axes).suptitle(title, x=0.01, ha="left", fontsize=12, fontweight="bold")
    return figure_of(axes)


def _telling(case: Case, found: Verification) -> str:
    """The settings in which a case differs from others of the same limit."""
    others = [each.values for each in found.cases if each.limit is case.limit]
    return settings_text(
        {name: value for name, value in case.values.items() if any(o[name] != value for o in others)}
    )


def deviation(reading: Reading) -> float:
    """Obtained minus expected, in tolerances; nil where both are the same."""
    off = reading.obtained - reading.expected
    return 0.0 if off == 0.0 else off / max(reading.tolerance, 1e-300)
