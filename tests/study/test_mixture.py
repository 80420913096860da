from dataclasses import replace

import numpy as np
import pytest

from simul_agir.locale import RequestError
from simul_agir.model.parameters import PARAMETERS
from simul_agir.scenario import Scenario
from simul_agir.scenario.assumption_sets import AssumptionSets
from simul_agir.study.mixture import (
    accepted,
    at_point,
    contract_shares,
    mixture_of,
    mixture_points,
    variance_shares,
)


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


def test_variance_is_divided_between_contract_assumptions_and_luck() -> None:
    """Effects of known variances: 4 of contracts, 3 of runs, 1 of luck; the first two are of 40 and 120 draws."""
    chance = np.random.default_rng(2)
    values = 2.0 * chance.normal(size=(40, 1)) + np.sqrt(3.0) * chance.normal(size=(1, 120))
    found = contract_shares(values + chance.normal(size=(40, 120)))
    assert found is not None
    assert found.contract == pytest.approx(0.5, abs=0.12)
    assert found.assumptions == pytest.approx(0.375, abs=0.1)
    assert found.luck == pytest.approx(0.125, abs=0.04)
    assert found.contract + found.assumptions + found.luck == pytest.approx(1.0)


@pytest.mark.parametrize("shape", [(2, 100), (10, 19)])
def test_too_few_contracts_or_runs_say_nothing(shape: tuple[int, int]) -> None:
    assert contract_shares(np.random.default_rng(1).normal(size=shape)) is None


def test_what_does_not_vary_is_not_divided() -> None:
    assert contract_shares(np.ones((5, 30))) is None


def test_a_run_takes_its_point_in_turn() -> None:
    scenario = Scenario.load("classroom")
    points, run = mixture_of(scenario), len(accepted()) + 3
    assert np.array_equal(at_point(scenario, run).vector(), points[3])


def test_the_words_for_one_point_and_for_the_mixture() -> None:
    scenario = Scenario.load("classroom")
    assert mixture_points(scenario, "default") is None
    for word in (None, "", "mixture"):
        asked = mixture_points(scenario, word)
        assert asked is not None
        assert np.array_equal(asked, mixture_of(scenario))
    with pytest.raises(RequestError):
        mixture_points(scenario, "accepted")
