"""The arms of a scenario lived on common luck: a warm-up that all share, months that some live alike, then each stance."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from simul_agir.engine.handles import table_of
from simul_agir.engine.rule import ready
from simul_agir.model.instruments import INSTRUMENTS
from simul_agir.processors import processors
from simul_agir.scenario import Scenario
from simul_agir.simulation.alike import Stem, deeds_of, stems_of
from simul_agir.simulation.batch import Batch, calendars_of, run_number
from simul_agir.simulation.labour import Account
from simul_agir.simulation.once import made_once
from simul_agir.simulation.room import Spare
from simul_agir.simulation.start import start_of
from simul_agir.stances import Calendar, Stance, get
from simul_agir.stances.registry import SHIPPED

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


class Arms:
    """The stances to compare on one scenario, checked, with all that their runs share worked out once.

    Raises StanceError for a stance that is unknown or breaks its contract, ValueError for a seed outside 0..2**32-1.
    """

    def __init__(
        self, scenario: Scenario, stances: Sequence[str | Stance], seed: int = 1, first: int = 0
    ) -> None:
        self.scenario, self.seed, self.first = scenario, seed, first
        self.stances = [get(stance) if isinstance(stance, str) else stance for stance in stances]
        self.names = tuple(stance.name for stance in self.stances)
        run_number(seed), run_number(first)
        if all(isinstance(stance, str) and stance in SHIPPED for stance in stances):
            own = tuple((type(stance), *stance.own.items()) for stance in self.stances)
            plan = made_once(scenario, ("plan", own), lambda: _plan(scenario, self.stances))
        else:
            plan = _plan(scenario, self.stances)
        self._calendars, stems = plan
        self._saved = sum(stem.saved for stem in stems)
        self._stems = {place: stem for stem in stems for place in stem.places}
        grown = {place for stem in stems for place in stem.places[1:]}
        # The last that goes out from the past, which may live in the past's own arrays.
        self._last = max(set(range(len(self.stances))) - grown, default=0)
        self._start = start_of(scenario)
        self._nothing = np.zeros((1, scenario.months + 1, len(INSTRUMENTS)))
        ready(table_of(len(scenario.domains)))

    @property
    def months(self) -> int:
        """Months of one run of all arms, the shared ones counted once."""
        return self.scenario.warm_up + len(self.stances) * self.scenario.months - self._saved

    def lives(self, runs: range, desk: Desk, account: Account) -> Iterator[Batch]:
        """These runs under each arm in turn. A batch is written over by the next: read what is wanted of it at once.

        Ends early when the account says stop; what is lived is added to it, in months x runs.
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
        )
        desk.past = past
        self._live(past, 0, account)
        if past.month < 0:
            return
        trunk = past
        for place in range(len(self.stances)):
            stem = self._stems.get(place)
            if stem is None:
                arm = self._set_out(past, place, desk.arm)
            else:
                if place == stem.places[0]:
                    trunk = self._set_out(past, place, desk.stem)
                    trunk.share()
                    self._live(trunk, stem.months, account)
                if trunk.month < stem.months:
                    return
                arm = self._part(trunk, place, desk.arm)
            _lay(desk, past, trunk, arm)
            self._live(arm, self.scenario.months, account)
            if arm.month < self.scenario.months:
                return
            yield arm

    def _set_out(self, past: Batch, place: int, spare: Batch | Spare | None) -> Batch:
        """A stance takes over from the past at month 0; the last to do so in the arrays of the past itself."""
        stance, calendars = self.stances[place], self._calendars[place]
        if place != self._last:
            return past.branch(stance, calendars, into=spare)
        past.turn_to(stance, calendars)
        return past

    def _part(self, trunk: Batch, place: int, spare: Batch | Spare | None) -> Batch:
        """A stance goes on alone from the months it has lived with others; the last in the arrays of these months."""
        stance, calendars = self.stances[place], self._calendars[place]
        if place != self._stems[place].places[-1]:
            return trunk.part(stance, calendars, into=spare)
        trunk.become(stance, calendars)
        return trunk

    def _live(self, batch: Batch, month: int, account: Account) -> None:
        """Live until the end of a month, by stretches."""
        stretch = max(1, _STRETCH // (batch.runs * self.scenario.landscape.size))
        while batch.month < month and not account.stopped:
            before = batch.month
            batch.live_until(min(month, before + stretch))
            account.add(batch.runs * (batch.month - before))


def _plan(scenario: Scenario, stances: Sequence[Stance]) -> tuple[list[Calendar], list[Stem]]:
    """What each stance sets at month 0, and the months worth living once."""
    calendars = [calendars_of(scenario, stance) for stance in stances]
    for rows in calendars:
        rows.flags.writeable = False
    deeds = [
        deeds_of(scenario, stance, rows[0], place)
        for place, (stance, rows) in enumerate(zip(stances, calendars, strict=True))
    ]
    return calendars, stems_of(deeds)


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
