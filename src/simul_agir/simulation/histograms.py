"""Ensembles of any number of runs, kept as histograms: memory does not grow with the runs, parts merge bit for bit."""

import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from itertools import combinations
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from simul_agir.model.indicators import INDICATORS
from simul_agir.model.ladder import CRITERIA
from simul_agir.processors import processors
from simul_agir.scenario import Scenario
from simul_agir.simulation.arm import Arm
from simul_agir.simulation.arms import Arms, Workspace, ranges_of
from simul_agir.simulation.batch import Batch
from simul_agir.simulation.counting import mean_over_months
from simul_agir.simulation.ensemble import examine_state
from simul_agir.simulation.grids import DIFFERENCE, GRIDS, LADDER, SHARE, Floats, Grid
from simul_agir.simulation.names import UnknownNameError, checked_runs
from simul_agir.simulation.tally import Tally
from simul_agir.simulation.tasks import Progress, ProgressMonitor, run_tasks
from simul_agir.stances import Stance

Spans = tuple[tuple[int, int], ...]
OUTCOMES = ("index", "area")
NEED = "need."  # goes before a domain's name
_INDEX = INDICATORS.index("index")


class HistogramsError(Exception):
    """Histograms that do not go together: of other scenarios, seeds, stances, versions, or of the same runs."""


@dataclass(frozen=True)
class Subject:
    """What was simulated: only histograms of one subject can be merged."""

    scenario: str
    hash: str
    version: str
    seed: int
    months: int
    domains: tuple[str, ...]
    stances: tuple[str, ...]

    @property
    def pairs(self) -> tuple[tuple[str, str], ...]:
        """Every two stances, the earlier first."""
        return tuple(combinations(self.stances, 2))


@dataclass(frozen=True)
class Gap:
    """Stance `a` less stance `b` in one outcome, over runs that share their luck.

    `probability`: share of runs in which a is above b, ties counting half; exact. `deviation`: of the runs' differences.
    """

    a: str
    b: str
    outcome: str
    runs: int
    mean: float
    deviation: float
    probability: float
    _quantiles: Callable[[Sequence[float]], Floats] = field(repr=False, compare=False)

    def quantiles(self, levels: Sequence[float] = (0.025, 0.5, 0.975)) -> Floats:
        """Quantiles of the runs' differences, (levels,): off by 1/256 of a stage at most."""
        return self._quantiles(levels)


@dataclass(eq=False)
class Histograms:
    """Runs of one or several stances with common random numbers, counted and forgotten.

    monthly: for each stance a tally of all INDICATORS and of every need (`need.<domain>`), a line a month, 0 the end of the
    warm-up. ends: a tally of one line: `area`, the mean of the index over months 1 to the last (the area under the ladder's
    curve, divided by its length), and the twelve CRITERIA, the share of actors that each keeps below their next stage at the
    end. gaps: a tally with a line for each pair of stances, the later less the earlier, run by run, in `index` (at the end)
    and `area`; signs: (pairs, 2, 3) runs in which that is negative, nil, positive. replicates: which runs are in, as spans.
    """

    subject: Subject
    replicates: Spans
    monthly: dict[str, Tally]
    ends: dict[str, Tally]
    gaps: Tally
    signs: NDArray[np.int64]

    @classmethod
    def empty(cls, subject: Subject) -> "Histograms":
        """No run yet."""
        series, grids = monthly_series(subject.domains)
        pairs = len(subject.pairs)
        return cls(
            subject=subject,
            replicates=(),
            monthly={name: Tally.empty(series, grids, subject.months + 1) for name in subject.stances},
            ends={name: Tally.empty(*end_series(), 1) for name in subject.stances},
            gaps=Tally.empty(OUTCOMES, (DIFFERENCE, DIFFERENCE), pairs),
            signs=np.zeros((pairs, len(OUTCOMES), 3), np.int64),
        )

    def __repr__(self) -> str:
        return f"<histograms of {self.runs} runs under {', '.join(self.stances)}>"

    @property
    def runs(self) -> int:
        """Runs of each stance."""
        return sum(stop - start for start, stop in self.replicates)

    @property
    def stances(self) -> tuple[str, ...]:
        """Names of the stances, in their order."""
        return self.subject.stances

    def of(self, stance: str | None = None) -> Tally:
        """The months of one stance (of the only one, without a name). KeyError for one that was not run."""
        return self.monthly[self._named(stance)]

    def at_end(self, stance: str | None = None) -> Tally:
        """What is known of the end only. KeyError for a stance that was not run."""
        return self.ends[self._named(stance)]

    def _named(self, stance: str | None) -> str:
        if stance is not None:
            if stance not in self.monthly:
                raise UnknownNameError("stance", stance, self.monthly)
            return stance
        (only,) = self.stances
        return only

    def difference(self, a: str, b: str, outcome: str = "index") -> Gap:
        """Stance a less stance b in `index` (at the end) or `area`. KeyError for a pair or an outcome that there is not."""
        if outcome not in OUTCOMES:
            raise UnknownNameError("outcome", outcome, OUTCOMES)
        turned = (a, b) in self.subject.pairs
        pair = (a, b) if turned else (b, a)
        if pair not in self.subject.pairs:
            raise KeyError((a, b))
        line, sign = self.subject.pairs.index(pair), -1.0 if turned else 1.0
        below, ties, above = self.signs[line, OUTCOMES.index(outcome)][:: -1 if turned else 1]

        def quantiles(levels: Sequence[float]) -> Floats:
            asked = [1.0 - level for level in levels] if turned else levels
            return np.asarray(sign * self.gaps.quantiles(outcome, asked)[:, line])

        return Gap(
            a=a,
            b=b,
            outcome=outcome,
            runs=self.runs,
            mean=float(sign * self.gaps.mean(outcome)[line]),
            deviation=float(self.gaps.deviation(outcome)[line]),
            probability=float((above + 0.5 * ties) / max(1, below + ties + above)),
            _quantiles=quantiles,
        )

    def merge(self, *others: "Histograms") -> "Histograms":
        """All runs of these and others, the same bits in whatever order and grouping; nothing given is changed.

        Raises HistogramsError for another subject, or for runs that are counted already.
        """
        whole = Histograms.empty(self.subject)
        for part in (self, *others):
            whole._take_in(part)
        return whole

    def _take_in(self, part: "Histograms") -> None:
        if part.subject != self.subject:
            raise HistogramsError(f"{part.subject} is not {self.subject}")
        replicates = joined_spans((*self.replicates, *part.replicates))
        for name in self.stances:
            self.monthly[name].merge(part.monthly[name])
            self.ends[name].merge(part.ends[name])
        self.gaps.merge(part.gaps)
        self.signs += part.signs
        self.replicates = replicates

    def save(self, file: str | Path) -> None:
        """Write all to one file, whole or not at all: the same bytes for the same histograms."""
        from simul_agir.simulation.histogram_file import save

        save(self, file)

    @classmethod
    def load(cls, file: str | Path) -> "Histograms":
        """The histograms that `save` wrote. Raises HistogramsError for anything else, or for those of another version."""
        from simul_agir.simulation.histogram_file import load

        return load(file)

    def same_as(self, other: "Histograms") -> bool:
        """Whether both hold the same bits."""
        return (
            (self.subject, self.replicates) == (other.subject, other.replicates)
            and all(tally.same_as(other.monthly[name]) for name, tally in self.monthly.items())
            and all(tally.same_as(other.ends[name]) for name, tally in self.ends.items())
            and self.gaps.same_as(other.gaps)
            and np.array_equal(self.signs, other.signs)
        )


def monthly_series(domains: Sequence[str]) -> tuple[tuple[str, ...], tuple[Grid, ...]]:
    """What is counted every month, and on which grid."""
    needs = tuple(f"{NEED}{domain}" for domain in domains)
    return (*INDICATORS, *needs), (*(GRIDS[name] for name in INDICATORS), *(SHARE for _ in needs))


def end_series() -> tuple[tuple[str, ...], tuple[Grid, ...]]:
    """What is counted at the end only, and on which grid."""
    return ("area", *CRITERIA), (LADDER, *(SHARE for _ in CRITERIA))


def joined_spans(spans: Sequence[tuple[int, int]]) -> Spans:
    """Spans of replicates, [start, stop), sorted, those that touch made one. HistogramsError if two overlap."""
    joined: list[tuple[int, int]] = []
    for start, stop in sorted(spans):
        if joined and start < joined[-1][1]:
            raise HistogramsError(f"replicates {start}..{min(stop, joined[-1][1]) - 1} are counted already")
        if joined and start == joined[-1][1]:
            joined[-1] = (joined[-1][0], stop)
        elif start < stop:
            joined.append((start, stop))
    return tuple(joined)


class _Counter:
    """Counts what threads have run, one thread an arm at a time."""

    def __init__(self, whole: Histograms) -> None:
        self._whole = whole
        self._locks = {name: threading.Lock() for name in (*whole.stances, "")}

    def add(self, name: str, batch: Batch) -> Floats:
        """Count a batch of the arm of this name; its outcomes, (runs, 2)."""
        area, held = np.empty(batch.runs), np.zeros((batch.runs, len(CRITERIA)))
        mean_over_months(batch.indicators, _INDEX, area)
        passes = np.zeros((batch.runs, batch.state.actors.shape[1], len(CRITERIA)), bool)
        examine_state(batch, passes, held)
        months = np.concatenate([batch.indicators, batch.need_levels], axis=2)
        end = np.concatenate([area[:, None], held], axis=1)[:, None]
        with self._locks[name]:
            self._whole.of(name).add(months)
            self._whole.at_end(name).add(end)
        return np.stack([batch.indicators[:, -1, _INDEX], area], axis=1)

    def add_gaps(self, outcomes: list[Floats]) -> None:
        """Count every pair of arms of a batch, given the outcomes of each."""
        pairs = [later - earlier for earlier, later in combinations(outcomes, 2)]
        if not pairs:
            return
        gaps = np.stack(pairs, axis=1)  # (runs, pairs, 2)
        signs = np.stack([(gaps < 0).sum(axis=0), (gaps == 0).sum(axis=0), (gaps > 0).sum(axis=0)], axis=2)
        with self._locks[""]:
            self._whole.gaps.add(gaps)
            self._whole.signs += signs


def simulate_histograms(
    scenario: Scenario,
    stances: str | Stance | Arm | Sequence[str | Stance | Arm] = "none",
    runs: int = 10_000,
    seed: int = 1,
    jobs: int | None = None,
    batch: int | None = None,
    progress: Progress | None = None,
    first: int = 0,
) -> Histograms:
    """Live replicates first..first+runs-1 under one stance, or under several with common random numbers, and
    keep histograms only.

    The runs are those of `simulate_arms`; memory does not grow with their number. The same whole numbers whatever `jobs`,
    `batch`, and the parts that are simulated apart and merged. `progress` and errors as in `simulate`.
    """
    runs, jobs = checked_runs(runs), jobs or processors()
    arms = Arms(scenario, [stances] if isinstance(stances, str | Stance | Arm) else stances, seed, first)
    whole = Histograms.empty(subject_of(scenario, arms.names, seed))
    counter, monitor = _Counter(whole), ProgressMonitor(runs * arms.months, progress)

    def make_worker() -> Callable[[range], None]:
        workspace = Workspace()

        def work(part: range) -> None:
            outcomes = {
                name: counter.add(name, batch) for name, batch in arms.simulated(part, workspace, monitor)
            }
            if len(outcomes) == len(arms.names):
                counter.add_gaps([outcomes[name] for name in arms.names])

        return work

    run_tasks(ranges_of(scenario, runs, jobs, batch), make_worker, jobs, monitor)
    whole.replicates = joined_spans([(first, first + runs)])
    return whole


def subject_of(scenario: Scenario, stances: Sequence[str], seed: int) -> Subject:
    """What histograms of these stances on this scenario are about."""
    from simul_agir.version import version

    return Subject(
        scenario.name, scenario.hash, version(), seed, scenario.months, scenario.domains, tuple(stances)
    )
