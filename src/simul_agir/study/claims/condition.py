"""One limit within which a part holds, found on some points and judged on others."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from simul_agir.study.claims.resampling import Interval, interval_of_mean
from simul_agir.study.claims.stored_runs import HELD_OUT
from simul_agir.study.statistics import generator

if TYPE_CHECKING:
    import pandas as pd

    from simul_agir.study.claims.effects import Effects

Floats = NDArray[np.float64]
Flags = NDArray[np.bool_]
FOLDS, AGREEING = 5, 4  # folds, and how many must find the same limit
LEAST = 0.15  # of the points on either side of a limit
CUTS = (0.2, 0.35, 0.5, 0.65, 0.8)  # quantiles at which a range is cut
FEW_VALUES = 8  # a column of so many values or fewer is cut between any two
_FOLDS = 23  # purpose of chance


@dataclass(frozen=True)
class Limit:
    """At least, or at most, so much of a column."""

    column: str
    value: float
    at_least: bool

    def holds(self, table: pd.DataFrame) -> Flags:
        """Which points lie within it, (P,)."""
        values = table[self.column].to_numpy(np.float64)
        return values >= self.value if self.at_least else values <= self.value


@dataclass(frozen=True)
class Condition:
    """A limit, the share of points within it, the mean effects within and outside, over points it was found without."""

    limit: Limit
    share: float
    within: Interval
    outside: Interval
    agreeing: int


def find_condition(effects: Effects, smallest: float, seed: int) -> Condition | None:
    """The limit within which the mean effect surely reaches `smallest`, over unseen points; None where there is none."""
    folds = folds_of(effects.clusters, seed)
    inside = np.zeros(len(effects.values), bool)
    found = []
    for fold in range(FOLDS):
        limit = best_limit(effects.means[folds != fold], effects.features[folds != fold])
        if limit is None:
            return None
        found.append((limit.column, limit.at_least))
        here = folds == fold
        inside[here] = limit.holds(effects.features[here])
    usual, agreeing = Counter(found).most_common(1)[0]
    limit = best_limit(effects.means, effects.features)
    share = float(inside.mean())
    if limit is None or agreeing < AGREEING or usual != (limit.column, limit.at_least) or share < LEAST:
        return None
    within = interval_of_mean(effects.only(inside), seed)
    if not within.low > smallest:
        return None
    outside = effects.only(~inside)
    rest = interval_of_mean(outside, seed) if len(outside.values) else Interval(0.0, -np.inf, np.inf)
    return Condition(limit, share, within, rest, agreeing)


def folds_of(clusters: NDArray[np.int64], seed: int) -> NDArray[np.int64]:
    """The fold of every point, (P,): points of one cluster stay together."""
    names, numbers = np.unique(clusters, return_inverse=True)
    order = generator(seed, _FOLDS).permutation(len(names))
    return np.asarray(order[numbers] % FOLDS)


def best_limit(means: Floats, table: pd.DataFrame) -> Limit | None:
    """The limit that sets high effects apart from low ones best, by Welch's t; the side of the higher mean."""
    best, highest = None, 0.0
    for limit in limits_of(table):
        inside = limit.holds(table)
        if not LEAST <= inside.mean() <= 1 - LEAST:
            continue
        within, outside = means[inside], means[~inside]
        if len(within) < 2 or len(outside) < 2:
            continue
        scatter = within.var(ddof=1) / len(within) + outside.var(ddof=1) / len(outside)
        apart = float((within.mean() - outside.mean()) / np.sqrt(max(scatter, 1e-300)))
        if apart > highest:
            best, highest = limit, apart
    return best


def limits_of(table: pd.DataFrame) -> Iterator[Limit]:
    """All limits that are tried: each column cut at some places, either side."""
    for column in table.columns:
        if column == HELD_OUT:
            continue
        values = np.unique(table[column].to_numpy(np.float64))
        if len(values) < 2:
            continue
        if len(values) > FEW_VALUES:
            values = np.unique(np.quantile(table[column], CUTS))
        for value in values:
            yield Limit(str(column), float(value), at_least=True)
            yield Limit(str(column), float(value), at_least=False)
