"""The figures of a diagnosis: actors in rings of stages, or types and the ties between them."""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import Any

from markupsafe import Markup

from simul_agir.locale import Words
from simul_agir.model.ladder import STAGES
from simul_agir.report.dossier.svg import Drawing

Record = Mapping[str, Any]
SIZE = 700.0
RIM = 320.0
NUMBERED = 160  # actors up to which each bears its number
DEPTHS = 3  # neighbours on a ring stand in and out by turns


def bullseye(answer: Record, translate: Words) -> Markup:
    """Each actor at its angle; the closer to the centre, the higher its stage; numbers as in the table."""
    cast = answer["cast"]
    drawing = Drawing(SIZE, SIZE, translate("dossier.network_title"))
    centre, ring = SIZE / 2, RIM / len(STAGES)
    _rings(drawing, centre, ring, translate)
    places = _places(cast, centre, ring)
    fragile = {tuple(sorted(each[4:6])) for each in answer["fragile"]}
    for one, other in answer["known"]:
        (x, y), (u, v) = places[one], places[other]
        middle = (centre + 0.35 * ((x + u) / 2 - centre), centre + 0.35 * ((y + v) / 2 - centre))
        classes = "tie fragile" if tuple(sorted((one, other))) in fragile else "tie"
        drawing.line(_curve((x, y), middle, (u, v)), classes)
    radius = 9.5 if len(cast) <= NUMBERED else 4.0
    for number, actor in enumerate(cast):
        x, y = places[number]
        asleep = " asleep" if actor["asleep"] > 0.5 else ""
        drawing.ring(x, y, radius, f"badge{asleep}")
        if len(cast) <= NUMBERED:
            drawing.text(x, y + 3.8, str(number + 1), "x", "middle")
    return drawing.markup()


def _rings(drawing: Drawing, centre: float, ring: float, translate: Words) -> None:
    """A ring a stage, the lowest outside."""
    for stage, name in enumerate(STAGES):
        radius = RIM - ring * stage
        drawing.ring(centre, centre, radius, "orbit")
        drawing.text(centre, centre - radius + 13, translate.name("stage", name), "s quiet", "middle")


def _places(cast: list[Record], centre: float, ring: float) -> list[tuple[float, float]]:
    order = sorted(range(len(cast)), key=lambda each: cast[each]["angle"])
    turns = dict.fromkeys(STAGES, 0)
    found = [(0.0, 0.0)] * len(cast)
    for place in order:
        actor = cast[place]
        stage = STAGES.index(actor["stage"])
        turns[actor["stage"]] += 1
        out = (turns[actor["stage"]] % DEPTHS - 1) * 0.3
        radius = RIM - ring * (stage + 0.5 + (0 if stage == len(STAGES) - 1 else out))
        angle = 2 * math.pi * actor["angle"]
        found[place] = centre + radius * math.sin(angle), centre - radius * math.cos(angle)
    return found


def _curve(
    start: tuple[float, float], middle: tuple[float, float], end: tuple[float, float]
) -> list[tuple[float, float]]:
    steps = [k / 8 for k in range(9)]
    return [
        (
            (1 - t) ** 2 * start[0] + 2 * t * (1 - t) * middle[0] + t**2 * end[0],
            (1 - t) ** 2 * start[1] + 2 * t * (1 - t) * middle[1] + t**2 * end[1],
        )
        for t in steps
    ]


def types(answer: Record, translate: Words) -> Markup:
    """Types on a circle, as large as they have actors; lines as thick as their ties are many."""
    groups = answer["types"]
    drawing = Drawing(SIZE, 470, translate("dossier.types_title"))
    if not groups:
        return drawing.markup()
    centre, most = (SIZE / 2, 235.0), max((count for _, _, count in answer["between"]), default=1.0)
    places = []
    for number in range(len(groups)):
        angle = 2 * math.pi * number / len(groups)
        reach = 0.0 if len(groups) == 1 else 1.0
        places.append((centre[0] + reach * 200 * math.sin(angle), centre[1] - reach * 160 * math.cos(angle)))
    for one, other, count in answer["between"]:
        if one != other:
            width = min(4, max(1, math.ceil(4 * count / most)))
            drawing.line([places[one], places[other]], f"tie w{width}")
    for group, (x, y) in zip(groups, places, strict=True):
        radius = 8 + 3.2 * math.sqrt(group["actors"])
        drawing.ring(x, y, radius, "badge")
        drawing.text(x, y + 5, str(group["actors"]), "t strong", "middle")
        anchor = "middle" if abs(x - centre[0]) < 40 else "start" if x > centre[0] else "end"
        shift = 0 if anchor == "middle" else math.copysign(radius + 6, x - centre[0])
        lift = (radius + 16) * (1 if y > centre[1] else -1) if anchor == "middle" else 4
        drawing.text(x + shift, y + lift + (0 if lift > 0 else 8), group["label"], "s", anchor)
    return drawing.markup()
