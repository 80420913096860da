from dataclasses import replace

import numpy as np
import pytest

from simul_agir.scenario import Scenario
from simul_agir.simulation import Arm, simulate, simulate_arms
from simul_agir.simulation.aftermath import CRISIS, Aftermath, simulate_aftermath

ARMS = ("none", "sham", "burnt twice: sham, effort x2", "late: none, month 20 sham")


@pytest.fixture(scope="module")
def scenario() -> Scenario:
    return Scenario.from_contract("CN06204I", months=50)


@pytest.fixture(scope="module")
def found(scenario: Scenario) -> dict[str, Aftermath]:
    return simulate_aftermath(scenario, [Arm.parse(each) for each in ARMS], runs=4, months_after=6)


def test_the_contract_is_that_of_a_plain_simulation(scenario: Scenario, found: dict[str, Aftermath]) -> None:
    usual = simulate_arms(scenario, [Arm.parse(each) for each in ARMS], runs=4)
    assert list(found) == list(usual)
    for name, each in usual.items():
        assert np.array_equal(found[name].ensemble.values, each.values)
        assert np.array_equal(found[name].ensemble.final_stages, each.final_stages)


def test_the_months_after_are_those_of_a_longer_contract_without_engineering(
    scenario: Scenario, found: dict[str, Aftermath]
) -> None:
    longer = simulate(replace(scenario, months=56), "none", runs=4)
    assert np.array_equal(found["none"].after, longer.values[:, 51:])


def test_the_branch_of_the_crisis_is_that_of_a_scenario_with_it(
    scenario: Scenario, found: dict[str, Aftermath]
) -> None:
    struck = simulate(replace(scenario, shocks=(CRISIS,)), "none", runs=4)
    assert np.array_equal(found["none"].crisis, struck.of("index")[:, 36:48])
    assert np.array_equal(found["none"].undisturbed, simulate(scenario, "none", runs=4).of("index")[:, 36:48])


def test_effort_that_is_burnt_changes_nothing_but_cost(found: dict[str, Aftermath]) -> None:
    assert np.array_equal(found["sham"].crisis, found["none"].crisis)
    assert np.array_equal(found["late"].crisis, found["none"].crisis)


def test_results_do_not_depend_on_threads(scenario: Scenario) -> None:
    one, two = (simulate_aftermath(scenario, ["sham"], runs=5, jobs=jobs)["sham"] for jobs in (1, 2))
    assert np.array_equal(one.after, two.after)
    assert np.array_equal(one.crisis, two.crisis)


def test_a_contract_too_short_for_the_crisis_has_no_branch(scenario: Scenario) -> None:
    found = simulate_aftermath(replace(scenario, months=12), ["none"], runs=2)["none"]
    assert found.crisis.shape == (2, 0)
