"""The answer for a collection of contracts: one line for each, and the overall result."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from simul_agir.forwards import forward
from simul_agir.scenario.collection import Collection
from simul_agir.study import statistics
from simul_agir.study.compare.arm_words import called
from simul_agir.study.compare.common_random_numbers import known
from simul_agir.study.compare.comparison import UNEQUAL, Estimate, rounded
from simul_agir.study.compare.verdict import SAME, Verdict
from simul_agir.study.mixture import ContractShares, contract_shares
from simul_agir.study.outcomes import PRIMARY
from simul_agir.study.provenance import provenance

if TYPE_CHECKING:
    from pandas import DataFrame

    from simul_agir.locale import Words

Floats = NDArray[np.float64]
SPREAD = (0.1, 0.5, 0.9)  # of the contracts' gains: four contracts in five lie between the first and the last


def reference_of(stances: Sequence[str]) -> str:
    """The stance that gains are counted from: `none`, or the first where there is no `none`."""
    return "none" if "none" in stances else stances[0]


def columns_of(stances: Sequence[str]) -> list[str]:
    """Names of the columns of a table on these stances."""
    others = [stance for stance in stances if stance != reference_of(stances)]
    gains = ("gain", "gain_low", "gain_high", "above")
    return [
        *("contract", "name", "department", "region", "population", "actors"),
        *(f"index_{stance}" for stance in stances),
        *(f"{what}_{stance}" for stance in others for what in gains),
        *(f"best_probability_{stance}" for stance in stances),
        *(f"need_{stance}" for stance in stances),
        *("best", "best_set", "too_small", "bottleneck", "bottleneck_share", "hash", "fault"),
    ]


@dataclass(frozen=True)
class Standing:
    """Differences between stances in one territory, by the index at the end.

    index: mean and interval of each stance. gains: mean and interval of each one less the reference, run by run. above:
    share of runs in which it ends above the reference, ties counting half. chances: share of bootstrap resamples in which
    each stance has the highest mean; empty with a single run.
    """

    reference: str
    index: dict[str, Estimate]
    gains: dict[str, Estimate]
    above: dict[str, float]
    chances: dict[str, float]
    verdict: Verdict

    @property
    def best(self) -> str | None:
        """The stance with the highest mean; None where several have the same."""
        top = max(estimate.mean for estimate in self.index.values())
        tops = [stance for stance, estimate in self.index.items() if top - estimate.mean <= SAME]
        return tops[0] if len(tops) == 1 else None

    @property
    def best_set(self) -> tuple[str, ...]:
        """The stance with the highest mean, and all that cannot be distinguished from it."""
        first = () if self.verdict.best is None else (self.verdict.best,)
        return (*first, *self.verdict.not_separable)

    @property
    def leading(self) -> tuple[str, ...]:
        """The same, and those that end lower by too little to matter."""
        return (*self.best_set, *self.verdict.too_small)

    @property
    def alone(self) -> str | None:
        """The stance that ends above all others by enough to matter, if there is one."""
        return self.leading[0] if len(self.leading) == 1 else None


@dataclass(frozen=True)
class Line:
    """One contract. need: mean need at the end under each stance. bottleneck: the criterion that keeps most actors below
    their next stage under the best stance (the reference, where all are equal); held: their share.
    """

    code: str
    name: str
    department: str
    region: str
    population: int
    actors: int
    hash: str
    standing: Standing
    need: dict[str, float]
    bottleneck: str
    held: float


@dataclass(frozen=True)
class Failure:
    """A contract that could not be simulated, and why, in English and in French."""

    code: str
    name: str
    why: str
    why_fr: str


@dataclass(frozen=True)
class Whole:
    """One stance over all contracts.

    gain: mean over contracts of the gain on the reference, with its interval over runs; None for the
    reference. spread: quantiles .1, .5 and .9 of the contracts' gains. highest: contracts in which it alone has the highest
    mean; alone: by enough to matter over every other; leading: has the highest, is not distinguishable from it,
    or ends lower by too little to matter. need: mean need at the end. dispersion: standard deviation of need
    between contracts. shares: what divides the variance of its gain (of its index, for the reference) between contracts
    and runs; None for one point, or too few contracts or runs.
    """

    stance: str
    gain: Estimate | None
    spread: tuple[float, float, float] | None
    highest: int
    alone: int
    leading: int
    need: float
    dispersion: Estimate
    shares: ContractShares | None = None


@dataclass(frozen=True, eq=False)
class Atlas:
    """Contracts simulated under the same stances with common random numbers. index, need: (contracts, stances,
    runs) at the end.
    """

    collection: Collection
    stances: tuple[str, ...]
    runs: int
    seed: int
    lines: tuple[Line, ...]
    failures: tuple[Failure, ...]
    index: Floats
    need: Floats
    primary: str = PRIMARY
    provenance: Mapping[str, str] = field(default_factory=provenance)
    unequal: tuple[str, ...] = ()  # arms that do not cost what the others do
    points: int = 1  # sets of assumptions that the runs take in turn

    def __repr__(self) -> str:
        return f"<atlas of {len(self.lines)} contracts under {', '.join(self.stances)}: {self.runs} runs, seed {self.seed}>"

    @property
    def reference(self) -> str:
        """The stance that gains are counted from."""
        return reference_of(self.stances)

    def label(self, name: str, translate: Words) -> str:
        """The label of an arm, with a mark where its cost differs from the others."""
        text = called(name, translate)
        return f"{text} {UNEQUAL}" if name in self.unequal else text

    @property
    def others(self) -> tuple[str, ...]:
        """The stances but for the reference."""
        return tuple(stance for stance in self.stances if stance != self.reference)

    @property
    def months(self) -> int:
        """Months simulated under each stance."""
        return self.collection.months

    def gains(self, stance: str) -> Floats:
        """Mean gain of a stance on the reference in each contract, (contracts,)."""
        return np.array([line.standing.gains[stance].mean for line in self.lines])

    @cached_property
    def wholes(self) -> tuple[Whole, ...]:
        """Every stance over all contracts that were simulated; nothing where none was."""
        return tuple(self._whole(place) for place in range(len(self.stances))) if self.lines else ()

    def _whole(self, place: int) -> Whole:
        stance = self.stances[place]
        standings = [line.standing for line in self.lines]
        other = stance != self.reference
        return Whole(
            stance=stance,
            gain=self._gain(place) if other else None,
            spread=_three(np.quantile(self.gains(stance), SPREAD)) if other else None,
            highest=sum(each.best == stance for each in standings),
            alone=sum(each.alone == stance for each in standings),
            leading=sum(stance in each.leading for each in standings),
            need=float(self.need[:, place].mean()),
            dispersion=self._dispersion(place),
            shares=self._shares(place),
        )

    def _gain(self, place: int) -> Estimate:
        """Mean over contracts: they use the same random numbers run by run, so runs are resampled whole, all contracts
        together.
        """
        base = self.stances.index(self.reference)
        runs = (self.index[:, place] - self.index[:, base]).mean(axis=0)[:, None]
        low, high = statistics.interval_of_mean(runs, statistics.bootstrap_means(runs, self.seed))
        return Estimate(float(runs.mean()), known(low[0]), known(high[0]))

    def _shares(self, place: int) -> ContractShares | None:
        """What divides the variance of a gain; None where all runs take one point."""
        base = self.stances.index(self.reference)
        gain = self.index[:, place] - (self.index[:, base] if place != base else 0.0)
        return contract_shares(gain) if self.points > 1 else None

    def _dispersion(self, place: int) -> Estimate:
        """Standard deviation between contracts, with the middle 95 % of its bootstrap."""
        need = self.need[:, place]
        boot = statistics.bootstrap_means(need.T, self.seed).std(axis=1)
        low, high = np.quantile(boot, (0.025, 0.975)) if self.runs > 1 else (np.nan, np.nan)
        return Estimate(float(need.mean(axis=1).std()), known(low), known(high))

    def bottlenecks(self) -> dict[str, int]:
        """In how many contracts each criterion keeps most actors back, the most frequent first."""
        named = [line.bottleneck for line in self.lines]
        return {
            name: named.count(name)
            for name in sorted(set(named), key=lambda each: (-named.count(each), each))
        }

    def sentence(self, lang: str = "en") -> str:
        """The overall result over the contracts, in words."""
        text: str = forward("atlas_sentence", self, lang)
        return text

    def frame(self) -> DataFrame:
        """The table: one line a contract, those that failed included. Its columns are those of `columns`."""
        import pandas as pd

        table = pd.DataFrame(list(self.rows()), columns=self.columns())
        return table.astype({"actors": "Int64"})

    def columns(self) -> list[str]:
        """Names of the table's columns."""
        return columns_of(self.stances)

    def rows(self) -> Iterator[dict[str, Any]]:
        """The table's lines in the order of the codes, numbers rounded to six decimals; None: there is nothing to say."""
        done = {line.code: line for line in self.lines}
        failed = {failure.code: failure for failure in self.failures}
        for code in self.collection.codes:
            row = _row(done[code]) if code in done else _failed_row(failed[code])
            yield {name: rounded(row.get(name)) for name in self.columns()}

    def to_dict(self) -> dict[str, Any]:
        """The answer as JSON holds it: no NaN, numbers rounded to six decimals."""
        return {
            "collection": {"name": self.collection.name, "contracts": len(self.collection.codes)},
            "seed": self.seed,
            "runs": self.runs,
            "months": self.months,
            "points": self.points,
            "primary": self.primary,
            "stances": list(self.stances),
            "reference": self.reference,
            "equal_cost": not self.unequal,
            "unequal": list(self.unequal),
            "overall": [rounded(asdict(whole)) for whole in self.wholes],
            "bottlenecks": self.bottlenecks(),
            "contracts": list(self.rows()),
            "provenance": dict(self.provenance),
        }


def _three(values: Floats) -> tuple[float, float, float]:
    low, middle, high = values.tolist()
    return low, middle, high


def _row(line: Line) -> dict[str, Any]:
    standing = line.standing
    row: dict[str, Any] = {
        "contract": line.code,
        "name": line.name,
        "department": line.department,
        "region": line.region,
        "population": line.population,
        "actors": line.actors,
        "best": standing.best,
        "best_set": ";".join(standing.best_set),
        "too_small": ";".join(standing.verdict.too_small),
        "bottleneck": line.bottleneck,
        "bottleneck_share": line.held,
        "hash": line.hash,
    }
    for stance, estimate in standing.index.items():
        row[f"index_{stance}"] = estimate.mean
        row[f"best_probability_{stance}"] = standing.chances.get(stance)
        row[f"need_{stance}"] = line.need[stance]
    for stance, estimate in standing.gains.items():
        row[f"gain_{stance}"] = estimate.mean
        row[f"gain_low_{stance}"], row[f"gain_high_{stance}"] = estimate.low, estimate.high
        row[f"above_{stance}"] = standing.above[stance]
    return row


def _failed_row(failure: Failure) -> dict[str, Any]:
    contract = Collection.contract(failure.code)
    return {
        "contract": failure.code,
        "name": failure.name,
        "department": contract.neighbourhoods[0].department,
        "region": contract.neighbourhoods[0].region,
        "population": contract.population,
        "fault": failure.why,
    }
