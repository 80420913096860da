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
class Turning:
    """A turning point: its kind, its months, its weight, who is in it, and numbers or names that its text is made of."""

    kind: str
    first: int
    last: int
    weight: float
    actors: tuple[int, ...] = ()
    facts: dict[str, float | str] = field(default_factory=dict)


def turnings(life: RecordedRun, most: int = 3) -> tuple[Turning, ...]:
    """At most so many turning points in the order of their months: the weightiest, of different kinds, some months apart."""
    chosen: list[Turning] = []
    ranked = sorted(candidates(life), key=lambda turn: (-turn.weight, turn.first))
    for again in (False, True):  # of a kind twice only where there are not enough kinds
        for each in ranked:
            near = any(abs(each.first - other.first) < APART for other in chosen)
            alike = any(each.kind == other.kind for other in chosen)
            if len(chosen) < most and not near and (again or not alike):
                chosen.append(each)
    return tuple(sorted(chosen, key=lambda turn: turn.first))


def candidates(life: RecordedRun) -> Iterator[Turning]:
    """Whatever may be a turning point of a life."""
    yield from _moves(life)
    yield from _together(life)
    yield from _firsts(life)
    yield from _brokers(life)
    yield from _strokes(life)


def _moves(life: RecordedRun) -> Iterator[Turning]:
    """The largest rises and the steepest falls of the ladder within so many months, two of each, apart from one another."""
    index, span = life.index, min(SPAN, life.months)
    moves = index[span:] - index[:-span]
    largest = float(abs(moves).max(initial=0.0))
    for kind, sign in (("rise", 1.0), ("fall", -1.0)):
        taken: list[int] = []
        for place in sorted(range(len(moves)), key=lambda month: (-sign * moves[month], month)):
            if len(taken) == MOVES or sign * moves[place] <= 0:
                break
            if all(abs(place - other) >= max(APART, span) for other in taken):
                taken.append(place)
                yield _move(life, kind, place + 1, place + span, float(sign * moves[place]) / largest)


def _move(life: RecordedRun, kind: str, first: int, last: int, weight: float) -> Turning:
    actors = tuple(dict.fromkeys(deed.actors[0] for deed in life.of(kind, first=first, last=last)))
    new = {deed.actors[0] for deed in life.of("turnover", first=first, last=last)}
    return Turning(kind, first, last, weight, actors, {"new": float(len(new & set(actors)))})


def _together(life: RecordedRun) -> Iterator[Turning]:
    """The month in which most actors reach team or above."""
    up = Counter(deed.month for deed in life.of("rise") if deed.value >= TEAM)
    if up and max(up.values()) >= TOGETHER:
        month = min(up, key=lambda each: (-up[each], each))
        rises = life.of("rise", first=month, last=month)
        actors = tuple(deed.actors[0] for deed in rises if deed.value >= TEAM)
        yield Turning("together", month, month, WEIGHTS["together"], actors)


def _firsts(life: RecordedRun) -> Iterator[Turning]:
    """The first plan that is funded, where plans are; the first joint action that succeeds."""
    funded = next(life.of("funded"), None)
    if funded is not None:
        yield Turning(
            "first_funded",
            funded.month,
            funded.month,
            WEIGHTS["first_funded"],
            funded.actors,
            _need(funded.need),
        )
    won = next((deed for deed in life.of("success") if len(deed.actors) > 1), None)
    if won is not None:
        yield Turning(
            "first_success", won.month, won.month, WEIGHTS["first_success"], won.actors, _need(won.need)
        )


def _need(need: str | None) -> dict[str, float | str]:
    return {} if need is None else {"need": need}


def _brokers(life: RecordedRun) -> Iterator[Turning]:
    """The departure of whoever had brought others together most often within the year before."""
    best: Turning | None = None
    for left in life.of("turnover"):
        brought = sum(
            deed.actors[0] == left.actors[0]
            for deed in life.of(*GO_BETWEEN, first=left.month - YEAR, last=left.month - 1)
        )
        if brought >= BROKER and (best is None or brought > float(best.facts["brought"])):
            last = min(life.months, left.month + SPAN)
            best = Turning(
                "broker", left.month, last, WEIGHTS["broker"], left.actors, {"brought": float(brought)}
            )
    if best is not None:
        yield best


def _strokes(life: RecordedRun) -> Iterator[Turning]:
    """A crisis of the whole territory, and the first group that wakes."""
    crisis = next(life.of("crisis"), None)
    if crisis is not None:
        last = min(life.months, crisis.month + SPAN)
        struck = tuple(deed.actors[0] for deed in life.of("fall", first=crisis.month, last=last))
        yield Turning("crisis", crisis.month, last, WEIGHTS["crisis"], struck)
    woke = next(life.of("wake"), None)
    if woke is not None:
        yield Turning("wake", woke.month, woke.month, WEIGHTS["wake"], woke.actors)
