from dataclasses import replace

import numpy as np
import pytest

from simul_agir.model.parameters import PARAMETERS
from simul_agir.scenario import Scenario
from simul_agir.scenario.assumption_sets import AssumptionSets
from simul_agir.study.mixture import mixture_of, variance_shares


def test_a_point_changes_what_it_sets_and_a_scenarios_own_parameter_stays() -> None:
    sets = AssumptionSets.of([{"homophily": 2.0, "exploration": 0.2}, {"homophily": 0.5}])
    scenario = replace(Scenario.load("classroom"), parameters={"exploration": 0.3})
    points = mixture_of(scenario, sets)
    assert points[:, PARAMETERS["homophily"].position].tolist() == [2.0, 0.5]
    assert points[:, PARAMETERS["exploration"].position].tolist() == [0.3, 0.3]


def test_variance_is_divided_between_luck_and_assumptions() -> None:
    chance = np.random.default_rng(1)
    points = 500
    values = chance.normal(size=points)[np.arange(2000) % points] * np.sqrt(3.0) + chance.normal(size=2000)
    found = variance_shares(values, points)
    assert found is not None
    assert found.luck == pytest.approx(0.25, abs=0.05)
    assert found.luck + found.assumptions == pytest.approx(1.0)


@pytest.mark.parametrize(("runs", "points"), [(100, 100), (110, 100), (1, 1)])
def test_too_few_runs_on_the_same_point_say_nothing(runs: int, points: int) -> None:
    assert variance_shares(np.arange(float(runs)), points) is None
