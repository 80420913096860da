"""The mixture of accepted points: each run takes the parameters of another point, so that an answer covers both chance and
assumptions.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cache

import numpy as np
from numpy.typing import NDArray

from simul_agir.locale import RequestError
from simul_agir.model.parameters import PARAMETERS
from simul_agir.scenario import Scenario
from simul_agir.scenario.assumption_sets import ACCEPTED, AssumptionSets

Floats = NDArray[np.float64]
DEFAULT, MIXTURE = "default", "mixture"
FEWEST_CONTRACTS = 3  # below which nothing is said of what contracts share
FEWEST_PAIRS = 20  # runs that share a point with another, below which nothing is said of shares of variance


@cache
def accepted() -> AssumptionSets:
    """The accepted points that the package ships (docs/calibration.md)."""
    return AssumptionSets.load(ACCEPTED)


def mixture_of(scenario: Scenario, sets: AssumptionSets | None = None) -> Floats:
    """The points of a mixture for a scenario, (P, parameters): what the scenario sets itself stays as it is.

    `sets`: the accepted points by default. Run number r takes row r modulo P.
    """
    points = []
    for each in sets or accepted():
        row = each.of(scenario).vector()
        for name, value in scenario.parameters.items():
            row[PARAMETERS[name].position] = value
        points.append(row)
    return np.array(points)


def at_point(scenario: Scenario, run: int, sets: AssumptionSets | None = None) -> Scenario:
    """The scenario with the parameters that run number `run` takes of a mixture (the accepted points by default)."""
    chosen = (sets or accepted()).sets
    point = chosen[run % len(chosen)]
    return replace(point.of(scenario), parameters={**point.parameters, **scenario.parameters})


def mixture_points(scenario: Scenario, assumptions: str | None) -> Floats | None:
    """The points that runs take in turn, (P, parameters): of the mixture by default; None with `default`, for one point.

    Raises RequestError for any other word.
    """
    if assumptions == DEFAULT:
        return None
    if assumptions in (None, "", MIXTURE):
        return mixture_of(scenario)
    raise RequestError("mixture_or_default", found=str(assumptions)[:80])


@dataclass(frozen=True)
class Shares:
    """Shares of the variance between runs of one quantity: due to chance and to assumptions. They add up to 1."""

    luck: float
    assumptions: float


@dataclass(frozen=True)
class ContractShares:
    """Shares of the variance between contracts and runs of one quantity; they add up to 1.

    contract: what its runs share. assumptions: what runs of one number share in all contracts, which is their set of
    assumptions and the small part of chance that contracts share. luck: the rest.
    """

    contract: float
    assumptions: float
    luck: float


def contract_shares(values: Floats) -> ContractShares | None:
    """What divides the variance of values (contracts, runs), where runs of one number take the same point in every contract.

    None for fewer than FEWEST_CONTRACTS contracts or FEWEST_PAIRS runs, or where nothing varies. Two-way analysis of
    variance, random effects, one observation a cell (Searle et al. 1992).
    """
    contracts, runs = values.shape
    if contracts < FEWEST_CONTRACTS or runs < FEWEST_PAIRS:
        return None
    rows, columns, whole = values.mean(axis=1), values.mean(axis=0), values.mean()
    rest = values - rows[:, None] - columns[None] + whole
    luck = float((rest**2).sum()) / ((contracts - 1) * (runs - 1))
    between = max(0.0, float(rows.var(ddof=1)) - luck / runs)
    assumed = max(0.0, float(columns.var(ddof=1)) - luck / contracts)
    total = luck + between + assumed
    return ContractShares(between / total, assumed / total, luck / total) if total > 1e-18 else None


def variance_shares(values: Floats, points: int) -> Shares | None:
    """What divides the variance of values (runs,), where run r takes point r modulo `points`.

    The variance within points, from runs that share one, is due to chance; the rest is due to assumptions. None where fewer
    than FEWEST_PAIRS runs share a point with another, or nothing varies. One-way analysis of variance, random effects.
    """
    runs = len(values)
    groups = [values[start::points] for start in range(min(points, runs))]
    shared = [group for group in groups if len(group) > 1]
    freedom = sum(len(group) - 1 for group in shared)
    total = float(values.var(ddof=1)) if runs > 1 else 0.0
    if freedom < FEWEST_PAIRS or total <= 1e-18:
        return None
    within = sum(float(((group - group.mean()) ** 2).sum()) for group in shared) / freedom
    luck = min(1.0, within / total)
    return Shares(luck, 1.0 - luck)
