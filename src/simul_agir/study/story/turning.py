"""The turning points of a life, found by measure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field

from simul_agir.study.story.recorded_run import RecordedRun

SPAN = 3  # months over which a move of the ladder is measured
MOVES = 2  # rises, and falls, that may be turning points
APART = 4  # months between two turning points, at least
YEAR = 12
TOGETHER = 3  # actors who move up in one month, at least, to make it one
TEAM = 2  # the stage that counts as acting together
GO_BETWEEN = ("introduction", "mediation")
BROKER = 3  # times a year that an actor brings others together, at least, to be missed
# How much a kind weighs beside the largest move of the ladder, which weighs 1.
WEIGHTS = {
    "first_funded": 0.75,
    "crisis": 0.7,
    "broker": 0.65,
    "together": 0.6,
    "first_success": 0.25,
    "wake": 0.5,
}


@dataclass(frozen=True)
class TurningPoint:
    """A turning point: its kind, its months, its weight, who is in it, and numbers or names that its text is made of."""

    kind: str
    first: int
    last: int
    weight: float
    actors: tuple[int, ...] = ()
    facts: dict[str, float | str] = field(default_factory=dict)


def turning_points(recorded: RecordedRun, most: int = 3) -> tuple[TurningPoint, ...]:
    """At most so many turning points in the order of their months: the weightiest, of different kinds, some months apart."""
    chosen: list[TurningPoint] = []
    ranked = sorted(candidates(recorded), key=lambda turn: (-turn.weight, turn.first))
    for again in (False, True):  # of a kind twice only where there are not enough kinds
        for each in ranked:
            near = any(abs(each.first - other.first) < APART for other in chosen)
            alike = any(each.kind == other.kind for other in chosen)
            if len(chosen) < most and not near and (again or not alike):
                chosen.append(each)
    return tuple(sorted(chosen, key=lambda turn: turn.first))


def candidates(recorded: RecordedRun) -> Iterator[TurningPoint]:
    """Whatever may be a turning point of a life."""
    yield from _moves(recorded)
    yield from _together(recorded)
    yield from _firsts(recorded)
    yield from _brokers(recorded)
    yield from _strokes(recorded)


def _moves(recorded: RecordedRun) -> Iterator[TurningPoint]:
    """The largest rises and the steepest falls of the ladder within so many months, two of each, apart from one another."""
    index, span = recorded.index, min(SPAN, recorded.months)
    moves = index[span:] - index[:-span]
    largest = float(abs(moves).max(initial=0.0))
    for kind, sign in (("rise", 1.0), ("fall", -1.0)):
        taken: list[int] = []
        for place in sorted(range(len(moves)), key=lambda month: (-sign * moves[month], month)):
            if len(taken) == MOVES or sign * moves[place] <= 0:
                break
            if all(abs(place - other) >= max(APART, span) for other in taken):
                taken.append(place)
                yield _move(recorded, kind, place + 1, place + span, float(sign * moves[place]) / largest)


def _move(recorded: RecordedRun, kind: str, first: int, last: int, weight: float) -> TurningPoint:
    actors = tuple(dict.fromkeys(event.actors[0] for event in recorded.of(kind, first=first, last=last)))
    new = {event.actors[0] for event in recorded.of("turnover", first=first, last=last)}
    return TurningPoint(kind, first, last, weight, actors, {"new": float(len(new & set(actors)))})


def _together(recorded: RecordedRun) -> Iterator[TurningPoint]:
    """The month in which most actors reach team or above."""
    up = Counter(event.month for event in recorded.of("rise") if event.value >= TEAM)
    if up and max(up.values()) >= TOGETHER:
        month = min(up, key=lambda each: (-up[each], each))
        rises = recorded.of("rise", first=month, last=month)
        actors = tuple(event.actors[0] for event in rises if event.value >= TEAM)
        yield TurningPoint("together", month, month, WEIGHTS["together"], actors)


def _firsts(recorded: RecordedRun) -> Iterator[TurningPoint]:
    """The first plan that is funded, where plans are; the first joint action that succeeds."""
    funded = next(recorded.of("funded"), None)
    if funded is not None:
        yield TurningPoint(
            "first_funded",
            funded.month,
            funded.month,
            WEIGHTS["first_funded"],
            funded.actors,
            _need(funded.need),
        )
    won = next((event for event in recorded.of("success") if len(event.actors) > 1), None)
    if won is not None:
        yield TurningPoint(
            "first_success", won.month, won.month, WEIGHTS["first_success"], won.actors, _need(won.need)
        )


def _need(need: str | None) -> dict[str, float | str]:
    return {} if need is None else {"need": need}


def _brokers(recorded: RecordedRun) -> Iterator[TurningPoint]:
    """The departure of whoever had brought others together most often within the year before."""
    best: TurningPoint | None = None
    for left in recorded.of("turnover"):
        brought = sum(
            event.actors[0] == left.actors[0]
            for event in recorded.of(*GO_BETWEEN, first=left.month - YEAR, last=left.month - 1)
        )
        if brought >= BROKER and (best is None or brought > float(best.facts["brought"])):
            last = min(recorded.months, left.month + SPAN)
            best = TurningPoint(
                "broker", left.month, last, WEIGHTS["broker"], left.actors, {"brought": float(brought)}
            )
    if best is not None:
        yield best


def _strokes(recorded: RecordedRun) -> Iterator[TurningPoint]:
    """A crisis of the whole territory, and the first group that wakes."""
    crisis = next(recorded.of("crisis"), None)
    if crisis is not None:
        last = min(recorded.months, crisis.month + SPAN)
        struck = tuple(event.actors[0] for event in recorded.of("fall", first=crisis.month, last=last))
        yield TurningPoint("crisis", crisis.month, last, WEIGHTS["crisis"], struck)
    woke = next(recorded.of("wake"), None)
    if woke is not None:
        yield TurningPoint("wake", woke.month, woke.month, WEIGHTS["wake"], woke.actors)
