"""Bounded confidence: those whose priorities are not too far apart approach each other; the others never do."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from simul_agir.model import fields as at
from simul_agir.scenario import Scenario
from simul_agir.simulation import Batch
from simul_agir.verification.limit import (
    DEVIATIONS,
    ROUNDING,
    Floats,
    Limit,
    Reading,
    RunOptions,
    Setting,
    Values,
    actors,
    months,
    parameter,
    runs,
    whole,
)
from simul_agir.verification.reduced import MIXING, meeting, observe_territories, reduced

MAJOR = 0.1  # a major cluster: at least this share of the actors
SAMPLE_PURPOSE = 9  # of the chance with which the reference simulation meets and starts

# Chance of one major cluster by tolerance, for 10,000 actors who meet half-way.
PUBLISHED = {0.265: 0.07, 0.269: 0.38, 0.272: 0.67, 0.276: 0.95}
PUBLISHED_ERROR = 0.05


def scenario(values: Values, options: RunOptions) -> Scenario:
    """The first of the territories: each run starts from priorities of its own."""
    return _territories(values, options)(0)


def _territories(values: Values, options: RunOptions) -> Callable[[int], Scenario]:
    """Priorities over two needs, one free number an actor, drawn evenly; everybody may meet anybody."""
    n, length = whole(values, "actors", "months")
    numbers = {**meeting(values["meetings"]), **MIXING, "tolerance_skill": 0.0}
    numbers |= {name: values[name] for name in ("convergence", "tolerance")}

    def territory(number: int) -> Scenario:
        first = options.start(1, number).uniform(0.0, 1.0, n)
        start = np.stack([first, 1.0 - first], axis=1)
        return reduced("bounded-confidence", start, ("encounters", "priority_change"), numbers, length)

    return territory


def read(values: Values, options: RunOptions) -> list[Reading]:
    """Final states of the model, compared with the published model simulated separately: in two samples of runs."""
    tolerance, count = values["tolerance"], int(values["runs"])
    world = observe_territories(_territories(values, options), count, options, _observe)
    sample = np.array([*map(_facts, simulated(values, options), [tolerance] * count)])
    one, other = world[:, 2] == 1, sample[:, 0] == 1
    comparable = (values["actors"], values["convergence"]) == (10_000, 0.5)
    known = PUBLISHED.get(tolerance) if comparable else None
    unsettled = "" if world[:, 1].all() else "unsettled"
    return [
        Reading("mean_drift", 0.0, float(world[:, 0].max()), ROUNDING, published=0.0),
        Reading(
            "one_cluster",
            float(other.mean()),
            float(one.mean()),
            two_shares(one, other),
            published=known,
            published_tolerance=PUBLISHED_ERROR if known else 0.0,
            remark=unsettled,
        ),
        Reading(
            "major_clusters",
            float(sample[:, 0].mean()),
            float(world[:, 2].mean()),
            two_means(world[:, 2], sample[:, 0]),
            remark=unsettled,
        ),
        Reading(
            "largest_cluster",
            float(sample[:, 1].mean()),
            float(world[:, 3].mean()),
            two_means(world[:, 3], sample[:, 1]),
            remark=unsettled,
        ),
    ]


def _observe(batch: Batch) -> Floats:
    """One run until it is at rest: drift of the mean, whether it came to rest, major clusters, largest share."""
    tolerance, begun = batch.scenario.parameters["tolerance"], batch.scenario.landscape.mandate[:, 0].mean()
    first, drift = batch.state.profiles[0, :, at.PRIORITIES, 0], 0.0
    for month in range(1, batch.scenario.months + 1):
        batch.run_until(month)
        first = batch.state.profiles[0, :, at.PRIORITIES, 0]
        drift = max(drift, abs(float(first.mean() - begun)))
        if at_rest(first, tolerance):
            break
    return np.array([drift, at_rest(first, tolerance), *_facts(first, tolerance)])


def clusters(values: Floats, tolerance: float) -> tuple[Floats, Floats]:
    """Sizes and widths of the groups that can never meet again: those that stand further apart than the tolerance."""
    ranked = np.sort(values)
    cuts = np.flatnonzero(np.diff(ranked) > tolerance) + 1
    parts = np.split(ranked, cuts)
    return np.array([len(part) for part in parts], float), np.array([part[-1] - part[0] for part in parts])


def at_rest(values: Floats, tolerance: float) -> bool:
    """Whether nothing but contraction is left: each group is no wider than the tolerance, so that all its pairs agree."""
    return bool((clusters(values, tolerance)[1] <= tolerance).all())


def _facts(values: Floats, tolerance: float) -> tuple[float, float]:
    """Number of major clusters, share of the largest."""
    shares = clusters(values, tolerance)[0] / len(values)
    return float((shares >= MAJOR).sum()), float(shares.max())


def simulated(values: Values, options: RunOptions) -> Floats:
    """The published model by itself, all runs side by side, (runs, N): where it is at rest, or when as much was simulated.

    At each step a pair is drawn evenly in each run; those no further apart than the tolerance move by mu toward each other.
    Source: Deffuant, Neau, Amblard and Weisbuch 2000.
    """
    n, count, length = whole(values, "actors", "runs", "months")
    chance, mu = options.start(SAMPLE_PURPOSE), values["convergence"]
    where = chance.uniform(0.0, 1.0, (n, count))  # a run a column: one step touches two cells of each
    flat, columns = where.reshape(-1), np.arange(count)
    for _ in range(length):
        for _ in range(max(1, round(values["meetings"]))):
            one = chance.integers(n, size=(n // 2, count))
            other = (one + chance.integers(1, n, size=one.shape)) % n
            for i, j in zip(one * count + columns, other * count + columns, strict=True):
                gap = flat[j] - flat[i]
                gap *= mu * (np.abs(gap) <= values["tolerance"])
                flat[i] += gap
                flat[j] -= gap
        if all(at_rest(run, values["tolerance"]) for run in where.T):
            break
    return where.T


def two_shares(one: Floats, other: Floats) -> float:
    """How far two shares of one chance may lie apart; a success and a failure are added to each (Agresti and Caffo 2000)."""
    chance = (one.sum() + other.sum() + 2.0) / (len(one) + len(other) + 4.0)
    return DEVIATIONS * float(np.sqrt(chance * (1.0 - chance) * (1.0 / len(one) + 1.0 / len(other))))


def two_means(one: Floats, other: Floats) -> float:
    """How far two means of one distribution may lie apart, by the spread of both together."""
    both = np.concatenate([one, other])
    spread = both.std(ddof=1)
    return DEVIATIONS * float(spread * np.sqrt(1.0 / len(one) + 1.0 / len(other))) + ROUNDING


LIMIT = Limit(
    name="bounded_confidence",
    source="Deffuant, Neau, Amblard and Weisbuch 2000",
    settings=(
        actors(200, 10),
        parameter("tolerance", 0.27, 0.02),
        parameter("convergence", 0.5, 0.05),
        Setting("meetings", 10.0, 1.0, 50.0),
        months(60),
        runs(100),
    ),
    read=read,
    scenario=scenario,
)
