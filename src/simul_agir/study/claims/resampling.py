"""Intervals over points: contracts drawn again, then runs (paired differences; run r shares its random numbers
over all points).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from simul_agir.study.statistics import generator

if TYPE_CHECKING:
    from simul_agir.study.claims.effects import Effects

Floats = NDArray[np.float64]
LEVEL = 0.99
RESAMPLES = 4000
FEW = 20  # clusters below which a bootstrap is too narrow: Student's interval over their means instead
_MEAN, _SHARE = 21, 22  # purposes of chance


@dataclass(frozen=True)
class Interval:
    """A figure and its interval."""

    middle: float
    low: float
    high: float


def interval_of_mean(effects: Effects, seed: int, level: float = LEVEL) -> Interval:
    """Mean over points of (P, R) effects: clusters of points resampled, and runs, whose random numbers all points share."""
    values, clusters = effects.values, effects.clusters
    runs = values.shape[1]
    middle = float(values.mean())
    if len(np.unique(clusters)) < FEW:
        return _student(effects.means, clusters, middle, level)
    chance = generator(seed, _MEAN)
    weights = _weights(chance, clusters, RESAMPLES)
    drawn = _counts(chance, runs, RESAMPLES) / runs
    means = ((weights @ values) * drawn).sum(axis=1) / weights.sum(axis=1)
    return _between(means, middle, level)


def interval_of_share(flags: NDArray[np.bool_], clusters: NDArray[np.int64], seed: int) -> Interval:
    """Share of the points that are flagged, clusters resampled."""
    middle = float(flags.mean())
    weights = _weights(generator(seed, _SHARE), clusters, RESAMPLES)
    return _between((weights @ flags) / weights.sum(axis=1), middle, LEVEL)


def _weights(chance: np.random.Generator, clusters: NDArray[np.int64], count: int) -> Floats:
    """How often each point is drawn in each of `count` resamples of the clusters, (count, P)."""
    _, numbers = np.unique(clusters, return_inverse=True)
    groups = int(numbers.max()) + 1
    return _counts(chance, groups, count)[:, numbers]


def _counts(chance: np.random.Generator, things: int, count: int) -> Floats:
    """How often each of so many things is drawn in each of `count` resamples, (count, things)."""
    drawn = chance.integers(things, size=(count, things)) + things * np.arange(count)[:, None]
    return np.asarray(np.bincount(drawn.ravel(), minlength=count * things).reshape(count, things), np.float64)


def _between(values: Floats, middle: float, level: float) -> Interval:
    low, high = np.quantile(values, ((1 - level) / 2, (1 + level) / 2))
    return Interval(middle, float(low), float(high))


def _student(means: Floats, clusters: NDArray[np.int64], middle: float, level: float) -> Interval:
    """Student's interval over the clusters' means; without bounds where there is but one."""
    from scipy.special import stdtrit

    groups = np.array([means[clusters == each].mean() for each in np.unique(clusters)])
    if len(groups) < 2:
        return Interval(middle, -np.inf, np.inf)
    half = float(stdtrit(len(groups) - 1, (1 + level) / 2) * groups.std(ddof=1) / np.sqrt(len(groups)))
    return Interval(middle, middle - half, middle + half)
