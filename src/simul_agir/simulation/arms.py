"""Runs several arms of a scenario with common random numbers. A warm-up and months that arms share are simulated once."""

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

_BATCH = 2048  # actors in a batch: enough to spread its fixed cost, few enough to divide the work evenly
_WORKSPACES = processors()  # most workspaces kept for later calls
_KEPT = 20_000_000  # bytes of the largest workspace that is kept
_STRETCH = 500_000  # actor-months between two checks whether to stop


@dataclass
class Workspace:
    """The arrays that one thread reuses: a shared warm-up, a shared prefix and an arm."""

    past: Batch | BufferPool | None = None
    prefix: Batch | BufferPool | None = None
    arm: Batch | BufferPool | None = None

    def cleared(self) -> "Workspace":
        """A workspace with the same arrays, without the results of earlier runs."""
        return Workspace(
            *(None if each is None else each.spare() for each in (self.past, self.prefix, self.arm))
        )

    @property
    def size(self) -> int:
        """Bytes of the workspace's arrays."""
        return sum(each.spare().size for each in (self.past, self.prefix, self.arm) if each is not None)


_left: list[Workspace] = []  # kept from earlier calls


@contextmanager
def workspace_pool() -> Iterator[Callable[[], Workspace]]:
    """Lends workspaces to the threads of one call: first those kept from earlier calls, then new ones.

    At the end small workspaces are kept, at most one per processor: callers that run small ensembles repeatedly, such as
    a slider, save time. A call that fails keeps none.
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
    """A month at whose end every arm is inspected: `visit` receives the names of the arms that a batch stands for, and
    the batch.
    """

    month: int
    visit: Callable[[tuple[str, ...], Batch], None]


class Arms:
    """The arms to compare on one scenario, checked, with everything that their runs share computed once.

    An arm is a stance, its name, or an `Arm`. Arms with the same stance and changes share their months until the first of
    them switches. Plain stances share months for as long as their doses and decisions are equal.

    Raises StanceError for an unknown or faulty stance, ScenarioError for an impossible arm, ValueError for a seed outside
    0..2**32-1.
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
        # The last branch that starts from the warm-up may reuse the warm-up's arrays.
        self._last = max(set(range(len(self._plain))) - after, default=0)
        self._start = start_of(scenario) if points is None else None
        self._nothing = np.zeros((1, scenario.months + 1, len(INSTRUMENTS)))
        ready(table_of(len(scenario.domains)))

    @property
    def months(self) -> int:
        """Months to simulate for one run of all arms; shared months count once."""
        months = self.scenario.months
        months_run = sum(branch.months(months) for branch in (*self._changed, *self._plain))
        return self.scenario.warm_up + months_run - self._saved

    def simulated(
        self, runs: range, workspace: Workspace, account: Account, pause: Pause | None = None
    ) -> Iterator[tuple[str, Batch]]:
        """Simulate these runs under every arm. Yields each arm's name and its batch, in no particular order.

        The next batch overwrites the arrays of the last one: read results at once. The iteration ends early if `monitor`
        says stop; months x runs are reported to it. `pause`: a month at which each arm is inspected; no two arms may
        separate before it.
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
        """Simulate the plain stances, with the arms that branch off from each."""
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
        """Run a branch to the end, with the branches that start from it. The months before each switch are simulated
        once.
        """
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
        """Run until the end of a month, and stop for the pause on the way."""
        if pause is not None and batch.month < pause.month <= month:
            self._live(batch, pause.month, account)
            if batch.month == pause.month:
                pause.visit(tuple(branch.names_from(pause.month)), batch)
        self._live(batch, month, account)

    def _shared_prefixes(self) -> list[SharedPrefix]:
        return _prefixes(self.scenario, self._plain, self._calendars, self.points)

    def _calendars_of(self, place: int, batch: Batch) -> Calendar:
        """The calendars that a stance set at month 0 for the runs of a batch: one for all, or one per run."""
        return points_of(self._calendars[place], batch.first, batch.runs)

    def _set_out(self, past: Batch, place: int, spare: Batch | BufferPool | None) -> Batch:
        """Start a stance at month 0 from the warm-up. The last stance to start reuses the arrays of the warm-up."""
        branch, calendars = self._plain[place], self._calendars_of(place, past)
        if place != self._last:
            return past.branch(branch.stance, calendars, into=spare)
        past.turn_to(branch.stance, calendars)
        return past

    def _part(self, trunk: Batch, place: int, spare: Batch | BufferPool | None) -> Batch:
        """Continue one stance alone after months shared with others. The last stance to separate reuses the shared
        arrays.
        """
        branch, calendars = self._plain[place], self._calendars_of(place, trunk)
        if place != self._prefixes[place].places[-1]:
            return trunk.part(branch.stance, calendars, into=spare)
        trunk.become(branch.stance, calendars)
        return trunk

    def _live(self, batch: Batch, month: int, account: Account) -> None:
        """Run until the end of a month, in stretches between which the monitor is read."""
        stretch = max(1, _STRETCH // (batch.runs * self.scenario.landscape.size))
        while batch.month < month and not account.stopped:
            before = batch.month
            batch.run_until(min(month, before + stretch))
            account.add(batch.runs * (batch.month - before))


def _until(prefix: SharedPrefix, pause: Pause | None) -> int:
    """Number of months for which a prefix is shared. It ends before the pause, so that each arm is inspected separately."""
    return prefix.months if pause is None else min(prefix.months, pause.month - 1)


def _name(arm: str | Stance | Arm) -> str:
    """The name of an arm: its key for a shipped stance, otherwise its own name."""
    return arm if isinstance(arm, str) and arm in BUILT_IN else Arm.of(arm).called


def _calendars(scenario: Scenario, branches: Sequence[Branch], points: Points | None) -> list[Calendar]:
    """The calendar that each stance sets at month 0, at every point."""
    if points is None:
        return [branch.calendars for branch in branches]
    calendars = [calendars_of(scenario, branch.stance, points) for branch in branches]
    for rows in calendars:
        rows.flags.writeable = False
    return calendars


def _prefixes(
    scenario: Scenario, branches: Sequence[Branch], calendars: Sequence[Calendar], points: Points | None
) -> list[SharedPrefix]:
    """The prefixes worth simulating once before any of these stances switches: months that are equal at all points."""
    # One calendar for each group of points that share it; the groups are the same for all stances.
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
            rows[twig.course.month + 1 :, -1] = -1 - place  # equal to no other
    return shared_prefixes(signatures)


def _lay(workspace: Workspace, past: Batch, trunk: Batch, arm: Batch) -> None:
    """Return the batches that own their arrays to the workspace, to be reused."""
    if trunk is not past:
        workspace.prefix = trunk
    if arm is not past and arm is not trunk:
        workspace.arm = arm


def ranges_of(scenario: Scenario, runs: int, jobs: int, size: int | None = None) -> list[range]:
    """Divide runs 0..runs-1 into ranges that are simulated together: of `size` runs, or of a size that gives each thread
    the same share.
    """
    if size is None:
        most = max(1, min(64, _BATCH // max(1, scenario.landscape.size)))
        pieces = -(-runs // most)
        pieces = min(runs, -(-pieces // jobs) * jobs)
        bounds = [runs * piece // max(1, pieces) for piece in range(pieces + 1)]
        return [range(low, high) for low, high in pairwise(bounds)]
    return [range(low, min(low + size, runs)) for low in range(0, runs, size)]
