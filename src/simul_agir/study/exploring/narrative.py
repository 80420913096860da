"""One run as a narrative: up to three turning points found by rule from its events."""

from collections import Counter
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from simul_agir.scenario import Scenario
from simul_agir.simulation import Arm, Event, Story, record
from simul_agir.study.exploring.mixing import of_run
from simul_agir.study.outcomes import PRIMARY

TEAM = 2  # the stage "team"
FALLS_OVER = 3  # months over which the steepest fall is looked for


@dataclass(frozen=True)
class TurningPoint:
    """A turning point.

    rule: "first_team", "most_rises" or "steepest_fall". month, until: the months it takes. actors: who, in the order in
    which it happens to them. counts: events in these months by kind. before, after: the ladder at its two ends.
    """

    rule: str
    month: int
    until: int
    actors: tuple[str, ...]
    counts: dict[str, int]
    before: float
    after: float


@dataclass(frozen=True)
class Narrative:
    """A run as a story: its ladder (T + 1,), its turning points in the order of time, and its events by month."""

    stance: str
    run: int
    ladder: NDArray[np.float64]
    turns: tuple[TurningPoint, ...]
    events: tuple[Event, ...]


def narrative_of(scenario: Scenario, arm: Arm, seed: int, run: int) -> Narrative:
    """The story of one run, on the point that it takes of the mixture."""
    story = record(of_run(scenario, run), arm, seed, run)
    ladder = np.array(story.ensemble.of(PRIMARY)[0])
    found = [_first_team(story, ladder), _most_rises(story, ladder), _steepest_fall(story, ladder)]
    turns = sorted((turn for turn in found if turn is not None), key=lambda turn: turn.month)
    return Narrative(arm.called, run, ladder, tuple(turns), tuple(story.events))


def _turn(
    rule: str, month: int, until: int, actors: list[str], events: list[Event], ladder: NDArray[np.float64]
) -> TurningPoint:
    counts = Counter(event.what for event in events if month <= event.month <= until)
    return TurningPoint(
        rule,
        month,
        until,
        tuple(dict.fromkeys(actors)),
        dict(counts),
        float(ladder[month - 1]),
        float(ladder[min(until, len(ladder) - 1)]),
    )


def _rises_to_team(story: Story) -> list[Event]:
    return [event for event in story.events if event.what == "rise" and event.value >= TEAM]


def _first_team(story: Story, ladder: NDArray[np.float64]) -> TurningPoint | None:
    """The first rise to team, and those who follow within a year."""
    rises = _rises_to_team(story)
    if not rises:
        return None
    month = rises[0].month
    until = min(month + 11, len(ladder) - 1)
    followers = [event.actors[0] for event in rises if event.month <= until]
    return _turn("first_team", month, until, followers, story.events, ladder)


def _most_rises(story: Story, ladder: NDArray[np.float64]) -> TurningPoint | None:
    """The month with most rises to team."""
    months = Counter(event.month for event in _rises_to_team(story))
    if not months:
        return None
    month = min(months, key=lambda each: (-months[each], each))
    who = [event.actors[0] for event in _rises_to_team(story) if event.month == month]
    return _turn("most_rises", month, month, who, story.events, ladder)


def _steepest_fall(story: Story, ladder: NDArray[np.float64]) -> TurningPoint | None:
    """The months of the steepest fall of the ladder, and who fell in them."""
    if len(ladder) <= FALLS_OVER + 1:
        return None
    falls = ladder[1 + FALLS_OVER :] - ladder[1:-FALLS_OVER]
    if not len(falls) or falls.min() >= 0:
        return None
    month = int(falls.argmin()) + 2
    until = month + FALLS_OVER - 1
    who = [
        event.actors[0] for event in story.events if event.what == "fall" and month <= event.month <= until
    ]
    return _turn("steepest_fall", month, until, who, story.events, ladder)
