"""One run with its events: who met, which actions succeeded or failed, who moved up or down the ladder."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from simul_agir.model import fields as at
from simul_agir.model.events import EVENT_COLUMNS, INTRODUCED, MEDIATED, WHAT
from simul_agir.scenario import Scenario
from simul_agir.simulation.arm import Arm, Course
from simul_agir.simulation.batch import Batch
from simul_agir.simulation.ensemble import Ensemble, Progress, ensemble_of
from simul_agir.stances import Stance

Lines = NDArray[np.float64]
Watch = Callable[[Batch], None]
_ROOM = 8  # events an actor and month, at first; and
_MOST_ROOM = 1 << 18  # most events at first; if they are too few, the run is simulated again with more


@dataclass(frozen=True)
class Event:
    """An event: month, kind, actors (names), and need, if any.

    `what`: one of simul_agir.model.events.WHAT. `actors`: the acting or affected actor first; for a mediation or an
    introduction, the go-between, then the two others. `value`: distance of priorities (encounter, convened, friction),
    probability of success (success, failure), months of waiting (delay), euros asked for (funded, not_funded), hardship
    (help, no_help, shock, wake), the new stage (rise, fall), share of what was met (crisis), 1 for a refused action and 0
    for a refused encounter; otherwise 0.
    """

    month: int
    what: str
    actors: tuple[str, ...]
    need: str | None
    value: float


@dataclass(frozen=True, eq=False)
class Story:
    """One run: its events from month 1 on, in order, and its results as an ensemble of one run."""

    events: list[Event]
    ensemble: Ensemble


def record(
    scenario: Scenario,
    stance: str | Stance | Arm = "none",
    seed: int = 1,
    replicate: int = 0,
    progress: Progress | None = None,
) -> Story:
    """Run one replicate, equal to replicate `replicate` of `simulate`, and keep its events. Raises what `simulate`
    raises.

    `progress(done, total)` is called after every month of the contract.
    """
    arm = Arm.of(stance)
    batch, lines = run_with_events(scenario, arm, seed, replicate, progress)
    events = [event_of(scenario, line) for line in lines]
    return Story(events=events, ensemble=replace(ensemble_of(batch, arm.called), scenario=scenario))


def run_with_events(
    scenario: Scenario,
    arm: str | Stance | Arm = "none",
    seed: int = 1,
    replicate: int = 0,
    progress: Progress | None = None,
    watch: Watch | None = None,
) -> tuple[Batch, Lines]:
    """A run at its end, and its events, (E, 6). `watch(batch)` is called at month 0 and after every month, possibly
    twice.
    """
    warm = Batch.begin(scenario, "none", 1, seed, replicate).run_until(0)
    return _with_events(warm, progress, courses=Arm.of(arm).courses(scenario), watch=watch)


def events_from(batch: Batch, month: int) -> list[Event]:
    """The events of a batch of one run, from its next month up to `month`. The batch does not change."""
    return [event_of(batch.scenario, line) for line in _with_events(batch, None, month)[1]]


def _with_events(
    start: Batch,
    progress: Progress | None,
    until: int | None = None,
    courses: Sequence[Course] = (),
    watch: Watch | None = None,
) -> tuple[Batch, Lines]:
    """The batch run along these courses, and its events. The run is repeated with more memory if there were too many
    events.
    """
    scenario = start.scenario
    last = scenario.months if until is None else until
    capacity = max(1, min(_MOST_ROOM, _ROOM * scenario.landscape.size * scenario.months))
    while True:
        batch = start.branch()
        batch.events = np.zeros((capacity, EVENT_COLUMNS))
        before = int(batch.state.territory[0, at.EVENTS])
        for month in range(start.month, last + 1):
            batch.run_until(month)
            for course in courses:
                if course.month == month:
                    batch.follow(course.scenario, course.stance, course.due)
            if watch is not None:
                watch(batch)
            if progress is not None and month > start.month:
                progress(month, scenario.months)
        written = int(batch.state.territory[0, at.EVENTS])
        if written < capacity:
            break
        capacity *= 4
    return batch, batch.events[before:written]


def actors_of(line: NDArray[np.float64]) -> tuple[int, ...]:
    """Positions of the actors of an event, the acting one first; for a go-between, then the two others."""
    positions = [int(line[2]), int(line[3])]
    if int(line[1]) in (MEDIATED, INTRODUCED):
        positions.append(int(line[5]))
    return tuple(position for position in positions if position >= 0)


def event_of(scenario: Scenario, line: NDArray[np.float64]) -> Event:
    """An event with names, from a line of numbers: month since the start of the warm-up, kind, actor, other, need, value;
    -1 for none.
    """
    month, what, need = int(line[0]), int(line[1]), int(line[4])
    return Event(
        month=month - scenario.warm_up + 1,
        what=WHAT[what],
        actors=tuple(scenario.landscape.names[position] for position in actors_of(line)),
        need=scenario.domains[need] if need >= 0 else None,
        value=0.0 if what in (MEDIATED, INTRODUCED) else float(line[5]),
    )
