"""Ensembles of any number of runs kept as histograms: memory does not grow with the runs, and parts merge exactly."""

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
NEED = "need."  # prefix of a domain's name
_INDEX = INDICATORS.index("index")


class HistogramsError(Exception):
    """Histograms that cannot be merged: of different scenarios, seeds, stances or versions, or of the same runs."""


@dataclass(frozen=True)
class Subject:
    """What was simulated. Only histograms of the same subject can be merged."""

    scenario: str
    hash: str
    version: str
    seed: int
    months: int
    domains: tuple[str, ...]
    stances: tuple[str, ...]

    @property
    def pairs(self) -> tuple[tuple[str, str], ...]:
        """All pairs of stances, the earlier first."""
        return tuple(combinations(self.stances, 2))


@dataclass(frozen=True)
class Gap:
    """Stance `a` less stance `b` in one outcome, over runs with common random numbers.

    `probability`: share of runs in which a is above b, ties counting one half; exact. `deviation`: standard deviation of
    the differences.
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
        """Quantiles of the runs' differences, (levels,); the error is at most 1/256 of a stage."""
        return self._quantiles(levels)


@dataclass(eq=False)
class Histograms:
    """Runs of one or several stances with common random numbers, counted in histograms; single runs are not kept.

    monthly: for each stance a tally of all INDICATORS and of every need (`need.<domain>`), one line per month; line 0 is
    the end of the warm-up. ends: a tally with one line: `area`, the mean of the index over months 1 to the last, and for
    each of the twelve CRITERIA the share of actors that it keeps below their next stage at the end. gaps: a tally with a
    line for each pair of stances, the later less the earlier, run by run, in `index` (at the end) and `area`. signs:
    (pairs, 2, 3), numbers of runs in which that difference is negative, zero, positive. replicates: the runs counted, as
    spans.
    """

    subject: Subject
    replicates: Spans
    monthly: dict[str, Tally]
    ends: dict[str, Tally]
    gaps: Tally
    signs: NDArray[np.int64]

    @classmethod
    def empty(cls, subject: Subject) -> "Histograms":
        """Histograms without any run."""
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
        """Number of runs of each stance."""
        return sum(stop - start for start, stop in self.replicates)

    @property
    def stances(self) -> tuple[str, ...]:
        """Names of the stances, in their order."""
        return self.subject.stances

    def of(self, stance: str | None = None) -> Tally:
        """The monthly tally of one stance (without a name: of the only one). Raises KeyError for a stance that was not
        run.
        """
        return self.monthly[self._named(stance)]

    def at_end(self, stance: str | None = None) -> Tally:
        """The tally of what is known only at the end. Raises KeyError for a stance that was not run."""
        return self.ends[self._named(stance)]

    def _named(self, stance: str | None) -> str:
        if stance is not None:
            if stance not in self.monthly:
                raise UnknownNameError("stance", stance, self.monthly)
            return stance
        (only,) = self.stances
        return only

    def difference(self, a: str, b: str, outcome: str = "index") -> Gap:
        """Stance a less stance b in `index` (at the end) or `area`. Raises KeyError for an unknown pair or outcome."""
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
        """Merge these and other histograms. The result is the same to the bit in any order and grouping; arguments do not
        change.

        Raises HistogramsError for another subject, and for runs that are already counted.
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
        """Write all to one file, whole or not at all. Equal histograms give equal bytes."""
        from simul_agir.simulation.histogram_file import save

        save(self, file)

    @classmethod
    def load(cls, file: str | Path) -> "Histograms":
        """Read histograms written by `save`. Raises HistogramsError for any other file, and for one of another version."""
        from simul_agir.simulation.histogram_file import load

        return load(file)

    def same_as(self, other: "Histograms") -> bool:
        """Whether both are equal to the bit."""
        return (
            (self.subject, self.replicates) == (other.subject, other.replicates)
            and all(tally.same_as(other.monthly[name]) for name, tally in self.monthly.items())
            and all(tally.same_as(other.ends[name]) for name, tally in self.ends.items())
            and self.gaps.same_as(other.gaps)
            and np.array_equal(self.signs, other.signs)
        )


def monthly_series(domains: Sequence[str]) -> tuple[tuple[str, ...], tuple[Grid, ...]]:
    """The series counted every month, and their grids."""
    needs = tuple(f"{NEED}{domain}" for domain in domains)
    return (*INDICATORS, *needs), (*(GRIDS[name] for name in INDICATORS), *(SHARE for _ in needs))


def end_series() -> tuple[tuple[str, ...], tuple[Grid, ...]]:
    """The series counted at the end only, and their grids."""
    return ("area", *CRITERIA), (LADDER, *(SHARE for _ in CRITERIA))


def joined_spans(spans: Sequence[tuple[int, int]]) -> Spans:
    """Spans of replicates, [start, stop), sorted; adjacent spans are joined. Raises HistogramsError if two overlap."""
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
    """Counts the results of several threads; only one thread at a time counts an arm."""

    def __init__(self, whole: Histograms) -> None:
        self._whole = whole
        self._locks = {name: threading.Lock() for name in (*whole.stances, "")}

    def add(self, name: str, batch: Batch) -> Floats:
        """Count a batch of the arm with this name. Returns its outcomes, (runs, 2)."""
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
        """Count every pair of arms of a batch, given the outcomes of each arm."""
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
    """Run replicates first..first+runs-1 under one stance, or several with common random numbers, and keep only
    histograms.

    The runs are those of `simulate_arms`; memory does not grow with their number. Counts are identical for any `jobs` and
    `batch`, and for parts that are simulated separately and merged. `progress` and errors as in `simulate`.
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
    """The subject of histograms of these stances on this scenario."""
    from simul_agir.version import version

    return Subject(
        scenario.name, scenario.hash, version(), seed, scenario.months, scenario.domains, tuple(stances)
    )
