"""Engagement only: who takes part once enough others do. A small change of the spread of thresholds changes everything."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from simul_agir.model.indicators import INDICATORS
from simul_agir.scenario import Scenario
from simul_agir.simulation import Batch
from simul_agir.verification.limit import (
    ROUNDING,
    Floats,
    Limit,
    Reading,
    RunOptions,
    Setting,
    Values,
    actors,
    binomial_tolerance,
    mean_tolerance,
    runs,
    whole,
)
from simul_agir.verification.reduced import observe_territories, reduced

CASCADE = 0.5  # a cascade: more than this share takes part in the end
MOST_MONTHS = 600
NARROWEST, WIDEST = 0.001, 0.4  # spreads between which the tipping one is looked for
RESOLUTION = 5e-5

# With thresholds Normal(25 %, sigma) of 100 actors, drawn at random: chance of a cascade by sigma, as simulated.
PUBLISHED = {0.11: 0.036, 0.122: 0.199, 0.13: 0.382, 0.14: 0.619, 0.16: 0.905}
PUBLISHED_ERROR = 0.003
ONLY_OTHERS = {
    "weight_social": 1.0,
    "social_scope": 1.0,
    "weight_motivation": 0.0,
    "weight_identification": 0.0,
    "weight_concern": 0.0,
    "weight_obligation": 0.0,
}


def crowd(thresholds: Floats) -> Scenario:
    """Actors who see what share of all takes part, and nothing else, for as many months as a cascade can last."""
    n = len(thresholds)
    length, attributes = min(MOST_MONTHS, n + 2), {"threshold": np.clip(thresholds, 0.0, 1.0)}
    start = np.full((n, 2), 0.5)
    return reduced("granovetter", start, ("engagement",), ONLY_OTHERS, length, attributes)


def quantiles(n: int, mean: float, sigma: float) -> Floats:
    """Thresholds spread as a normal distribution is, without any chance: its quantiles (i - 1/2) / n."""
    from scipy.stats import norm

    found: Floats = norm.ppf((np.arange(n) + 0.5) / n, mean, sigma)
    return found


def scenario(values: Values, options: RunOptions) -> Scenario:
    """The first crowd of those drawn at random."""
    return _drawn(values, options)(0)


def _drawn(values: Values, options: RunOptions) -> Callable[[int], Scenario]:
    n = int(values["actors"])
    return lambda number: crowd(options.start(1, number).normal(values["threshold"], values["sigma"], n))


def read(values: Values, options: RunOptions) -> list[Reading]:
    """Where thresholds without chance end; at which spread they tip over; and how often crowds drawn at random cascade."""
    return [_settled(values, options), _tipping(values, options), *_cascades(values, options)]


def engaged(batch: Batch) -> Floats:
    """Share that takes part, month by month, of one run: (months,). Thresholds are kept, so it never falls."""
    found: Floats = batch.run_until(batch.scenario.months).indicators[0, 1:, INDICATORS.index("engaged")]
    return found


def _settled(values: Values, options: RunOptions) -> Reading:
    """Thresholds at the quantiles: the end is known by counting; published, for a crowd without end, by a fixed point."""
    n, mean, sigma = int(values["actors"]), values["threshold"], values["sigma"]
    thresholds = quantiles(n, mean, sigma)
    share = engaged(Batch.begin(crowd(thresholds), "none", 1, options.seed))[-1]
    limit, bounds = fixed_point(mean, sigma), [fixed_point(mean, sigma, way / (2 * n)) for way in (-1, 1)]
    return Reading(
        "share_settled",
        counted_end(thresholds),
        float(share),
        ROUNDING,
        published=limit,
        published_tolerance=max(abs(bound - limit) for bound in bounds) + 1.0 / n,
    )


def counted_end(thresholds: Floats) -> float:
    """Share that takes part in the end, found by asking one after the other, in the order of their thresholds."""
    joined = 0
    for threshold in np.sort(thresholds):
        if threshold > joined / len(thresholds):
            break
        joined += 1
    return joined / len(thresholds)


def _tipping(values: Values, options: RunOptions) -> Reading:
    """The spread at which thresholds at the quantiles first end in a cascade: by bisection, lived and counted."""
    n, mean = int(values["actors"]), values["threshold"]

    def simulated(sigma: float) -> bool:
        shares = engaged(Batch.begin(crowd(quantiles(n, mean, sigma)), "none", 1, options.seed))
        return bool(shares[-1] > shares[-2] or shares[-1] > mean)

    limit = tangency(mean)
    finite = max(abs(tangency(mean, way / (2 * n)) - limit) for way in (-1, 1)) + RESOLUTION
    cut_short = n + 2 > MOST_MONTHS  # a crowd may still creep when its months are over
    return Reading(
        "tipping_sigma",
        _first(lambda sigma: counted_end(quantiles(n, mean, sigma)) > mean),
        _first(simulated),
        finite if cut_short else ROUNDING,
        published=limit,
        published_tolerance=0.0 if cut_short else finite,
    )


def _first(cascades: Callable[[float], bool]) -> float:
    """The least spread that ends in a cascade."""
    low, high = NARROWEST, WIDEST
    while high - low > RESOLUTION:
        middle = (low + high) / 2.0
        low, high = (low, middle) if cascades(middle) else (middle, high)
    return (low + high) / 2.0


def fixed_point(mean: float, sigma: float, lift: float = 0.0) -> float:
    """The lowest share r with r = F(r) + `lift`, F the normal distribution of thresholds: where a crowd without end settles.

    Source: Granovetter 1978. Counting (i - 1/2) / n instead of F lifts or lowers it by 1 / (2 n) at most.
    """
    from scipy.optimize import brentq
    from scipy.stats import norm

    shares = np.linspace(0.0, 1.0, 20_001)
    above = norm.cdf(shares, mean, sigma) + lift - shares
    if above[0] <= 0.0:
        return 0.0
    crossing = np.flatnonzero(above <= 0.0)
    if not len(crossing):
        return 1.0
    end = crossing[0]
    return float(brentq(lambda r: norm.cdf(r, mean, sigma) + lift - r, shares[end - 1], shares[end]))


def tangency(mean: float, lift: float = 0.0) -> float:
    """The spread of thresholds above which the low fixed point is gone: where F(r) + lift touches r from below.

    WIDEST where there is none below (a few actors whose thresholds are high).
    """
    from scipy.optimize import brentq
    from scipy.stats import norm

    def room(sigma: float) -> float:
        """How far F + lift - r stays above nil at its lowest, below the mean: there F' = 1."""
        density = 1.0 / (sigma * np.sqrt(2.0 * np.pi))
        if density <= 1.0:
            return 1.0
        lowest = mean - sigma * np.sqrt(2.0 * np.log(density))
        return float(norm.cdf(lowest, mean, sigma) + lift - max(0.0, lowest))

    widest = 0.9 / np.sqrt(2.0 * np.pi)
    return float(brentq(room, NARROWEST, widest)) if room(widest) > 0.0 else WIDEST


def _cascades(values: Values, options: RunOptions) -> list[Reading]:
    """Crowds drawn at random: chance of a cascade, and the mean share in the end."""
    n, count = whole(values, "actors", "runs")
    mean, sigma = values["threshold"], values["sigma"]
    shares = observe_territories(_drawn(values, options), count, options, lambda batch: engaged(batch)[-1])
    ends = np.arange(n + 1) / n
    chances = end_chances(n, mean, sigma)
    chance = float(chances[ends > CASCADE].sum())
    average = float(chances @ ends)
    deviation = max(0.0, float(chances @ ends**2) - average**2) ** 0.5
    known = PUBLISHED.get(sigma) if (n, mean) == (100, 0.25) else None
    return [
        Reading(
            "cascade_chance",
            chance,
            float((shares > CASCADE).mean()),
            binomial_tolerance(chance, count),
            published=known,
            published_tolerance=PUBLISHED_ERROR if known else 0.0,
        ),
        Reading("share_at_random", average, float(shares.mean()), mean_tolerance(deviation, count)),
    ]


def end_chances(n: int, mean: float, sigma: float) -> Floats:
    """Chance of each number in the end, 0..n, of n thresholds drawn at random: exact.

    The end is the first m at which no more than m thresholds lie at m / n or below. Thresholds are points of a Poisson
    process of n points on average, given that there are n in all: their numbers in disjoint intervals are independent.
    """
    from scipy.stats import norm, poisson

    levels = n * norm.cdf(np.arange(n + 1) / n, mean, sigma)
    alive = poisson.pmf(np.arange(n + 1), levels[0])  # by how many thresholds lie at the level or below
    ends = np.zeros(n + 1)
    for m in range(n + 1):
        if m:
            step = levels[m] - levels[m - 1]
            more = poisson.pmf(np.arange(int(step + 12.0 * np.sqrt(step) + 30.0)), step)
            alive[m:] = np.convolve(alive[m:], more)[: n + 1 - m]
        ends[m] = alive[m] * poisson.pmf(n - m, n - levels[m]) / poisson.pmf(n, n)
        alive[m] = 0.0
    return ends


LIMIT = Limit(
    name="granovetter",
    source="Granovetter 1978",
    settings=(
        actors(100, 10),
        Setting("threshold", 0.25, 0.05, 0.45),
        Setting("sigma", 0.13, 0.01, 1.0),
        runs(400),
    ),
    read=read,
    scenario=scenario,
)
