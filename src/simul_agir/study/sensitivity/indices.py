"""How much each factor moves a number: Morris' effects and Sobol' indices, with the part due to chance removed.

A number at a point is known from a few runs only, and chance changes it too. All points use the same random numbers run by
run, so runs are resampled whole: the part that changes between resamples is chance, the rest is due to the factors. Design
and estimators are SALib's.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from simul_agir.moved import old_member
from simul_agir.study.extras import needed
from simul_agir.study.statistics import LEVEL, generator

Floats = NDArray[np.float64]
Reduce = Callable[
    [Floats], Floats
]  # the numbers of points, (points,), from what their runs came to, (points, runs)

LEVELS = 4  # of a Morris design
RESAMPLES = 400
_RUNS, _ROWS = 11, 12  # purposes of the chance of resampling
_TINY = 1e-24  # relative variance under which numbers are all the same
_HALF_NORMAL = np.sqrt(2.0 / np.pi)  # mean size of a normal deviation, in standard deviations


@dataclass(frozen=True)
class Effects:
    """Morris' elementary effects of each factor on one number, over the factor's whole range; arrays (factors,).

    mean: signed. size: mean of the absolute effects (mu*), from `low` to `high` at 95 %. spread: their standard deviation,
    which grows with bends and interactions. luck: the size that chance alone would produce.
    """

    mean: Floats
    size: Floats
    low: Floats
    high: Floats
    spread: Floats
    luck: Floats

    @property
    def distinct(self) -> NDArray[np.bool_]:
        """Whether a factor's size is distinguishable from chance: (factors,)."""
        return np.asarray(self.low > self.luck)

    told = old_member("told", "distinct")  # its old name, for one release


@dataclass(frozen=True)
class Indices:
    """Sobol' indices of each factor for one number; arrays (factors,), NaN where the number does not vary beyond chance.

    first: share of the variance between points that the factor explains alone; total: with all its interactions; both with
    the part due to chance removed, and their 95 % intervals. plain_first, plain_total: as SALib computes them, chance
    included. variance: between points, chance removed; luck: share of the observed variance due to chance. moved: whether it
    varies beyond chance.
    """

    first: Floats
    first_low: Floats
    first_high: Floats
    total: Floats
    total_low: Floats
    total_high: Floats
    plain_first: Floats
    plain_total: Floats
    variance: float
    luck: float
    moved: bool


def problem(factors: int) -> dict[str, Any]:
    """So many factors as SALib takes them, each from 0 to 1."""
    return {"num_vars": factors, "names": [f"x{k}" for k in range(factors)], "bounds": [[0.0, 1.0]] * factors}


def morris_places(factors: int, trajectories: int, seed: int) -> Floats:
    """Places of a Morris design, (trajectories x (factors + 1), factors), in [0, 1]."""
    sample = needed("SALib.sample.morris", "study").sample
    return np.asarray(sample(problem(factors), trajectories, num_levels=LEVELS, seed=seed), np.float64)


def sobol_places(factors: int, samples: int, seed: int) -> Floats:
    """Places of a Sobol' design of the first and total order, (samples x (factors + 2), factors), in [0, 1]."""
    sample = needed("SALib.sample.sobol", "study").sample
    return np.asarray(sample(problem(factors), samples, calc_second_order=False, seed=seed), np.float64)


def resampled_runs(values: Floats, reduce: Reduce, seed: int, resamples: int = RESAMPLES) -> Floats:
    """The numbers of points under resampled runs, (points, resamples); runs are drawn alike for all points."""
    runs = values.shape[1]
    drawn = generator(seed, _RUNS).integers(runs, size=(resamples, runs))
    return np.stack([reduce(values[:, rows]) for rows in drawn], axis=1)


def effects(places: Floats, values: Floats, reduce: Reduce, seed: int) -> Effects:
    """Morris' effects on the numbers that `reduce` makes of `values`, (points, runs), at the places of a Morris design."""
    analyze = needed("SALib.analyze.morris", "study").analyze
    numbers = reduce(values)
    found = analyze(problem(places.shape[1]), places, numbers, num_levels=LEVELS, num_resamples=2, seed=seed)
    again = resampled_runs(values, reduce, seed)
    moved = _elementary(places, again)  # (trajectories, factors, resamples)
    noise = moved.std(axis=2, ddof=1)
    rows = generator(seed, _ROWS).integers(len(moved), size=(again.shape[1], len(moved)))
    sizes = np.stack([np.abs(moved[row, :, b]).mean(axis=0) for b, row in enumerate(rows)])
    low, high = np.quantile(sizes, _ends(), axis=0)
    size = np.asarray(found["mu_star"], np.float64)
    return Effects(
        mean=np.asarray(found["mu"], np.float64),
        size=size,
        low=np.minimum(low, size),
        high=np.maximum(high, size),
        spread=np.asarray(found["sigma"], np.float64),
        luck=_HALF_NORMAL * np.sqrt(np.square(noise).mean(axis=0)),
    )


def _ends() -> tuple[float, float]:
    return (1 - LEVEL) / 2, (1 + LEVEL) / 2


def _elementary(places: Floats, numbers: Floats) -> Floats:
    """Each trajectory's effect of each factor, (trajectories, factors, columns), of numbers (points, columns)."""
    factors = places.shape[1]
    steps = np.diff(
        places.reshape(-1, factors + 1, factors), axis=1
    )  # (trajectories, factors steps, factors)
    changes = np.diff(numbers.reshape(len(steps), factors + 1, -1), axis=1)
    which = np.abs(steps).argmax(axis=2)  # the factor that each step moves
    sizes = np.take_along_axis(steps, which[:, :, None], axis=2)
    found = np.empty_like(changes)
    np.put_along_axis(found, which[:, :, None], changes / sizes, axis=1)
    return found


def sobol_indices(factors: int, values: Floats, reduce: Reduce, seed: int) -> Indices:
    """Sobol' indices of the numbers that `reduce` makes of `values`, (points, runs), in the order of a Sobol' design.

    What luck adds to the mean squares is measured by resampling runs, and taken out (the bootstrap's correction of bias,
    exact for mean squares of means). Intervals resample base points and runs together.
    """
    numbers = reduce(values)
    plain = _plain(factors, numbers)
    again = resampled_runs(values, reduce, seed)
    scale = values.shape[1] / max(
        1, values.shape[1] - 1
    )  # a resampling of R runs spreads by (R - 1) / R too little
    seen, drawn = _parts(factors, numbers[:, None]), _parts(factors, again)
    luck = [scale * (part.mean(axis=-1, keepdims=True) - one) for part, one in zip(drawn, seen, strict=True)]
    centre = again - again.mean(axis=0)
    noise = scale * centre.var(axis=1, ddof=0)  # of each point, once the luck that all share is gone
    base = _base(factors, len(numbers))
    rows = generator(seed, _ROWS).integers(len(base), size=(again.shape[1], len(base)))
    whole = np.arange(len(base))
    first, total, variance = _ratios(seen, luck, numbers[:, None], noise, base, whole, 0, 1.0)
    copies = [
        _ratios(drawn, luck, again, noise, base, row, b, 2.0)  # a resampling holds luck twice
        for b, row in enumerate(rows)
    ]
    low_variance = float(np.quantile([copy[2] for copy in copies], _ends()[0]))
    observed = float(numbers[base].var())
    moved = low_variance > 0 and observed > _TINY * (1 + float(np.square(numbers).mean()))
    if not moved:
        first, total = np.full(factors, np.nan), np.full(factors, np.nan)
        copies = []
    first_low, first_high = _interval([copy[0] for copy in copies], first)
    total_low, total_high = _interval([copy[1] for copy in copies], total)
    return Indices(
        first=first,
        first_low=first_low,
        first_high=first_high,
        total=total,
        total_low=total_low,
        total_high=total_high,
        plain_first=plain[0],
        plain_total=plain[1],
        variance=max(0.0, variance),
        luck=float(np.clip(1.0 - variance / observed, 0.0, 1.0)) if observed > 0 else 0.0,
        moved=moved,
    )


def _interval(copies: list[Floats], found: Floats) -> tuple[Floats, Floats]:
    """The 95 % interval that copies leave, around what was found; the same where there are none."""
    if not copies:
        return found, found
    low, high = np.nanquantile(
        np.stack(copies), _ends(), axis=0
    )  # a copy without any variance has no indices
    return np.minimum(low, found), np.maximum(high, found)


def _plain(factors: int, numbers: Floats) -> tuple[Floats, Floats]:
    """SALib's own first and total indices; NaN where nothing moves."""
    nothing = np.full(factors, np.nan)
    if numbers.var() <= _TINY * (1 + np.square(numbers).mean()):
        return nothing, nothing
    analyze = needed("SALib.analyze.sobol", "study").analyze
    found = analyze(problem(factors), numbers, calc_second_order=False, num_resamples=2, seed=1)
    return np.asarray(found["S1"], np.float64), np.asarray(found["ST"], np.float64)


def _base(factors: int, points: int) -> NDArray[np.int64]:
    """Positions of the two base points of each block, (samples, 2)."""
    starts = np.arange(0, points, factors + 2)
    return np.stack([starts, starts + factors + 1], axis=1)


def _parts(factors: int, numbers: Floats) -> tuple[Floats, Floats]:
    """B (AB - A) and (A - AB)^2 / 2 of numbers (points, columns), (samples, factors, columns). Saltelli et al. 2010."""
    blocks = numbers.reshape(-1, factors + 2, numbers.shape[1])
    blocks = blocks - numbers.mean(axis=0)
    a, ab, b = blocks[:, :1], blocks[:, 1:-1], blocks[:, -1:]
    return b * (ab - a), 0.5 * np.square(a - ab)


def _ratios(
    parts: tuple[Floats, Floats],
    luck: list[Floats],
    numbers: Floats,
    noise: Floats,
    base: NDArray[np.int64],
    rows: NDArray[np.int64],
    column: int,
    times: float,
) -> tuple[Floats, Floats, float]:
    """First and total indices and the variance on some rows of one column, less what luck adds, so many `times`."""
    points = base[rows].ravel()
    variance = float(numbers[points, column].var() - times * noise[points].mean())
    means = [
        part[rows, :, column].mean(axis=0) - times * bias[rows, :, 0].mean(axis=0)
        for part, bias in zip(parts, luck, strict=True)
    ]
    safe = variance if variance > 0 else np.nan
    return means[0] / safe, means[1] / safe, variance


__all__ = ["Effects", "Indices", "effects", "morris_places", "sobol_indices", "sobol_places"]
