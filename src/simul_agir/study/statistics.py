"""Statistics of paired runs: intervals, tests and probabilities, all deterministic from a seed.

Replicate r of every arm shares its random numbers, so replicates are resampled whole: one resample keeps together what
all arms and all outcomes gave in the same replicate.
"""

from collections.abc import Callable, Iterator
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from simul_agir.scenario import normal

Floats = NDArray[np.float64]

LEVEL = 0.95
RESAMPLES = 2000
FLIPS = 9999
FEW_RUNS = 100  # below this a bootstrap is too narrow (91.8 % of nominal 95 % at 30 runs): Student's interval instead
_BLOCK = 2_000_000  # numbers held at once
_ALONE = 250_000  # multiplications that a linear algebra library does without calling other threads
_FEW_ROWS = 32  # fewer are not worth a call
_TINY = 1e-12  # relative size under which a difference is rounding


def generator(seed: int, purpose: int) -> np.random.Generator:
    """A stream of chance for one purpose, apart from the simulation's own chance."""
    return np.random.Generator(np.random.Philox(key=[seed, purpose]))


def bootstrap_means(values: Floats, seed: int, resamples: int = RESAMPLES) -> Floats:
    """Means of `resamples` resamplings of the rows of `values` (runs, columns): (resamples, columns)."""
    runs = values.shape[0]
    return np.concatenate(
        [product(weights, values) / runs for weights in _blocks(_weights, seed, runs, resamples)]
    )


def _blocks(make: "Draw", seed: int, runs: int, rows: int) -> Iterator[Floats]:
    """(rows, runs) numbers that belong to a seed, by blocks of rows; those of a single block are kept for the next call."""
    most = max(1, _BLOCK // runs)
    if rows <= most:
        yield _kept(make, seed, runs, rows)
        return
    chance = generator(seed, _PURPOSES[make])
    for start in range(0, rows, most):
        yield make(chance, min(most, rows - start), runs)


@lru_cache(maxsize=2)
def _kept(make: "Draw", seed: int, runs: int, rows: int) -> Floats:
    numbers = make(generator(seed, _PURPOSES[make]), rows, runs)
    numbers.flags.writeable = False
    return numbers


def _weights(chance: np.random.Generator, rows: int, runs: int) -> Floats:
    """How often each run is drawn in each of `rows` resamples."""
    drawn = chance.integers(runs, size=(rows, runs)) + runs * np.arange(rows)[:, None]
    return np.bincount(drawn.ravel(), minlength=rows * runs).reshape(rows, runs).astype(np.float64)


def _signs(chance: np.random.Generator, rows: int, runs: int) -> Floats:
    """A sign, 1 or -1, for each run in each of `rows` flips."""
    return np.asarray(1.0 - 2.0 * chance.integers(2, size=(rows, runs), dtype=np.int8), np.float64)


Draw = Callable[[np.random.Generator, int, int], Floats]
_PURPOSES: dict[Draw, int] = {_weights: 1, _signs: 2}


def product(left: Floats, right: Floats) -> Floats:
    """left @ right, the small ones by blocks of rows that the library does in this thread: to wake others takes longer."""
    rows = _ALONE // max(1, right.size)
    if rows < _FEW_ROWS:
        return np.asarray(left @ right)
    return np.concatenate([left[start : start + rows] @ right for start in range(0, len(left), rows)])


def interval_of_mean(values: Floats, boot: Floats, level: float = LEVEL) -> tuple[Floats, Floats]:
    """Interval of the mean of each column of `values` (runs, columns); `boot` holds its bootstrapped means.

    Bias-corrected and accelerated bootstrap (Efron 1987) from 100 runs up, Student's interval from 2 to 99 (a
    bootstrap of so few is too narrow), NaN with a single run.
    """
    runs = values.shape[0]
    if runs == 1:
        unknown = np.full(values.shape[1], np.nan)
        return unknown, unknown.copy()
    return student(values, level) if runs < FEW_RUNS else _bca(values, boot, level)


def student(values: Floats, level: float = LEVEL) -> tuple[Floats, Floats]:
    """Student's interval of the mean of each column of `values` (runs, columns): two arrays (columns,)."""
    from scipy.special import stdtrit  # long to import, and seldom asked for

    runs = values.shape[0]
    mean = values.mean(axis=0)
    half = stdtrit(runs - 1, (1 + level) / 2) * values.std(axis=0, ddof=1) / np.sqrt(runs)
    return mean - half, mean + half


def _bca(values: Floats, boot: Floats, level: float) -> tuple[Floats, Floats]:
    """Bias-corrected and accelerated interval of the mean of each column."""
    mean = values.mean(axis=0)
    gaps = values - mean
    spread = np.square(gaps).sum(axis=0)
    constant = np.sqrt(spread / len(values)) <= _TINY * (1 + np.abs(mean))
    spread = np.where(constant, 1.0, spread)
    acceleration = np.power(gaps, 3).sum(axis=0) / (6 * spread**1.5)
    slack = _TINY * (1 + np.abs(mean))  # resamples that equal the mean are equal on every machine
    share = ((boot < mean - slack).mean(axis=0) + (boot <= mean + slack).mean(axis=0)) / 2
    bias = normal.quantile(np.clip(share, 1 / len(boot), 1 - 1 / len(boot)))
    ordered = np.sort(boot, axis=0)
    ends = []
    for tail in ((1 - level) / 2, (1 + level) / 2):
        shifted = bias + normal.quantile(tail)
        wanted = normal.below(bias + shifted / (1 - acceleration * shifted))
        ends.append(np.where(constant, mean, _quantile(ordered, wanted)))
    return ends[0], ends[1]


def _quantile(ordered: Floats, share: Floats) -> Floats:
    """Quantile `share[c]` of each sorted column c, by linear interpolation."""
    position = np.clip(share, 0.0, 1.0) * (len(ordered) - 1)
    below = np.floor(position).astype(np.int64)
    above = np.minimum(below + 1, len(ordered) - 1)
    columns = np.arange(ordered.shape[1])
    low, high = ordered[below, columns], ordered[above, columns]
    return np.asarray(low + (position - below) * (high - low))


def probability_above(differences: Floats) -> Floats:
    """Share of runs in which each column's difference is positive; ties count half."""
    return np.asarray((differences > 0).mean(axis=0) + (differences >= 0).mean(axis=0)) / 2


def sign_flip(differences: Floats, seed: int, flips: int = FLIPS) -> Floats:
    """Two-sided p-value that the mean of each column (runs, pairs) is nil: its runs' signs flipped at random.

    Exact (all 2^runs flips) when that many are no more than `flips`; otherwise Monte Carlo, counting the
    observed one, so never nil.
    """
    runs, pairs = differences.shape
    observed = np.abs(differences.sum(axis=0))
    slack = _TINY * (1 + np.abs(differences).sum(axis=0))
    if 2 ** min(runs, 60) <= flips:
        signs = 1.0 - 2.0 * ((np.arange(2**runs)[:, None] >> np.arange(runs)) & 1)
        return np.asarray((np.abs(signs @ differences) >= observed - slack).mean(axis=0))
    reached = np.zeros(pairs)
    for signs in _blocks(_signs, seed, runs, flips):
        reached += (np.abs(product(signs, differences)) >= observed - slack).sum(axis=0)
    return np.asarray((1 + reached) / (1 + flips))


def holm(p: Floats) -> Floats:
    """P-values adjusted for their number by Holm's step-down procedure (Holm 1979)."""
    count = len(p)
    order = np.argsort(p, kind="stable")
    adjusted = np.empty(count)
    adjusted[order] = np.minimum(1.0, np.maximum.accumulate((count - np.arange(count)) * p[order]))
    return adjusted


def probability_best(boot: Floats) -> Floats:
    """Share of resamples in which each arm (column) has the highest mean; arms that tie share it."""
    top = boot.max(axis=1, keepdims=True)
    first = boot >= top - _TINY * (1 + np.abs(top))
    return np.asarray((first / first.sum(axis=1, keepdims=True)).mean(axis=0))
