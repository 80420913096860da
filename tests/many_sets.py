"""Comparisons over sets of assumptions with known contents, for tests of what is said and shown about them."""

from collections.abc import Callable, Mapping

import numpy as np

from simul_agir.model.indicators import INDICATORS
from simul_agir.scenario.assumption_sets import AssumptionSets
from simul_agir.simulation import Ensemble
from simul_agir.study import Comparison
from simul_agir.study.compare.common_random_numbers import compared_over

INDEX = INDICATORS.index("index")


def over_sets(
    make: Callable[..., dict[str, Ensemble]],
    effects: Mapping[str, float],
    sets: int = 20,
    each: int = 3,
    turned: int = 4,
) -> Comparison:
    """Arms that end where one chooses, in all sets but the first `turned`, where the highest ends 0.6 lower."""
    ensembles = make(effects, runs=sets * each)
    best = max(effects, key=lambda stance: effects[stance])
    ensembles[best].values[: turned * each, :, INDEX] -= 0.6
    rows = [{"homophily": 1 + place / sets, "mechanisms.shocks": place % 2 == 0} for place in range(sets)]
    return compared_over(AssumptionSets.of(rows, "mine.csv"), ensembles)


def measured(*values: list[list[float]]) -> np.ndarray:
    """(sets, arms, runs) from a table of runs an arm."""
    return np.array(values).transpose(1, 0, 2)
