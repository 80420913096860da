"""One run with its events: who met, what was tried, who moved up or fell."""

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
_MOST_ROOM = 1 << 18  # so many at most at first: whatever is missing is made by living the run again


@dataclass(frozen=True)
class Event:
    """What happened in a month, to whom (names), about which need, if any.

    `what` is one of simul_agir.model.events.WHAT. `actors`: who did it or to whom it happened, first; in a mediation or an
    introduction, then the two it was done for. `value`: distance of priorities (encounter, convened, friction),
    probability of success (success, failure), months of waiting (delay), euros asked
    (funded, not_funded), hardship (help, no_help, shock, wake), the new
    stage (rise, fall), share of what was met (crisis), 1 for the refusal of an action, 0 for that of an encounter; else 0.
    """

    month: int
    what: str
    actors: tuple[str, ...]
    need: str | None
    value: float


@dataclass(frozen=True, eq=False)
class Story:
    """One run: its events from month 1 on, in their order, and its ensemble of one."""

    events: list[Event]
    ensemble: Ensemble


def record(
    scenario: Scenario,
    stance: str | Stance | Arm = "none",
    seed: int = 1,
    replicate: int = 0,
    progress: Progress | None = None,
) -> Story:
    """Live one run, the same as replicate `replicate` of `simulate`, and keep its events. Raises as `simulate` does.

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
    """One run at its end, and its events, (E, 6). `watch(batch)` sees it at month 0 and after every month; maybe twice."""
    warm = Batch.begin(scenario, "none", 1, seed, replicate).run_until(0)
    return _with_events(warm, progress, courses=Arm.of(arm).courses(scenario), watch=watch)


def events_from(batch: Batch, month: int) -> list[Event]:
    """The events of a batch of one run from the month after the one it stands in up to `month`; the batch stays as it is."""
    return [event_of(batch.scenario, line) for line in _with_events(batch, None, month)[1]]


def _with_events(
    start: Batch,
    progress: Progress | None,
    until: int | None = None,
    courses: Sequence[Course] = (),
    watch: Watch | None = None,
) -> tuple[Batch, Lines]:
    """The batch run on along these courses, and its events; again with more room where there was too little."""
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
    """Positions of those whom a line of events names, whoever did it first; of a go-between, then the two."""
    positions = [int(line[2]), int(line[3])]
    if int(line[1]) in (MEDIATED, INTRODUCED):
        positions.append(int(line[5]))
    return tuple(position for position in positions if position >= 0)


def event_of(scenario: Scenario, line: NDArray[np.float64]) -> Event:
    """A line of events (month since the warm-up began, what, actor, other, need, value; -1 for none) in names."""
    month, what, need = int(line[0]), int(line[1]), int(line[4])
    return Event(
        month=month - scenario.warm_up + 1,
        what=WHAT[what],
        actors=tuple(scenario.landscape.names[position] for position in actors_of(line)),
        need=scenario.domains[need] if need >= 0 else None,
        value=0.0 if what in (MEDIATED, INTRODUCED) else float(line[5]),
    )
