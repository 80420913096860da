"""The figures of a dossier, each made of its record alone."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from markupsafe import Markup

from simul_agir.locale import Words
from simul_agir.model.ladder import STAGES
from simul_agir.report.dossier.svg import Drawing, Look, looks_of
from simul_agir.report.figures.style import spread

Record = Mapping[str, Any]
LEFT, RIGHT, TOP, BOTTOM = 4.0, 560.0, 26.0, 300.0
NAMES = 588.0
WIDTH, HEIGHT = 800.0, 330.0
LONGEST = 24  # characters of a name at the end of a line


def fan(answer: Record, translate: Words) -> Markup:
    """Lines of the middle run of each arm, and the band of four runs in five for the two that the verdict is about."""
    arms, points, months = answer["arms"], answer["points"], answer["months"]
    looks = looks_of([arm["name"] for arm in arms])
    shown = [arm for arm in arms if arm["name"] in (answer["best"], answer["against"])]
    highest = max(max(arm["high"] if arm in shown else arm["middle"]) for arm in arms)
    top = min(4.0, max(1.0, highest) + 0.06)
    drawing = Drawing(WIDTH, HEIGHT, translate("dossier.fan_title"))

    def place(month: float, value: float) -> tuple[float, float]:
        return LEFT + (RIGHT - LEFT) * month / max(1, months), BOTTOM - (BOTTOM - TOP) * value / top

    _axes(drawing, months, top, place, translate)
    for arm in shown:
        low = [place(m, v) for m, v in zip(points, arm["low"], strict=True)]
        high = [place(m, v) for m, v in zip(points, arm["high"], strict=True)]
        drawing.open(looks[arm["name"]].hue)
        drawing.area([*high, *reversed(low)], "band")
        drawing.close()
    for arm in [*(each for each in arms if each not in shown), *shown]:
        line = [place(m, v) for m, v in zip(points, arm["middle"], strict=True)]
        _line(drawing, line, looks[arm["name"]], thick=arm in shown)
    _names(drawing, arms, shown, looks, place, months, translate)
    return drawing.markup()


def _axes(drawing: Drawing, months: int, top: float, place: Any, translate: Words) -> None:
    for stage in range(int(top) + 1):
        x, y = place(0, stage)
        drawing.line([(x, y), (RIGHT, y)], "axis" if stage == 0 else "grid")
        words = f"{stage} {translate.name('stage', STAGES[stage])}"
        drawing.text(x, y - 6, words, "s quiet")
    step = _step(months)
    for month in range(0, months + 1, step):
        x, y = place(month, 0)
        drawing.line([(x, y), (x, y + 5)], "axis")
        anchor = "start" if month == 0 else "middle"
        words = translate("dossier.month_tick", month=month) if month == 0 else str(month)
        drawing.text(x, y + 20, words, "s quiet", anchor)


def _step(months: int) -> int:
    for step in (1, 2, 3, 6, 12, 24, 60, 120):
        if months / step <= 8:
            return step
    return 240


def _line(drawing: Drawing, line: list[tuple[float, float]], look: Look, *, thick: bool) -> None:
    drawing.open(look.hue)
    drawing.line(line, "line thick" if thick else "line", look.dash)
    if thick:
        every = max(1, len(line) // 6)
        for x, y in line[every:-1:every]:
            drawing.mark(look.marker, x, y, 5.5, "mark")
    drawing.close()


def _names(
    drawing: Drawing,
    arms: Sequence[Record],
    shown: Sequence[Record],
    looks: Mapping[str, Look],
    place: Any,
    months: int,
    translate: Words,
) -> None:
    """Each arm's marker, name and last value beside its line, moved apart where lines end close together."""
    ends = [place(months, arm["middle"][-1])[1] for arm in arms]
    gap = min(19.0, (BOTTOM - TOP + 20) / max(1, len(arms)))
    places = spread(ends, gap)
    slack = min(0.0, BOTTOM - max(places))
    for arm, end, y in zip(arms, ends, places, strict=True):
        look, strong = looks[arm["name"]], arm in shown
        drawing.open(look.hue)
        drawing.line([(RIGHT + 3, end), (NAMES - 12, y + slack)], "leader")
        drawing.mark(look.marker, NAMES - 4, y + slack, 5, "mark")
        words = f"{_cut(arm['label'])} {translate.number(arm['middle'][-1])}"
        drawing.text(NAMES + 7, y + slack + 4.5, words, "t name strong" if strong else "s name")
        drawing.close()


def _cut(text: str) -> str:
    return text if len(text) <= LONGEST else text[: LONGEST - 1] + "…"


def lives(answer: Record, labels: Mapping[str, str], translate: Words) -> Markup:
    """A hundred paired runs of the best arm and another, one mark each, and the zone of differences too small to matter."""
    pair, best, other = answer["pair"], answer["best"], answer["against"]
    looks = looks_of([arm["name"] for arm in answer["arms"]])
    dots = pair["dots"]
    reach = max(max(abs(dot) for dot in dots), 2 * answer["smallest"], 1e-6)
    low, high = min(*dots, -answer["smallest"]), max(*dots, answer["smallest"])
    width, base, left = 300.0, 118.0, 6.0
    count = 38
    cell = (width - 2 * left) / count
    size = (high - low) / count or reach / count
    above = sum(1 for dot in dots if dot > 0)
    title = translate("dossier.lives_title", count=above, best=labels[best], other=labels[other])
    drawing = Drawing(width, 146, title)

    def column(value: float) -> float:
        return float(left + (value - low) / size * cell)

    drawing.box(
        column(-answer["smallest"]),
        24,
        column(answer["smallest"]) - column(-answer["smallest"]),
        base - 24,
        "zone",
    )
    stacks: dict[int, int] = {}
    binned = [min(count - 1, int((dot - low) / size)) for dot in dots]
    tallest = max(binned.count(each) for each in set(binned))
    step = min(cell, (base - 30) / tallest)
    for dot, slot in zip(dots, binned, strict=True):
        stacks[slot] = stacks.get(slot, 0) + 1
        name = best if dot > 0 else other
        y = base - (stacks[slot] - 0.5) * step
        drawing.open(looks[name].hue)
        drawing.mark(looks[name].marker, left + (slot + 0.5) * cell, y, min(cell, step) * 0.42, "mark")
        drawing.close()
    drawing.line([(0, base), (width, base)], "axis")
    drawing.line([(column(0), 20), (column(0), base + 5)], "axis strong")
    for name, x, anchor, words in (
        (other, 2.0, "start", f"{100 - above}"),
        (best, width - 2, "end", f"{above}"),
    ):
        drawing.open(looks[name].hue)
        drawing.text(x, 18, words, "l name strong", anchor)
        drawing.close()
    for name, x, anchor, words in (
        (other, 0.0, "start", f"← {_cut(labels[other])}"),
        (best, width, "end", f"{_cut(labels[best])} →"),
    ):
        drawing.open(looks[name].hue)
        drawing.text(x, base + 22, words, "s name strong", anchor)
        drawing.close()
    return drawing.markup()


def stages(shares: Sequence[float], translate: Words) -> Markup:
    """The five stages as one bar, from white to ink."""
    title = ", ".join(
        f"{translate.name('stage', stage)} {translate.percent(share)}"
        for stage, share in zip(STAGES, shares, strict=True)
    )
    drawing = Drawing(128, 14, title, small=True)
    x = 0.5
    for place, share in enumerate(shares):
        if share > 0:
            drawing.box(x, 1, 127 * share, 12, f"stage stage{place}")
            x += 127 * share
    return drawing.markup()


def ladder_line(answer: Record, translate: Words) -> Markup:
    """One run's line over the band of its arm, its turning points numbered."""
    life = answer["life"]
    arm = next(each for each in answer["arms"] if each["name"] == life["arm"])
    months, points, ladder = answer["months"], answer["points"], life["ladder"]
    look = looks_of([each["name"] for each in answer["arms"]])[arm["name"]]
    top = min(4.0, max(1.0, *arm["high"], *ladder) + 0.06)
    drawing = Drawing(WIDTH, 250, translate("dossier.life_title"))

    def place(month: float, value: float) -> tuple[float, float]:
        return LEFT + (WIDTH - 2 * LEFT) * month / max(1, months), 218 - (218 - TOP) * value / top

    for stage in range(int(top) + 1):
        x, y = place(0, stage)
        drawing.line([(x, y), (WIDTH - LEFT, y)], "axis" if stage == 0 else "grid")
        drawing.text(x, y - 6, f"{stage} {translate.name('stage', STAGES[stage])}", "s quiet")
    for month in range(0, months + 1, _step(months)):
        x, y = place(month, 0)
        words = translate("dossier.month_tick", month=month) if month == 0 else str(month)
        drawing.text(
            x, y + 20, words, "s quiet", "start" if month == 0 else "middle" if month < months else "end"
        )
    drawing.open(look.hue)
    low = [place(m, v) for m, v in zip(points, arm["low"], strict=True)]
    high = [place(m, v) for m, v in zip(points, arm["high"], strict=True)]
    drawing.area([*high, *reversed(low)], "band")
    every = max(1, len(ladder) // 240)
    drawing.line([place(m, v) for m, v in list(enumerate(ladder))[::every]], "line thick")
    drawing.close()
    turns = [each for each in life["passages"] if each["kind"] == "turning"]
    for count, turn in enumerate(turns, 1):
        x, y = place(turn["first"], ladder[min(turn["first"], len(ladder) - 1)])
        drawing.ring(x, y, 9, "badge")
        drawing.text(x, y + 4.5, str(count), "s badge-text", "middle")
    return drawing.markup()


def key_mark(look: Look) -> Markup:
    """An arm's marker beside its name."""
    drawing = Drawing(16, 16, "", small=True)
    drawing.open(look.hue)
    drawing.mark(look.marker, 8, 8, 5.5, "mark")
    drawing.close()
    return Markup(str(drawing.markup()).replace('role="img" aria-label=""', 'aria-hidden="true"'))
