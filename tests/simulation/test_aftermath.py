from dataclasses import replace

import numpy as np
import pytest

from simul_agir.scenario import Scenario
from simul_agir.simulation import simulate
from simul_agir.simulation.aftermath import simulate_aftermath


@pytest.fixture(scope="module")
def scenario() -> Scenario:
    return Scenario.from_contract("CN06204I", months=50)


def test_the_contract_is_that_of_a_plain_simulation(scenario: Scenario) -> None:
    found = simulate_aftermath(scenario, ["none", "sham"], runs=4, months_after=6)
    usual = simulate(scenario, "none", runs=4)
    assert np.array_equal(found["none"].ensemble.values[:, :51], usual.values)
    assert found["sham"].ensemble.values.shape[1] == 57


def test_the_branch_of_the_crisis_is_that_of_a_scenario_with_it(scenario: Scenario) -> None:
    from simul_agir.simulation.aftermath import CRISIS

    found = simulate_aftermath(scenario, ["none"], runs=3)["none"]
    struck = simulate(replace(scenario, shocks=(CRISIS,)), "none", runs=3)
    assert np.array_equal(found.crisis, struck.of("index")[:, 36:48])
    assert np.array_equal(found.undisturbed, simulate(scenario, "none", runs=3).of("index")[:, 36:48])


def test_results_do_not_depend_on_threads(scenario: Scenario) -> None:
    one, two = (simulate_aftermath(scenario, ["sham"], runs=5, jobs=jobs)["sham"] for jobs in (1, 2))
    assert np.array_equal(one.ensemble.values, two.ensemble.values)
    assert np.array_equal(one.crisis, two.crisis)


def test_a_contract_too_short_for_the_crisis_has_no_branch(scenario: Scenario) -> None:
    found = simulate_aftermath(replace(scenario, months=12), ["none"], runs=2)["none"]
    assert found.crisis.shape == (2, 0)
