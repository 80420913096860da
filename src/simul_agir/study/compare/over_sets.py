"""The result of a comparison over many sets of assumptions: set by set, and how much of it is chance."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from simul_agir.scenario.assumption_sets import AssumptionSets
from simul_agir.study.compare.verdict import ALPHA, SAME
from simul_agir.study.outcomes import SMALLEST_RELEVANT_EFFECT

Floats = NDArray[np.float64]

USUAL_RUNS = 200  # of each stance, under one set of assumptions
RUNS_A_SET = (
    12  # of each stance under each set, where that is neither less than the usual runs in all nor too many
)
MOST_USUAL_RUNS = 3 * USUAL_RUNS  # in all, unless there are more sets than that: one run a set is the least


def runs_each(sets: int, runs: int | None) -> int:
    """Runs of each stance under each of so many sets: `runs` shared out, rounded up to the same number for each.

    Without `runs`: 12 under each, though at least 200 and at most 600 in all.
    """
    if runs is not None:
        return -(-runs // sets)
    return max(-(-USUAL_RUNS // sets), min(RUNS_A_SET, max(1, MOST_USUAL_RUNS // sets)))


def fewest_sets(arms: int) -> int:
    """Sets below which no test over sets can distinguish any two of this many arms: all pairs count, and signs flip."""
    pairs = arms * (arms - 1) // 2
    return math.floor(math.log2(2 * pairs / ALPHA)) + 1


@dataclass(frozen=True)
class SetsApart:
    """Arm `a` less arm `b` on the primary outcome, set by set.

    higher, higher_by_effect: sets in which the mean of the runs is above nil, and by the smallest relevant effect.
    low, high: range of four sets in five. spread: standard deviation between sets that is more than chance, 0 where chance
    alone explains as much. luck: standard deviation between runs of one set, None with one a set.
    """

    a: str
    b: str
    higher: int
    higher_by_effect: int
    low: float
    high: float
    spread: float
    luck: float | None


@dataclass(frozen=True, eq=False)
class OverSets:
    """The primary outcome by set and arm: `means` (sets, arms), `runs` (sets, arms, runs a set)."""

    sets: AssumptionSets
    arms: tuple[str, ...]
    runs: Floats

    @property
    def means(self) -> Floats:
        """Mean of the runs, (sets, arms)."""
        return np.asarray(self.runs.mean(axis=2))

    @property
    def runs_each(self) -> int:
        """Runs of each arm under each set."""
        return int(self.runs.shape[2])

    def best(self) -> list[str | None]:
        """For each set the arm that ends highest on average; None where all end alike."""
        return [
            None if line.max() - line.min() <= SAME else self.arms[int(line.argmax())] for line in self.means
        ]

    def firsts(self) -> dict[str, int]:
        """For each arm, in how many sets it ends highest."""
        best = self.best()
        return {arm: best.count(arm) for arm in self.arms}

    def apart(self, a: str, b: str) -> SetsApart:
        """Arm `a` less arm `b`; ValueError for an arm that was not compared."""
        runs = self.runs[:, self.arms.index(a)] - self.runs[:, self.arms.index(b)]
        means = runs.mean(axis=1)
        low, high = np.quantile(means, (0.1, 0.9))
        within = float(runs.var(axis=1, ddof=1).mean()) if self.runs_each > 1 else None
        between = float(means.var(ddof=1)) if len(means) > 1 else 0.0
        return SetsApart(
            a=a,
            b=b,
            higher=int((means > SAME).sum()),
            higher_by_effect=int((means >= SMALLEST_RELEVANT_EFFECT).sum()),
            low=float(low),
            high=float(high),
            spread=float(np.sqrt(max(0.0, between - (within or 0.0) / self.runs_each))),
            luck=None if within is None else float(np.sqrt(within)),
        )

    def to_dict(self, best: str | None, others: Sequence[str]) -> dict[str, Any]:
        """The fields that the JSON answer holds: `best` less each of the others, and each set with its settings."""
        apart = [] if best is None else [self.apart(best, other) for other in others if other != best]
        count = len(self.sets)
        return {
            "source": self.sets.source,
            "hash": self.sets.hash,
            "sets": count,
            "runs_per_set": self.runs_each,
            "varied": list(self.sets.columns),
            "highest": self.firsts(),
            "differences": [
                {
                    "a": each.a,
                    "b": each.b,
                    "sets_higher": each.higher,
                    "share": each.higher / count,
                    "sets_higher_by_effect": each.higher_by_effect,
                    "share_by_effect": each.higher_by_effect / count,
                    "four_sets_in_five": [each.low, each.high],
                    "sd_between_sets": each.spread,
                    "sd_of_luck": each.luck,
                }
                for each in apart
            ],
            "by_set": [
                {
                    "set": each.name,
                    "best": first,
                    "means": dict(zip(self.arms, line.tolist(), strict=True)),
                    "settings": each.cells,
                }
                for each, first, line in zip(self.sets, self.best(), self.means, strict=True)
            ],
        }
