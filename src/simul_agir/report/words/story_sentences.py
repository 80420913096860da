"""A life in words: one page that a room can follow, read aloud in less than three minutes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

import numpy as np

from simul_agir.locale import Words, words
from simul_agir.model.instruments import INSTRUMENTS
from simul_agir.model.ladder import STAGES
from simul_agir.study.compare.arm_words import called, settings
from simul_agir.study.story.followed import LONG, Followed
from simul_agir.study.story.passages import Passage, StoryText
from simul_agir.study.story.turning import TurningPoint

if TYPE_CHECKING:
    from simul_agir.study.story.story import Story

NAMED = 3  # actors named in a passage; the others are counted
INSTRUMENTS_NAMED = 2
MOVES_NAMED = 3
YEAR = 12
STEPS = ("diagnosis", "choice", "training", "scheme")


def story_text(story: Story, lang: str = "en") -> StoryText:
    """The story on one page, in a language."""
    translate = words(lang)
    title = translate(
        "life.title",
        number=story.number,
        runs=story.place.runs,
        stance=translate("list.quoted", text=called(story.recorded.arm.called, translate)),
    )
    return StoryText(title, tuple(_passages(story, translate)))


def _passages(story: Story, translate: Words) -> Iterator[Passage]:
    yield _start(story, translate)
    yield _path(story, translate)
    for each in story.followed:
        yield Passage(
            "followed", "", followed_text(story, each, translate), 0, story.recorded.months, (each.actor,)
        )
    for turn in story.turning_points:
        title = translate(f"life.{turn.kind}_title")
        yield Passage(
            "turning", title, turning_text(story, turn, translate), turn.first, turn.last, turn.actors
        )
    for first in range(1, story.recorded.months + 1, YEAR):
        last = min(first + YEAR - 1, story.recorded.months)
        yield Passage("year", "", _year(story, first, last, translate), first, last)
    yield _end(story, translate)


def _shares(story: Story, month: int, translate: Words) -> str:
    """How many of the actors stand at each stage, the stages without any left out."""
    stages = story.recorded.stages[month]
    counts = np.bincount(stages[stages >= 0], minlength=len(STAGES))
    sentences = [
        translate("life.at_stage", count=int(count), stage=translate.name("stage", stage))
        for stage, count in zip(STAGES, counts, strict=True)
        if count
    ]
    return translate.several(sentences)


def _start(story: Story, translate: Words) -> Passage:
    recorded = story.recorded
    text = translate(
        "life.start",
        place=recorded.scenario.titled(translate.lang),
        actors=recorded.scenario.landscape.size,
        months=recorded.months,
        index=translate.number(float(recorded.index[0])),
        shares=_shares(story, 0, translate),
    )
    return Passage("start", "", text, 0, 0)


def _path(story: Story, translate: Words) -> Passage:
    """The steps of the path, what the stance does with its hours, and the switches of its arm."""
    recorded = story.recorded
    courses = recorded.arm.courses(recorded.scenario)
    hours = courses[-1].calendars[0].sum(axis=0)
    parts = []
    if hours.sum() <= 0:
        parts.append(translate("life.no_hours"))
    else:
        if courses[0].stance.follows_path:
            parts += _steps(courses[0].scenario.path, recorded.months, translate)
        parts.append(_hours(hours, translate))
    for switch in recorded.arm.then:
        named = [] if switch.stance is None else [called(_plain(switch.stance), translate)]
        what = ", ".join([*named, *settings(switch.changes, translate)])
        parts.append(translate("life.switch", month=switch.month, what=what))
    return Passage("path", "", " ".join(parts), 1, recorded.months)


def _plain(stance: object) -> str:
    return stance if isinstance(stance, str) else str(getattr(stance, "name", stance))


def _steps(path: object, months: int, translate: Words) -> list[str]:
    """The steps of the reference path that lie within the contract."""
    sentences = []
    for name in STEPS:
        step = getattr(path, name)
        first, last = step.start + 1, min(months, step.start + step.months)
        if last >= first:
            sentences.append(translate(f"life.step_{name}", months=_months(first, last, translate)))
    return [translate("life.path", steps=translate.several(sentences))] if sentences else []


def _months(first: int, last: int, translate: Words) -> str:
    return translate("life.month" if first == last else "life.months", first=first, last=last)


def _hours(hours: np.ndarray, translate: Words) -> str:
    """The instruments that take most of the hours of engineering."""
    order = np.argsort(-hours, kind="stable")[:INSTRUMENTS_NAMED]
    sentences = [
        translate(
            "life.instrument",
            name=translate.name("instrument", INSTRUMENTS[k]),
            share=translate.percent(hours[k] / hours.sum()),
        )
        for k in order
        if hours[k] > 0
    ]
    return translate(
        "life.hours", hours=translate.number(float(hours.sum()), 0), instruments=translate.several(sentences)
    )


def followed_text(story: Story, each: Followed, translate: Words) -> str:
    """One actor followed: where it begins, what it does, its moves and departures, where it ends."""
    people, stage = story.people, [translate.name("stage", name) for name in STAGES]
    name, function = people.name(each.actor, 0), people.function(each.actor)
    text = translate(
        "life.followed",
        name=f"{name} ({function})" if function else name,
        begins=stage[each.begins],
        met=each.met,
        joint=each.joint,
        won=each.won,
    )
    parts = [text]
    if each.brought:
        parts.append(translate("life.brought", count=each.brought))
    moves = [_move(story, each.actor, move, translate) for move in _moves_shown(each, story.recorded.months)]
    if moves:
        parts.append(translate("life.moves", moves=translate("typography.semicolon").join(moves)))
    parts.append(translate("life.ends", stage=stage[each.ends]))
    return " ".join(parts)


def _moves_shown(each: Followed, months: int) -> list[tuple[int, str, int]]:
    """The moves that are reported: one departure, the earliest moves and the last, in the order of their months."""
    most = MOVES_NAMED if months <= LONG else MOVES_NAMED - 1
    if len(each.moves) <= most:
        return list(each.moves)
    left = [move for move in each.moves if move[1] == "turnover"][:1]
    others = [move for move in each.moves if move[1] != "turnover"]
    many = most - len(left)
    kept = others if len(others) <= many else [*others[: many - 1], others[-1]]
    return sorted([*left, *kept])


def _move(story: Story, actor: int, move: tuple[int, str, int], translate: Words) -> str:
    month, what, stage = move
    if what != "turnover":
        return translate(f"life.move_{what}", month=month, stage=translate.name("stage", STAGES[stage]))
    key = "life.move_left" if story.people.is_person(actor) else "life.move_new"
    return translate(key, month=month, name=story.people.name(actor, month))


def turning_text(story: Story, turn: TurningPoint, translate: Words) -> str:
    """What happens at a turning point, from its events alone."""
    index, recorded = story.recorded.index, story.recorded
    fields = {
        "first": turn.first,
        "last": turn.last,
        "before": translate.number(float(index[turn.first - 1])),
        "after": translate.number(float(index[turn.last])),
        "names": _names(story, turn.actors, turn.first, translate),
        "count": len(turn.actors),
        **{name: int(value) if isinstance(value, float) else value for name, value in turn.facts.items()},
    }
    if "need" in turn.facts:
        fields["need"] = translate.name("domain", str(turn.facts["need"]))
    if turn.kind == "broker":
        actor = turn.actors[0]
        fields["names"] = story.people.name(actor, turn.first - 1)
        key = "life.broker_left" if story.people.is_person(actor) else "life.broker"
        return translate(key, follows=story.people.name(actor, turn.first), **fields)
    if turn.kind == "crisis" and not turn.actors:
        return translate("life.crisis_none", **fields)
    if turn.kind in ("rise", "fall") and not turn.actors:
        return translate("life.drift", **fields)
    text = translate(f"life.{turn.kind}", **fields)
    if turn.kind == "fall" and turn.facts.get("new"):
        return f"{text} {translate('life.fall_new', count=int(float(turn.facts['new'])))}"
    assert recorded.months >= turn.last
    return text


def _names(story: Story, actors: Sequence[int], month: int, translate: Words) -> str:
    """Actors by their names, the first few; the others are counted."""
    most = NAMED if story.recorded.months <= LONG else NAMED - 1
    names = [_named(story, actor, month, translate) for actor in actors[:most]]
    rest = len(actors) - len(names)
    if rest:
        names.append(translate("life.others_one" if rest == 1 else "life.others", count=rest))
    return translate.several(names)


def _named(story: Story, actor: int, month: int, translate: Words) -> str:
    """An actor's name in a month; of a person who took over, after whom."""
    before, name = story.people.name(actor, 0), story.people.name(actor, month)
    return name if name == before else translate("life.follows", name=name, before=before)


def _year(story: Story, first: int, last: int, translate: Words) -> str:
    """One year on one line."""
    recorded = story.recorded
    joint = [
        event for event in recorded.of("success", "failure", first=first, last=last) if len(event.actors) > 1
    ]
    return translate(
        "life.year",
        number=(first - 1) // YEAR + 1,
        after=translate.number(float(recorded.index[last])),
        joint=translate.number(len(joint), 0),
        won=translate.number(sum(event.what == "success" for event in joint), 0),
        left=sum(1 for _ in recorded.of("turnover", first=first, last=last)),
    )


def _end(story: Story, translate: Words) -> Passage:
    place, months = story.place, story.recorded.months
    ended = translate(
        "life.end",
        index=translate.number(float(story.recorded.index[-1])),
        shares=_shares(story, months, translate),
    )
    among = translate(
        "life.place",
        runs=place.runs,
        lower=place.lower,
        median=translate.number(place.median),
        low=translate.number(place.low),
        high=translate.number(place.high),
        standing=translate(f"life.{place.standing}"),
    )
    return Passage("end", "", f"{ended} {among} {translate('life.purpose')}", months, months)
