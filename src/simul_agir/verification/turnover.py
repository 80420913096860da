"""Turnover only: every month the same chance that a person leaves, so that tenures are geometric."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from simul_agir.model import fields as at
from simul_agir.scenario import Scenario
from simul_agir.verification.limit import (
    DEVIATIONS,
    Limit,
    Reading,
    RunOptions,
    Setting,
    Values,
    actors,
    binomial_tolerance,
    months,
    parameter,
    runs,
    whole,
)
from simul_agir.verification.reduced import observe_runs, reduced

YEAR = 12
FEWEST = 5.0  # tenures expected in a class of the histogram


def scenario(values: Values, _: RunOptions) -> Scenario:
    """Actors whose persons leave, and nothing else; all start alike."""
    n, length = whole(values, "actors", "months")
    numbers = {"turnover_scale": values["turnover_scale"]}
    return reduced(
        "turnover", np.full((n, 2), 0.5), ("turnover",), numbers, length, {"turnover": values["turnover"]}
    )


def read(values: Values, options: RunOptions) -> list[Reading]:
    """How often persons leave, how many are still there after a year, and how long first tenures last."""
    place = scenario(values, options)
    left = observe_runs(
        place, int(values["runs"]), options, lambda batch: batch.state.actors[:, :, at.REPLACED] != 0
    )
    left = left[:, 1:]
    chance = monthly_chance(values)
    first = np.where(left.any(axis=1), left.argmax(axis=1) + 1, place.months + 1).ravel()
    readings = [
        Reading("departures", chance, float(left.mean()), binomial_tolerance(chance, left.size)),
        _still_there(values, first, min(YEAR, place.months), chance),
    ]
    stayed = first[first > min(YEAR, place.months)] - YEAR
    if place.months >= 2 * YEAR and len(stayed):
        again = (1.0 - chance) ** YEAR
        readings.append(
            Reading(
                "memoryless", again, float((stayed > YEAR).mean()), binomial_tolerance(again, len(stayed))
            )
        )
    return [*readings, _histogram(first, place.months, chance)]


def monthly_chance(values: Values) -> float:
    """Chance that a person leaves in a month, from the share who leave within a year."""
    return min(1.0, values["turnover_scale"] * float(1.0 - (1.0 - values["turnover"]) ** (1.0 / YEAR)))


def _still_there(values: Values, first: NDArray[np.int64], after: int, chance: float) -> Reading:
    expected = (1.0 - chance) ** after
    yearly = after == YEAR and values["turnover_scale"] == 1.0
    return Reading(
        "still_there",
        expected,
        float((first > after).mean()),
        binomial_tolerance(expected, len(first)),
        published=1.0 - values["turnover"] if yearly else None,
        fields={"months": after},
    )


def _histogram(first: NDArray[np.int64], length: int, chance: float) -> Reading:
    """First tenures by classes of months against the geometric distribution: Pearson's chi-square."""
    from scipy.stats import chi2, norm

    stays = (1.0 - chance) ** np.arange(length + 1)
    edges = [0]
    for month in range(1, length + 1):
        rest = len(first) * stays[month]
        if len(first) * (stays[edges[-1]] - stays[month]) >= FEWEST and rest >= FEWEST:
            edges.append(month)
    bounds = np.array(edges)
    expected = len(first) * -np.diff(np.append(stays[bounds], 0.0))
    found = np.bincount(np.searchsorted(bounds, first, side="left") - 1, minlength=len(edges))
    statistic = float(((found - expected) ** 2 / expected).sum()) if len(edges) > 1 else 0.0
    free = len(edges) - 1
    most = chi2.isf(norm.sf(DEVIATIONS), free) if free else 0.0
    return Reading("tenures", free, statistic, float(most - free), fields={"classes": free + 1})


LIMIT = Limit(
    name="turnover",
    source="Feller 1968, chapter VI.8: geometric waiting times",
    settings=(
        actors(40),
        Setting("turnover", 0.25, 0.0, 1.0),
        parameter("turnover_scale", 1.0),
        months(72),
        runs(50),
    ),
    read=read,
    scenario=scenario,
)
