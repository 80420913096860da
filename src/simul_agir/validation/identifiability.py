"""What a matching says of each number: how much of its range remains, and whether that is more than chance."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from simul_agir.study.statistics import holm
from simul_agir.validation.matching import Matching

Floats = NDArray[np.float64]
ALPHA = 0.05
EVEN = 1 / np.sqrt(12)  # standard deviation of a place drawn evenly from the unit interval


@dataclass(frozen=True)
class Identified:
    """One parameter. low, high: its range beforehand; accepted_low, _high: what four accepted sets in five lie between.

    spread: standard deviation of the accepted places over that of the range, 1 where nothing was learnt. p: that the
    accepted places are drawn evenly from the range, as `evenness` has it, adjusted by Holm for all parameters.
    """

    parameter: str
    low: float
    high: float
    accepted_low: float
    accepted_median: float
    accepted_high: float
    spread: float
    p: float

    @property
    def informed(self) -> bool:
        """Whether the data say something of it, all others left free."""
        return self.p < ALPHA


def evenness(places: Floats) -> float:
    """p-value that places are drawn evenly from the unit interval: Kolmogorov-Smirnov on them and on their distances to
    the middle, twice the smaller. The first sees a shift, the second a narrowing from both ends.
    """
    from scipy.stats import kstest

    folded = np.abs(2.0 * places - 1.0)
    return min(1.0, 2.0 * min(float(kstest(each, "uniform").pvalue) for each in (places, folded)))


def identified(matching: Matching) -> tuple[Identified, ...]:
    """Every parameter that varied, over all accepted points; ValueError where none is accepted."""
    if not matching.accepted:
        raise ValueError("no set is accepted")
    places = matching.places[list(matching.accepted)]
    adjusted = holm(np.array([evenness(column) for column in places.T]))
    found = []
    for column, factor in enumerate(matching.design.factors):
        low, middle, high = np.quantile(places[:, column], (0.1, 0.5, 0.9))
        found.append(
            Identified(
                parameter=matching.design.names[column],
                low=factor.low,
                high=factor.high,
                accepted_low=float(factor.at(float(low))),
                accepted_median=float(factor.at(float(middle))),
                accepted_high=float(factor.at(float(high))),
                spread=float(places[:, column].std() / EVEN),
                p=float(adjusted[column]),
            )
        )
    return tuple(found)


@dataclass(frozen=True)
class Together:
    """Two parameters whose accepted places go together: Spearman's rank correlation, and its p adjusted for all pairs."""

    first: str
    second: str
    correlation: float
    p: float


def together(matching: Matching) -> tuple[Together, ...]:
    """The pairs that make up for each other, or must move together, beyond chance; the strongest first."""
    from scipy.stats import spearmanr

    places = matching.places[list(matching.accepted)]
    if len(places) < 4:
        return ()
    found = spearmanr(places)
    upper = np.triu_indices(places.shape[1], 1)
    strengths, adjusted = found.statistic[upper], holm(found.pvalue[upper])
    names = matching.design.names
    pairs = [
        Together(names[i], names[j], float(strength), float(p))
        for i, j, strength, p in zip(*upper, strengths, adjusted, strict=True)
        if p < ALPHA
    ]
    return tuple(sorted(pairs, key=lambda pair: -abs(pair.correlation)))
