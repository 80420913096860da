"""The arms of a scenario with common random numbers: a shared warm-up, months that some share, then each stance."""

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
from simul_agir.simulation.arm import Arm
from simul_agir.simulation.batch import Batch
from simul_agir.simulation.buffers import BufferPool
from simul_agir.simulation.calendars import calendars_of
from simul_agir.simulation.courses import Branch, grown
from simul_agir.simulation.memo import memoised
from simul_agir.simulation.points import BUDGETED, Points, checked_points, points_of
from simul_agir.simulation.run_numbers import run_number
from simul_agir.simulation.shared_prefix import SharedPrefix, decision_signature, shared_prefixes
from simul_agir.simulation.start import start_of
from simul_agir.simulation.tasks import Account
from simul_agir.stances import Calendar, Stance
from simul_agir.stances.registry import BUILT_IN

_BATCH = 2048  # actors lived side by side: enough to make little of what a batch costs, little enough to share out evenly
_WORKSPACES = processors()  # most that are left for later calls
_KEPT = 20_000_000  # bytes of the largest that is left
_STRETCH = 500_000  # actor-months lived without looking whether to stop


@dataclass
class Workspace:
    """The arrays of one thread: a shared past, a shared prefix and an arm. They are written over again and again."""

    past: Batch | BufferPool | None = None
    prefix: Batch | BufferPool | None = None
    arm: Batch | BufferPool | None = None

    def cleared(self) -> "Workspace":
        """A workspace with the same arrays, and nothing else of what was simulated on this one."""
        return Workspace(
            *(None if each is None else each.spare() for each in (self.past, self.prefix, self.arm))
        )

    @property
    def size(self) -> int:
        """Bytes of the arrays on it."""
        return sum(each.spare().size for each in (self.past, self.prefix, self.arm) if each is not None)


_left: list[Workspace] = []  # by calls before


@contextmanager
def workspace_pool() -> Iterator[Callable[[], Workspace]]:
    """Lends desks to the threads of one call: those that calls before have left, then new ones.

    They are left for calls to come, unless they are large, one a processor at most: for whoever asks for small ensembles
    again and again, as a slider does. Of a call that fails none is left.
    """
    borrowed: list[Workspace] = []

    def borrow() -> Workspace:
        workspace = Workspace()
        with suppress(IndexError):
            workspace = _left.pop()
        borrowed.append(workspace)
        return workspace

    yield borrow
    for workspace in borrowed:
        if workspace.size <= _KEPT and len(_left) < _WORKSPACES:
            _left.append(workspace.cleared())


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
            prefixes = memoised(scenario, ("shared prefixes", own), lambda: self._shared_prefixes())
        else:
            prefixes = self._shared_prefixes()
        self._saved = sum(prefix.saved for prefix in prefixes)
        self._prefixes = {place: prefix for prefix in prefixes for place in prefix.places}
        after = {place for prefix in prefixes for place in prefix.places[1:]}
        # The last that goes out from the past, which may live in the past's own arrays.
        self._last = max(set(range(len(self._plain))) - after, default=0)
        self._start = start_of(scenario) if points is None else None
        self._nothing = np.zeros((1, scenario.months + 1, len(INSTRUMENTS)))
        ready(table_of(len(scenario.domains)))

    @property
    def months(self) -> int:
        """Months of one run of all arms, the shared ones counted once."""
        months = self.scenario.months
        months_run = sum(branch.months(months) for branch in (*self._changed, *self._plain))
        return self.scenario.warm_up + months_run - self._saved

    def simulated(
        self, runs: range, workspace: Workspace, account: Account, pause: Pause | None = None
    ) -> Iterator[tuple[str, Batch]]:
        """These runs under every arm: its name and its batch, in an order of their own.

        A batch is written over by the next: read what is wanted of it at once. Ends early when the account says stop; what
        is simulated is added to it, in months x runs. `pause`: a month, before which no two arms part, at
        which each is seen.
        """
        past = Batch.begin(
            self.scenario,
            "none",
            len(runs),
            self.seed,
            self.first + runs.start,
            self._start,
            calendars=self._nothing,
            into=workspace.past,
            points=self.points,
        )
        workspace.past = past
        self._live(past, 0, account)
        if past.month < 0:
            return
        for branch in self._changed:
            arm = past.branch(into=workspace.arm)
            workspace.arm = arm
            branch.take_over(arm)
            yield from self._grow(arm, branch, account, pause)
            if account.stopped:
                return
        yield from self._plain_lives(past, workspace, account, pause)

    def _plain_lives(
        self, past: Batch, workspace: Workspace, account: Account, pause: Pause | None
    ) -> Iterator[tuple[str, Batch]]:
        """The stances of the scenario as it stands, with what grows out of each."""
        trunk = past
        for place, branch in enumerate(self._plain):
            prefix = self._prefixes.get(place)
            if prefix is None:
                arm = self._set_out(past, place, workspace.arm)
            else:
                if place == prefix.places[0]:
                    trunk = self._set_out(past, place, workspace.prefix)
                    self._live(trunk, _until(prefix, pause), account)
                if trunk.month < _until(prefix, pause):
                    return
                arm = self._part(trunk, place, workspace.arm)
            _lay(workspace, past, trunk, arm)
            yield from self._grow(arm, branch, account, pause)
            if account.stopped:
                return

    def _grow(
        self, batch: Batch, branch: Branch, account: Account, pause: Pause | None
    ) -> Iterator[tuple[str, Batch]]:
        """A branch run to the end, with those that grow out of it: the months before each switch are simulated once."""
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
        """Run until the end of a month, with the pause on the way."""
        if pause is not None and batch.month < pause.month <= month:
            self._live(batch, pause.month, account)
            if batch.month == pause.month:
                pause.visit(tuple(branch.names_from(pause.month)), batch)
        self._live(batch, month, account)

    def _shared_prefixes(self) -> list[SharedPrefix]:
        return _prefixes(self.scenario, self._plain, self._calendars, self.points)

    def _calendars_of(self, place: int, batch: Batch) -> Calendar:
        """What a stance set at month 0 for the runs of a batch: one calendar, or one a run."""
        return points_of(self._calendars[place], batch.first, batch.runs)

    def _set_out(self, past: Batch, place: int, spare: Batch | BufferPool | None) -> Batch:
        """A stance takes over from the past at month 0; the last to do so in the arrays of the past itself."""
        branch, calendars = self._plain[place], self._calendars_of(place, past)
        if place != self._last:
            return past.branch(branch.stance, calendars, into=spare)
        past.turn_to(branch.stance, calendars)
        return past

    def _part(self, trunk: Batch, place: int, spare: Batch | BufferPool | None) -> Batch:
        """A stance continues alone from the months it has run with others; the last in the arrays of these months."""
        branch, calendars = self._plain[place], self._calendars_of(place, trunk)
        if place != self._prefixes[place].places[-1]:
            return trunk.part(branch.stance, calendars, into=spare)
        trunk.become(branch.stance, calendars)
        return trunk

    def _live(self, batch: Batch, month: int, account: Account) -> None:
        """Run until the end of a month, by stretches."""
        stretch = max(1, _STRETCH // (batch.runs * self.scenario.landscape.size))
        while batch.month < month and not account.stopped:
            before = batch.month
            batch.run_until(min(month, before + stretch))
            account.add(batch.runs * (batch.month - before))


def _until(prefix: SharedPrefix, pause: Pause | None) -> int:
    """Months that a prefix is simulated once. They end before the pause, so that each arm is seen at it."""
    return prefix.months if pause is None else min(prefix.months, pause.month - 1)


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


def _prefixes(
    scenario: Scenario, branches: Sequence[Branch], calendars: Sequence[Calendar], points: Points | None
) -> list[SharedPrefix]:
    """The months worth simulating once, before any of these stances switches: those alike at all points."""
    # Calendars that differ between points, one of each kind: the same points for all stances.
    kinds = [0] if points is None else np.unique(points[:, BUDGETED], axis=0, return_index=True)[1]
    signatures = [
        np.hstack(
            [
                decision_signature(scenario, branch.stance, rows[min(kind, len(rows) - 1)], place)
                for kind in kinds
            ]
        )
        for place, (branch, rows) in enumerate(zip(branches, calendars, strict=True))
    ]
    for place, (branch, rows) in enumerate(zip(branches, signatures, strict=True)):
        for twig in branch.twigs[:1]:
            rows[twig.course.month + 1 :, -1] = -1 - place  # like no other's
    return shared_prefixes(signatures)


def _lay(workspace: Workspace, past: Batch, trunk: Batch, arm: Batch) -> None:
    """Leave in the workspace the batches that own their arrays, to be written over."""
    if trunk is not past:
        workspace.prefix = trunk
    if arm is not past and arm is not trunk:
        workspace.arm = arm


def ranges_of(scenario: Scenario, runs: int, jobs: int, size: int | None = None) -> list[range]:
    """Runs 0..runs-1 as ranges to be simulated together: of `size`, or as large as is good, the same share for
    each thread.
    """
    if size is None:
        most = max(1, min(64, _BATCH // max(1, scenario.landscape.size)))
        pieces = -(-runs // most)
        pieces = min(runs, -(-pieces // jobs) * jobs)
        bounds = [runs * piece // max(1, pieces) for piece in range(pieces + 1)]
        return [range(low, high) for low, high in pairwise(bounds)]
    return [range(low, min(low + size, runs)) for low in range(0, runs, size)]
