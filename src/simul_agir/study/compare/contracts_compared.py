"""Every contract of a collection under the same stances, with common random numbers: one line of a table for each."""

from __future__ import annotations

import itertools
import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from simul_agir.locale import RequestError
from simul_agir.model.indicators import INDICATORS
from simul_agir.model.ladder import CRITERIA
from simul_agir.scenario import Scenario
from simul_agir.scenario.collection import RUNS, Collection
from simul_agir.simulation.arm import Arm
from simul_agir.simulation.arms import Arms, Workspace, ranges_of
from simul_agir.simulation.ensemble import examine_state
from simul_agir.simulation.tasks import ProgressMonitor, run_tasks
from simul_agir.stances import Stance
from simul_agir.study import statistics
from simul_agir.study.compare.arm_selection import ArmSpec, select_arms
from simul_agir.study.compare.atlas import Atlas, Failure, Line, Standing, reference_of
from simul_agir.study.compare.common_random_numbers import known
from simul_agir.study.compare.comparison import Estimate
from simul_agir.study.compare.costs import costs_of
from simul_agir.study.compare.verdict import decide
from simul_agir.study.mixture import mixture_of
from simul_agir.study.request import check_request

Floats = NDArray[np.float64]
_INDEX, _NEED = INDICATORS.index("index"), INDICATORS.index("need")


def compare_contracts(
    collection: Collection,
    stances: Sequence[ArmSpec] | None = None,
    runs: int = RUNS,
    seed: int = 1,
    jobs: int | None = None,
    progress: Callable[[int, int], None] | None = None,
    arms: Sequence[ArmSpec] | None = None,
) -> Atlas:
    """Every contract of a collection run `runs` times under each arm, as `compare` takes them; by default its own.

    What `compare` says of a contract's scenario stands in its line: arms and contracts use common random numbers. A contract
    that fails is noted with its reason, and the others continue. `progress(done, total)` counts months x actors x runs. The
    result depends on collection, stances, runs and seed only. Raises RequestError and StanceError as `compare` does.
    """
    names = select_arms(collection, stances, arms)
    sizes = {code: collection.actors(code) for code in collection.codes}
    first = _first_sound(collection)
    check_request(first, names, runs, seed, jobs)
    points = mixture_of(first)
    whole = Arms(first, names, seed, points=points)
    monitor = ProgressMonitor(sum(sizes.values()) * runs * whole.months, progress)
    unequal = costs_of(first, names).unequal
    study = _Study(collection, names, whole.names, runs, seed, sizes, monitor)
    largest_first = sorted(collection.codes, key=lambda code: (-sizes[code], code))
    run_tasks(largest_first, lambda: study.worker(), jobs, monitor)
    return replace(study.atlas(), unequal=unequal, points=len(points))


def _first_sound(collection: Collection) -> Scenario:
    """The first contract that can be drawn: what is asked of all is checked on it. Raises the fault that all have."""
    faults: list[Exception] = []
    for code in collection.codes:
        try:
            return collection.scenario(code)
        except Exception as error:
            faults.append(error)
    raise faults[0] if faults else RequestError("no_contract", found="")


@dataclass(frozen=True)
class Ends:
    """The results of the runs of a contract: index and mean need at the end, (arms, runs), and who was held back, (arms,
    12).
    """

    index: Floats
    need: Floats
    held: Floats


@dataclass
class _Study:
    """The work on a collection, done contract by contract in any order."""

    collection: Collection
    asked: tuple[str | Stance | Arm, ...]
    stances: tuple[str, ...]
    runs: int
    seed: int
    sizes: dict[str, int]
    monitor: ProgressMonitor

    def __post_init__(self) -> None:
        self._lock = threading.Lock()
        self._lines: dict[str, tuple[Line, Ends]] = {}
        self._failures: dict[str, Failure] = {}

    def worker(self) -> Callable[[str], None]:
        """What does one contract after another, on a workspace of its own."""
        workspace = Workspace()
        return lambda code: self._do(code, workspace)

    def _do(self, code: str, workspace: Workspace) -> None:
        account = _Account(self.monitor, self.sizes[code])
        try:
            scenario = self.collection.scenario(code)
            ends = self._live(scenario, workspace, account)
            if ends is None:
                return
            found = line_of(scenario, self.stances, ends, self.seed), ends
        except Exception as error:
            name = self.collection.contract(code).name
            with self._lock:
                self._failures[code] = Failure(code, name, _error_text(error, "en"), _error_text(error, "fr"))
        else:
            with self._lock:
                self._lines[code] = found
        account.close(self.monitor.total // sum(self.sizes.values()))

    def _live(self, scenario: Scenario, workspace: Workspace, account: _Account) -> Ends | None:
        """All runs of a contract; None when stopped."""
        arms = Arms(scenario, self.asked, self.seed, points=mixture_of(scenario))
        index, need = (np.zeros((len(self.stances), self.runs)) for _ in range(2))
        held = np.zeros((len(self.stances), self.runs, len(CRITERIA)))
        for part in ranges_of(scenario, self.runs, 1):
            runs = slice(part.start, part.stop)
            for name, lived in arms.simulated(part, workspace, account):
                arm = arms.names.index(name)
                index[arm, runs], need[arm, runs] = (
                    lived.indicators[:, -1, _INDEX],
                    lived.indicators[:, -1, _NEED],
                )
                passes = np.zeros((len(part), scenario.landscape.size, len(CRITERIA)), bool)
                examine_state(lived, passes, held[arm, runs])
            if self.monitor.stopped:
                return None
        return Ends(index, need, held.mean(axis=1))

    def atlas(self) -> Atlas:
        """The table, in the order of the codes."""
        found = [self._lines[code] for code in self.collection.codes if code in self._lines]
        shape = (0, len(self.stances), self.runs)
        return Atlas(
            collection=self.collection,
            stances=self.stances,
            runs=self.runs,
            seed=self.seed,
            lines=tuple(line for line, _ in found),
            failures=tuple(self._failures[code] for code in sorted(self._failures)),
            index=np.array([ends.index for _, ends in found]).reshape(-1, *shape[1:]),
            need=np.array([ends.need for _, ends in found]).reshape(-1, *shape[1:]),
        )


class _Account:
    """A contract's page in the ledger: months count as often as it has actors."""

    def __init__(self, whole: ProgressMonitor, actors: int) -> None:
        self._whole, self._actors, self._done = whole, actors, 0

    @property
    def stopped(self) -> bool:
        """Whether the whole work is to stop."""
        return self._whole.stopped

    def add(self, amount: int) -> None:
        """Count further months x runs."""
        self._done += amount
        self._whole.add(amount * self._actors)

    def close(self, months: int) -> None:
        """All months x runs are done with, those of a contract that failed as well."""
        self.add(months - self._done)


def _error_text(error: Exception, lang: str) -> str:
    """An error in words, on one line."""
    text = getattr(error, "text", None)
    words = text(lang) if callable(text) else f"{type(error).__name__}: {error}"
    return " ".join(str(words).split())


def line_of(scenario: Scenario, stances: Sequence[str], ends: Ends, seed: int) -> Line:
    """A contract's line, from what its runs came to."""
    contract = Collection.contract(str(scenario.contract))
    standing = standing_of(stances, ends.index, seed)
    place = stances.index(standing.verdict.best or standing.reference)
    criterion = int(np.argmax(ends.held[place]))
    return Line(
        code=contract.code,
        name=contract.name,
        department=contract.neighbourhoods[0].department,
        region=contract.neighbourhoods[0].region,
        population=contract.population,
        actors=scenario.landscape.size,
        hash=scenario.hash,
        standing=standing,
        need=dict(zip(stances, ends.need.mean(axis=1).tolist(), strict=True)),
        bottleneck=CRITERIA[criterion],
        held=float(ends.held[place, criterion]),
    )


def standing_of(stances: Sequence[str], index: Floats, seed: int) -> Standing:
    """Differences between stances in one territory: `compare`'s statistics of the index at the end, (arms, runs)."""
    count, runs = index.shape
    reference = reference_of(stances)
    base = stances.index(reference)
    pairs = list(itertools.combinations(range(count), 2))
    gaps = np.stack([index[later] - index[earlier] for earlier, later in pairs], axis=1)
    values = np.concatenate([index.T, (index - index[base]).T], axis=1)
    boot = statistics.bootstrap_means(values, seed)
    low, high = statistics.interval_of_mean(values, boot)
    means = values.mean(axis=0)
    estimates = [
        Estimate(float(mean), *map(known, ends)) for mean, *ends in zip(means, low, high, strict=True)
    ]
    above = statistics.probability_above(values[:, count:])
    adjusted = statistics.holm(statistics.sign_flip(gaps, seed)) if runs > 1 else np.ones(len(pairs))
    chances = statistics.probability_best(boot[:, :count]).tolist() if runs > 1 else None
    named = None if chances is None else dict(zip(stances, chances, strict=True))
    others = [place for place in range(count) if place != base]
    return Standing(
        reference=reference,
        index=dict(zip(stances, estimates[:count], strict=True)),
        gains={stances[place]: estimates[count + place] for place in others},
        above={stances[place]: float(above[place]) for place in others},
        chances=named or {},
        verdict=decide(
            stances,
            dict(zip(stances, means[:count].tolist(), strict=True)),
            {
                frozenset((stances[i], stances[j])): float(p)
                for (i, j), p in zip(pairs, adjusted, strict=True)
            },
            named,
        ),
    )
