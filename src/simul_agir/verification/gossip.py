"""Gossip without tolerance: pairs drawn at random average what they think, and nothing is lost but the spread."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from simul_agir.model import fields as at
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
    mean_tolerance,
    months,
    parameter,
    runs,
    whole,
)
from simul_agir.verification.reduced import MIXING, WIDE, encounters, meeting, observe_runs, reduced


def scenario(values: Values, options: RunOptions) -> Scenario:
    """Actors with priorities drawn evenly from all there are, who meet anybody."""
    n, domains, length = whole(values, "actors", "domains", "months")
    numbers = {**meeting(values["meetings"]), **MIXING, "convergence": values["convergence"]}
    start = options.start(1).dirichlet(np.ones(domains), n)
    return reduced("gossip", start, ("encounters", "priority_change"), numbers, length, WIDE)


def read(values: Values, options: RunOptions) -> list[Reading]:
    """The mean is kept; the spread that is left falls as it must, by the number of encounters."""
    place = scenario(values, options)
    start = place.landscape.mandate
    seen = observe_runs(place, int(values["runs"]), options, _look)
    drift, left = seen[:, :, 0], seen[:, -1, 1] / spread(start)
    met = seen[:, :, 2].sum(axis=1).astype(int)
    rate = 1.0 - shrinking(len(start), values["convergence"])
    expected = rate**met
    variance = relative_variance(start, values["convergence"], met)
    return [
        Reading("mean_drift", 0.0, float(np.abs(drift).max()), ROUNDING, published=0.0),
        Reading(
            "spread_left",
            float(expected.mean()),
            float(left.mean()),
            mean_tolerance(np.sqrt(variance.mean()), len(left)),
            published=float(expected.mean()),
            fields={"encounters": float(met.mean())},
        ),
    ]


def _look(batch: Batch) -> Floats:
    """Largest drift of the mean since the start, spread, encounters of the month: (R, 3)."""
    priorities = batch.state.profiles[:, :, at.PRIORITIES]
    begun = batch.scenario.landscape.mandate.mean(axis=0)
    drift = np.abs(priorities.mean(axis=1) - begun).max(axis=1)
    spreads = np.array([spread(each) for each in priorities])
    return np.stack([drift, spreads, encounters(batch)], axis=1)


def spread(priorities: Floats) -> float:
    """S, the sum of squared distances of all priorities (N, K) from their mean."""
    return float(((priorities - priorities.mean(axis=0)) ** 2).sum())


def shrinking(n: int, mu: float) -> float:
    """Share of S that one encounter of a pair drawn at random takes away on average.

    Source: Boyd, Ghosh, Prabhakar and Shah 2006, for pairs drawn evenly among n.
    """
    return 4.0 * mu * (1.0 - mu) / (n - 1)


def relative_variance(start: Floats, mu: float, met: NDArray[np.int64]) -> Floats:
    """Variance of S_t / S_0 after each number of encounters in `met`: exact.

    E[S_t^2] follows from a linear recursion in three numbers of the centred priorities y (N, K): S^2, the squared norm G of
    y'y, and Q, the sum of |y_i|^4.
    """
    y = start - start.mean(axis=0)
    total = float((y**2).sum())
    first = np.array([total**2, float(((y.T @ y) ** 2).sum()), float(((y**2).sum(axis=1) ** 2).sum())])
    step = _second_moments(len(y), mu)
    found = {t: float((np.linalg.matrix_power(step, int(t)) @ first)[0]) for t in np.unique(met)}
    means = (1.0 - shrinking(len(y), mu)) ** met
    return np.maximum(0.0, np.array([found[t] for t in met]) / total**2 - means**2)


def _second_moments(n: int, mu: float) -> Floats:
    """(3, 3): what one encounter makes of (S^2, G, Q) on average; d = y_i - y_j, m their middle, s = 1 - 2 mu."""
    pairs, c, s = n * (n - 1), 2.0 * mu * (1.0 - mu), 1.0 - 2.0 * mu
    sums_squared = np.array([2.0, 0.0, 2.0 * (n - 2)]) / pairs  # (|y_i|^2 + |y_j|^2)^2
    products_squared = np.array([0.0, 1.0, -1.0]) / pairs  # (y_i . y_j)^2
    mixed = np.array([0.0, 0.0, -2.0]) / pairs  # the one times the other
    apart = sums_squared - 4.0 * mixed + 4.0 * products_squared  # |d|^4
    middle_apart = (sums_squared - 4.0 * products_squared) / 4.0  # |m|^2 |d|^2
    across = np.array([-2.0, 0.0, 2.0 * n]) / pairs / 4.0  # (m . d)^2
    keeps = 4.0 * c / (n - 1)
    square = np.array([1.0 - keeps, 0.0, 0.0]) + c**2 * apart
    gram = np.array([0.0, 1.0 - keeps, 0.0]) + c**2 * apart
    quartic = np.array([0.0, 0.0, 1.0]) + 2.0 * (
        (s**2 - 1.0) / 2.0 * middle_apart + (s**4 - 1.0) / 16.0 * apart + (s**2 - 1.0) * across
    )
    return np.stack([square, gram, quartic])


LIMIT = Limit(
    name="gossip",
    source="Boyd, Ghosh, Prabhakar and Shah 2006",
    settings=(
        actors(20),
        Setting("domains", 3, 2, 64, whole=True),
        parameter("convergence", 0.25),
        Setting("meetings", 2.0, 0.1, 50.0),
        months(3),
        runs(400),
    ),
    read=read,
    scenario=scenario,
)
