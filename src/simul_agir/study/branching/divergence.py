"""Where the two futures of a run diverge: the first month with different decisions, and those decisions."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from simul_agir.model import fields as at
from simul_agir.model.events import EVENT_COLUMNS
from simul_agir.moved import old_attributes
from simul_agir.processors import processors
from simul_agir.scenario import Scenario
from simul_agir.simulation.arm import Arm, Course
from simul_agir.simulation.arms import ranges_of
from simul_agir.simulation.batch import Batch
from simul_agir.simulation.story import Event, event_of
from simul_agir.simulation.tasks import Progress, ProgressMonitor, run_tasks

EITHER_WAY = ("encounter", "convened", "friction")  # who came first makes no difference
_ROOM = 16  # events an actor and month, at first
EFFECTS = (
    "rise",
    "fall",
    "sleep",
    "wake",
    "shock",
    "crisis",
    "turnover",
)  # what follows from decisions, or from luck

EventKey = tuple[str, tuple[str, ...], str | None]  # what, who, about which need


@dataclass(frozen=True)
class Divergence:
    """One run: the month of the first difference, and the first event that only one future has (None if there is none).

    `stay_only`, `switch_only`: all that was done in that month in one future and not in the other.
    """

    run: int
    month: int
    stay: EventKey | None
    switch: EventKey | None
    stay_only: tuple[EventKey, ...]
    switch_only: tuple[EventKey, ...]


@dataclass(frozen=True)
class Divergences:
    """The first differences of `runs` runs; a run whose futures never diverge has none."""

    runs: int
    found: tuple[Divergence, ...]

    @property
    def first_month(self) -> int | None:
        """The month in which most runs diverge, the earliest of several."""
        months = Counter(each.month for each in self.found)
        return min(months, key=lambda month: (-months[month], month), default=None)

    def kinds(self) -> list[tuple[str, int, int]]:
        """Each kind of event, and the runs whose first month of difference has it in the one future alone, in the other."""
        stay, switch = Counter[str](), Counter[str]()
        for each in self.found:
            stay.update({key[0] for key in each.stay_only})
            switch.update({key[0] for key in each.switch_only})
        found = [(kind, stay[kind], switch[kind]) for kind in {**stay, **switch}]
        return sorted(found, key=lambda each: (-max(each[1:]), -sum(each[1:]), each[0]))

    def events(self, switch: bool) -> list[tuple[EventKey, int]]:
        """The first events that only one future has, the most frequent first, with the number of their runs."""
        first = (each.switch if switch else each.stay for each in self.found)
        count = Counter(key for key in first if key is not None)
        return sorted(count.items(), key=lambda item: (-item[1], item[0][0], item[0][1], item[0][2] or ""))


def divergences_of(
    scenario: Scenario,
    stay: Arm,
    switch: Arm,
    month: int,
    runs: int,
    seed: int = 1,
    jobs: int | None = None,
    progress: Progress | None = None,
    points: ArrayLike | None = None,
) -> Divergences:
    """The first differences of runs 0..runs-1 between two arms that are the same until the end of `month`.

    `points`: as `simulate` takes them.
    """
    before = [course for course in stay.courses(scenario) if course.month < month]
    ways = tuple(_after(arm, scenario, month) for arm in (stay, switch))
    found: dict[int, Divergence] = {}
    jobs = jobs or processors()
    monitor = ProgressMonitor(runs, progress)

    def make_worker() -> Callable[[range], None]:
        def work(part: range) -> None:
            batch = Batch.begin(scenario, "none", len(part), seed, part.start, points=points).run_until(0)
            for course in before:
                batch.run_until(course.month)
                batch.follow(course.scenario, course.stance, course.due)
            batch.run_until(month)
            for place, run in enumerate(part):
                if monitor.stopped:
                    return
                parting = _parting(scenario, batch, place, run, ways)
                if parting is not None:
                    found[run] = parting
                monitor.add(1)

        return work

    run_tasks(ranges_of(scenario, runs, jobs), make_worker, jobs, monitor)
    return Divergences(runs, tuple(found[run] for run in sorted(found)))


def _after(arm: Arm, scenario: Scenario, month: int) -> list[Course]:
    return [course for course in arm.courses(scenario) if course.month >= month]


def _parting(
    scenario: Scenario, batch: Batch, place: int, run: int, ways: Sequence[Sequence[Course]]
) -> Divergence | None:
    """The first month in which the two futures of a run differ."""
    batches = [batch.single(place), batch.single(place)]
    rooms = [_ROOM * scenario.landscape.size] * 2
    for month in range(batch.month, scenario.months):
        both = []
        for number, (batch, courses) in enumerate(zip(batches, ways, strict=True)):
            for course in courses:
                if course.month == month:
                    batch.follow(course.scenario, course.stance, course.due)
            batches[number], events, rooms[number] = _month(scenario, batch, month + 1, rooms[number])
            both.append(events)
        if both[0] != both[1]:
            return _first(run, month + 1, *both)
    return None


def _month(scenario: Scenario, batch: Batch, month: int, room: int) -> tuple[Batch, list[EventKey], int]:
    """One month of one run, its events, and the buffer size that they needed."""
    while True:
        batch.events, batch.state.territory[0, at.EVENTS] = np.zeros((room, EVENT_COLUMNS)), 0.0
        again = batch.branch()
        batch.run_until(month)
        written = int(batch.state.territory[0, at.EVENTS])
        if written < room:
            return batch, [_event_key(event_of(scenario, line)) for line in batch.events[:written]], room
        batch, room = again, 4 * room


def _event_key(event: Event) -> EventKey:
    actors = tuple(sorted(event.actors)) if event.what in EITHER_WAY else event.actors
    return event.what, actors, event.need


def _first(run: int, month: int, stay: list[EventKey], switch: list[EventKey]) -> Divergence:
    """What differs between two months, in order of occurrence; effects come after decisions."""
    both = Counter(stay) & Counter(switch)
    alone = [_alone(events, both) for events in (stay, switch)]
    first = [next((key for key in events if key[0] not in EFFECTS), None) for events in alone]
    return Divergence(run, month, first[0], first[1], tuple(alone[0]), tuple(alone[1]))


def _alone(events: list[EventKey], both: Counter[EventKey]) -> list[EventKey]:
    """The events that the other month does not have, in their order."""
    left, found = Counter(both), []
    for key in events:
        if left[key] > 0:
            left[key] -= 1
        else:
            found.append(key)
    return found


def as_event(key: EventKey) -> Event:
    """An event key as an event, without its month."""
    what, actors, need = key
    return Event(month=0, what=what, actors=actors, need=need, value=0.0)


__getattr__ = old_attributes(
    __name__,
    {"Deed": "EventKey", "Parting": "Divergence", "Partings": "Divergences", "partings": "divergences_of"},
)
