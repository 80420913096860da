"""The arms of a scenario lived on common luck: a warm-up that all share, months that some live alike, then each stance."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import ArrayLike

from simul_agir.engine.handles import table_of
from simul_agir.engine.rule import ready
from simul_agir.model.instruments import INSTRUMENTS
from simul_agir.processors import processors
from simul_agir.scenario import Scenario
from simul_agir.simulation.alike import Stem, deeds_of, stems_of
from simul_agir.simulation.arm import Arm
from simul_agir.simulation.batch import Batch
from simul_agir.simulation.calendars import calendars_of
from simul_agir.simulation.courses import Branch, grown
from simul_agir.simulation.labour import Account
from simul_agir.simulation.once import made_once
from simul_agir.simulation.points import BUDGETED, Points, checked_points, points_of
from simul_agir.simulation.room import Spare
from simul_agir.simulation.run_numbers import run_number
from simul_agir.simulation.start import start_of
from simul_agir.stances import Calendar, Stance
from simul_agir.stances.registry import BUILT_IN

_BATCH = 2048  # actors lived side by side: enough to make little of what a batch costs, little enough to share out evenly
_DESKS = processors()  # most that are left for later calls
_KEPT = 20_000_000  # bytes of the largest that is left
_STRETCH = 500_000  # actor-months lived without looking whether to stop


@dataclass
class Desk:
    """What one thread lives on: a shared past, a stem and an arm, their arrays written over again and again."""

    past: Batch | Spare | None = None
    stem: Batch | Spare | None = None
    arm: Batch | Spare | None = None

    def cleared(self) -> "Desk":
        """A desk with the same arrays, and nothing else of what was lived on this one."""
        return Desk(*(None if each is None else each.spare() for each in (self.past, self.stem, self.arm)))

    @property
    def size(self) -> int:
        """Bytes of the arrays on it."""
        return sum(each.spare().size for each in (self.past, self.stem, self.arm) if each is not None)


_left: list[Desk] = []  # by calls before


@contextmanager
def desks() -> Iterator[Callable[[], Desk]]:
    """Lends desks to the threads of one call: those that calls before have left, then new ones.

    They are left for calls to come, unless they are large, one a processor at most: for whoever asks for small ensembles
    again and again, as a slider does. Of a call that fails none is left.
    """
    lent: list[Desk] = []

    def lend() -> Desk:
        desk = Desk()
        with suppress(IndexError):
            desk = _left.pop()
        lent.append(desk)
        return desk

    yield lend
    for desk in lent:
        if desk.size <= _KEPT and len(_left) < _DESKS:
            _left.append(desk.cleared())


@dataclass(frozen=True)
class Pause:
    """A month at whose end every arm is looked at: `visit` is given the names that a batch stands for, and the batch."""

    month: int
    visit: Callable[[tuple[str, ...], Batch], None]


class Arms:
    """The arms to compare on one scenario, checked, with all that their runs share worked out once.

    An arm is a stance, its name, or an `Arm`. Arms with the same stance and changes live together until the first of them
    switches; stances of the scenario as it stands live together for as long as they live alike.

    Raises StanceError for a stance that is unknown or breaks its contract, ScenarioError for an arm that cannot be,
    ValueError for a seed outside 0..2**32-1.
    """

    def __init__(
        self,
        scenario: Scenario,
        stances: Sequence[str | Stance | Arm],
        seed: int = 1,
        first: int = 0,
        points: ArrayLike | None = None,
    ) -> None:
        self.scenario, self.seed, self.first = scenario, seed, first
        self.points = None if points is None else checked_points(scenario, points)
        run_number(seed), run_number(first)
        self.names = tuple(_name(each) for each in stances)
        self._changed, self._plain = grown(scenario, stances)
        self._calendars = _calendars(scenario, self._plain, self.points)
        if points is None and all(isinstance(stance, str) and stance in BUILT_IN for stance in stances):
            own = tuple((type(branch.stance), *branch.stance.own.items()) for branch in self._plain)
            stems = made_once(scenario, ("stems", own), lambda: self._stems_of())
        else:
            stems = self._stems_of()
        self._saved = sum(stem.saved for stem in stems)
        self._stems = {place: stem for stem in stems for place in stem.places}
        after = {place for stem in stems for place in stem.places[1:]}
        # The last that goes out from the past, which may live in the past's own arrays.
        self._last = max(set(range(len(self._plain))) - after, default=0)
        self._start = start_of(scenario) if points is None else None
        self._nothing = np.zeros((1, scenario.months + 1, len(INSTRUMENTS)))
        ready(table_of(len(scenario.domains)))

    @property
    def months(self) -> int:
        """Months of one run of all arms, the shared ones counted once."""
        months = self.scenario.months
        lived = sum(branch.months(months) for branch in (*self._changed, *self._plain))
        return self.scenario.warm_up + lived - self._saved

    def lives(
        self, runs: range, desk: Desk, account: Account, pause: Pause | None = None
    ) -> Iterator[tuple[str, Batch]]:
        """These runs under every arm: its name and its batch, in an order of their own.

        A batch is written over by the next: read what is wanted of it at once. Ends early when the account says stop; what
        is lived is added to it, in months x runs. `pause`: a month, before which no two arms part, at which each is seen.
        """
        past = Batch.begin(
            self.scenario,
            "none",
            len(runs),
            self.seed,
            self.first + runs.start,
            self._start,
            calendars=self._nothing,
            into=desk.past,
            points=self.points,
        )
        desk.past = past
        self._live(past, 0, account)
        if past.month < 0:
            return
        for branch in self._changed:
            arm = past.branch(into=desk.arm)
            desk.arm = arm
            branch.take_over(arm)
            yield from self._grow(arm, branch, account, pause)
            if account.stopped:
                return
        yield from self._plain_lives(past, desk, account, pause)

    def _plain_lives(
        self, past: Batch, desk: Desk, account: Account, pause: Pause | None
    ) -> Iterator[tuple[str, Batch]]:
        """The stances of the scenario as it stands, with what grows out of each."""
        trunk = past
        for place, branch in enumerate(self._plain):
            stem = self._stems.get(place)
            if stem is None:
                arm = self._set_out(past, place, desk.arm)
            else:
                if place == stem.places[0]:
                    trunk = self._set_out(past, place, desk.stem)
                    self._live(trunk, _until(stem, pause), account)
                if trunk.month < _until(stem, pause):
                    return
                arm = self._part(trunk, place, desk.arm)
            _lay(desk, past, trunk, arm)
            yield from self._grow(arm, branch, account, pause)
            if account.stopped:
                return

    def _grow(
        self, batch: Batch, branch: Branch, account: Account, pause: Pause | None
    ) -> Iterator[tuple[str, Batch]]:
        """A branch lived to the end, with those that grow out of it: the months before each switch are lived once."""
        held: list[tuple[Batch, Branch]] = []
        for number, twig in enumerate(branch.twigs):
            self._live_on(batch, branch, twig.course.month, account, pause)
            if batch.month < twig.course.month:
                return
            if not branch.names and number == len(branch.twigs) - 1:
                twig.take_over(batch)
                yield from self._grow(batch, twig, account, pause)
                break
            twin = batch.branch()
            twig.take_over(twin)
            held.append((twin, twig))
        else:
            self._live_on(batch, branch, self.scenario.months, account, pause)
            if batch.month < self.scenario.months:
                return
            for name in branch.names:
                yield name, batch
        while held and not account.stopped:
            yield from self._grow(*held.pop(0), account, pause)

    def _live_on(
        self, batch: Batch, branch: Branch, month: int, account: Account, pause: Pause | None
    ) -> None:
        """Live until the end of a month, with the pause on the way."""
        if pause is not None and batch.month < pause.month <= month:
            self._live(batch, pause.month, account)
            if batch.month == pause.month:
                pause.visit(tuple(branch.names_from(pause.month)), batch)
        self._live(batch, month, account)

    def _stems_of(self) -> list[Stem]:
        return _stems(self.scenario, self._plain, self._calendars, self.points)

    def _calendars_of(self, place: int, batch: Batch) -> Calendar:
        """What a stance set at month 0 for the runs of a batch: one calendar, or one a run."""
        return points_of(self._calendars[place], batch.first, batch.runs)

    def _set_out(self, past: Batch, place: int, spare: Batch | Spare | None) -> Batch:
        """A stance takes over from the past at month 0; the last to do so in the arrays of the past itself."""
        branch, calendars = self._plain[place], self._calendars_of(place, past)
        if place != self._last:
            return past.branch(branch.stance, calendars, into=spare)
        past.turn_to(branch.stance, calendars)
        return past

    def _part(self, trunk: Batch, place: int, spare: Batch | Spare | None) -> Batch:
        """A stance goes on alone from the months it has lived with others; the last in the arrays of these months."""
        branch, calendars = self._plain[place], self._calendars_of(place, trunk)
        if place != self._stems[place].places[-1]:
            return trunk.part(branch.stance, calendars, into=spare)
        trunk.become(branch.stance, calendars)
        return trunk

    def _live(self, batch: Batch, month: int, account: Account) -> None:
        """Live until the end of a month, by stretches."""
        stretch = max(1, _STRETCH // (batch.runs * self.scenario.landscape.size))
        while batch.month < month and not account.stopped:
            before = batch.month
            batch.live_until(min(month, before + stretch))
            account.add(batch.runs * (batch.month - before))


def _until(stem: Stem, pause: Pause | None) -> int:
    """Months that a stem is lived once: they end before the pause, so that each arm is seen at it."""
    return stem.months if pause is None else min(stem.months, pause.month - 1)


def _name(arm: str | Stance | Arm) -> str:
    """What an arm is called: a shipped stance by its name, any other as it says."""
    return arm if isinstance(arm, str) and arm in BUILT_IN else Arm.of(arm).called


def _calendars(scenario: Scenario, branches: Sequence[Branch], points: Points | None) -> list[Calendar]:
    """What each stance sets at month 0, at every point."""
    if points is None:
        return [branch.calendars for branch in branches]
    calendars = [calendars_of(scenario, branch.stance, points) for branch in branches]
    for rows in calendars:
        rows.flags.writeable = False
    return calendars


def _stems(
    scenario: Scenario, branches: Sequence[Branch], calendars: Sequence[Calendar], points: Points | None
) -> list[Stem]:
    """The months worth living once, before any of these stances switches: those alike at all points."""
    # Calendars that differ between points, one of each kind: the same points for all stances.
    kinds = [0] if points is None else np.unique(points[:, BUDGETED], axis=0, return_index=True)[1]
    deeds = [
        np.hstack(
            [deeds_of(scenario, branch.stance, rows[min(kind, len(rows) - 1)], place) for kind in kinds]
        )
        for place, (branch, rows) in enumerate(zip(branches, calendars, strict=True))
    ]
    for place, (branch, rows) in enumerate(zip(branches, deeds, strict=True)):
        for twig in branch.twigs[:1]:
            rows[twig.course.month + 1 :, -1] = -1 - place  # like no other's
    return stems_of(deeds)


def _lay(desk: Desk, past: Batch, trunk: Batch, arm: Batch) -> None:
    """Leave on the desk what has arrays of its own, for others to live in."""
    if trunk is not past:
        desk.stem = trunk
    if arm is not past and arm is not trunk:
        desk.arm = arm


def ranges_of(scenario: Scenario, runs: int, jobs: int, size: int | None = None) -> list[range]:
    """Runs 0..runs-1 as ranges to be lived together: of `size`, or as large as is good, the same share for each thread."""
    if size is None:
        most = max(1, min(64, _BATCH // max(1, scenario.landscape.size)))
        pieces = -(-runs // most)
        pieces = min(runs, -(-pieces // jobs) * jobs)
        bounds = [runs * piece // max(1, pieces) for piece in range(pieces + 1)]
        return [range(low, high) for low, high in pairwise(bounds)]
    return [range(low, min(low + size, runs)) for low in range(0, runs, size)]
