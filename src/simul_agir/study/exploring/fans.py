"""Fans of runs: accumulated slice by slice, then summarised as quantiles, final values and paired differences."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import combinations

import numpy as np
from numpy.typing import NDArray

from simul_agir.model.indicators import INDICATORS
from simul_agir.scenario import Scenario
from simul_agir.simulation import Arm, simulate_arms
from simul_agir.simulation.aftermath import simulate_aftermath
from simul_agir.study.exploring.mixing import points_for
from simul_agir.study.mixture import variance_shares
from simul_agir.study.outcomes import PRIMARY

Floats = NDArray[np.float64]
LEVELS = (0.1, 0.5, 0.9)
MOST_DOTS = 100
_NORMAL_95 = 1.959964
_LADDER = INDICATORS.index(PRIMARY)


def arms_of(scenario: Scenario) -> tuple[Arm, ...]:
    """The arms that a scenario asks for: stances, or stances with changes."""
    return tuple(Arm.of(each) for each in scenario.arms)


@dataclass
class PairedRuns:
    """Runs of several arms with common random numbers and the mixture of accepted points, as many as were simulated so far.

    after: months run after the contract, without engineering. ladders: by arm, a list of (runs, T + 1 + after).
    """

    scenario: Scenario
    asked: tuple[Arm, ...]
    seed: int
    after: int = 0
    ladders: dict[str, list[Floats]] = field(default_factory=dict)
    runs: int = 0

    @property
    def arms(self) -> tuple[str, ...]:
        """The arms' names."""
        return tuple(arm.called for arm in self.asked)

    def add(self, runs: int, jobs: int = 1) -> None:
        """Simulate this many more runs of every arm."""
        for arm, ladder in (self._followed if self.after else self._within)(runs, jobs).items():
            self.ladders.setdefault(arm, []).append(ladder)
        self.runs += runs

    def _within(self, runs: int, jobs: int) -> dict[str, Floats]:
        """The contract alone."""
        points = points_for(self.scenario)
        simulated = simulate_arms(
            self.scenario, self.asked, runs, self.seed, jobs, first=self.runs, points=points
        )
        return {arm: np.array(each.of(PRIMARY)) for arm, each in simulated.items()}

    def _followed(self, runs: int, jobs: int) -> dict[str, Floats]:
        """The contract and the months after it."""
        simulated = simulate_aftermath(
            self.scenario,
            self.asked,
            runs,
            self.seed,
            self.after,
            jobs,
            first=self.runs,
            points=points_for(self.scenario),
            crisis=False,
        )
        return {
            arm: np.concatenate([each.ensemble.of(PRIMARY), each.after[:, :, _LADDER]], axis=1)
            for arm, each in simulated.items()
        }

    def ladder(self, arm: str) -> Floats:
        """(R, T + 1 + after): the ladder of every run of an arm, month by month."""
        return np.concatenate(self.ladders[arm])

    def ends(self, arm: str) -> Floats:
        """(R,): the ladder of every run of an arm at the end of the contract."""
        return np.concatenate([each[:, self.scenario.months] for each in self.ladders[arm]])


@dataclass(frozen=True)
class Pair:
    """Arm a less arm b at the end, run by run.

    dots: differences (at most 100 quantiles of them), rising. share: of runs in which a ends higher, ties counting half.
    mean, low, high: the mean difference and its 95 % interval; equal where there is one run.
    """

    a: str
    b: str
    dots: Floats
    share: float
    mean: float
    low: float
    high: float


@dataclass(frozen=True)
class Fans:
    """What a fan chart shows.

    quantiles: (arms, 3, T + 1 + after), tenths 1, 5 and 9 of the ladder. ends: by arm, mean at the end of the contract and
    its 95 % interval. luck: by arm, the share of the variance between ends due to chance, the rest being due to assumptions;
    None where too few runs share a point.
    clear: runs in which an arm ends at least `smallest` higher than every other; the last cell counts the runs without one.
    typical, lowest, highest: by arm, the run that ends nearest the median, lowest, highest.
    """

    arms: tuple[str, ...]
    runs: int
    quantiles: Floats
    ends: tuple[tuple[float, float, float], ...]
    luck: tuple[float | None, ...]
    pairs: tuple[Pair, ...]
    clear: tuple[int, ...]
    typical: tuple[int, ...]
    lowest: tuple[int, ...]
    highest: tuple[int, ...]


def fans_of(lives: PairedRuns, smallest: float) -> Fans:
    """The fans of the runs so far."""
    ladders = {arm: lives.ladder(arm) for arm in lives.arms}
    last = {arm: lives.ends(arm) for arm in lives.arms}
    return Fans(
        arms=lives.arms,
        runs=lives.runs,
        quantiles=np.stack([np.quantile(ladders[arm], LEVELS, axis=0) for arm in lives.arms]),
        ends=tuple(mean_of(last[arm]) for arm in lives.arms),
        luck=tuple(_luck(last[arm], len(points_for(lives.scenario))) for arm in lives.arms),
        pairs=tuple(pair_of(a, b, last[a], last[b]) for a, b in combinations(lives.arms, 2)),
        clear=_clear([last[arm] for arm in lives.arms], smallest),
        typical=tuple(int(np.argmin(np.abs(last[arm] - np.median(last[arm])))) for arm in lives.arms),
        lowest=tuple(int(last[arm].argmin()) for arm in lives.arms),
        highest=tuple(int(last[arm].argmax()) for arm in lives.arms),
    )


def _luck(ends: Floats, points: int) -> float | None:
    """The share of chance in what divides runs."""
    shares = variance_shares(ends, points)
    return None if shares is None else shares.luck


def mean_of(values: Floats) -> tuple[float, float, float]:
    """A mean with its 95 % interval (normal); nothing wider than the mean itself where there is one run."""
    mean = float(values.mean())
    half = _NORMAL_95 * float(values.std(ddof=1)) / len(values) ** 0.5 if len(values) > 1 else 0.0
    return mean, mean - half, mean + half


def pair_of(a: str, b: str, first: Floats, second: Floats) -> Pair:
    """Two arms, run by run."""
    gaps = first - second
    count = min(MOST_DOTS, len(gaps))
    share = float((gaps > 0).mean() + 0.5 * (gaps == 0).mean())
    mean, low, high = mean_of(gaps)
    return Pair(a, b, np.quantile(gaps, (np.arange(count) + 0.5) / count), share, mean, low, high)


def _clear(ends: Sequence[Floats], smallest: float) -> tuple[int, ...]:
    """In how many runs each arm ends clearly highest, then in how many none does."""
    table = np.stack(ends)
    if len(table) == 1:
        return (table.shape[1], 0)
    order = np.sort(table, axis=0)
    apart = order[-1] - order[-2] >= smallest
    best = np.where(apart, table.argmax(axis=0), len(table))
    return tuple(int(count) for count in np.bincount(best, minlength=len(table) + 1))
