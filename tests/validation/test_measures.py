"""Measures of a contract's runs: the same whatever the threads, moved by overrides, NaN where there is nothing to see."""

import math

import numpy as np
import pytest

from simul_agir.scenario import ScenarioError
from simul_agir.validation.contract_calendar import Model, teams_of, territory
from simul_agir.validation.looking import COUNCIL
from simul_agir.validation.measures import (
    MEASURES,
    measure_patterns,
    of_contract,
    run_contract,
    run_contracts,
    summary,
)

CODES = ("CN00101I", "CN01002M", "CN00301M")


@pytest.fixture(scope="module")
def found() -> dict[str, float]:
    return measure_patterns(CODES, runs=1, jobs=1)


def test_every_measure_is_there_in_its_order(found: dict[str, float]) -> None:
    assert tuple(found) == MEASURES
    assert math.isfinite(found["density_unsupported"])


def test_threads_change_nothing(found: dict[str, float]) -> None:
    again = measure_patterns(CODES, {}, {}, runs=1, jobs=2)
    assert {name: pytest.approx(value, nan_ok=True) for name, value in found.items()} == again


def test_overrides_change_what_they_should(found: dict[str, float]) -> None:
    awake = measure_patterns(CODES, mechanisms={"awakening": False}, runs=1, jobs=1)
    assert awake["asleep"] == 0.0
    alone = measure_patterns(CODES, {"meeting_share": 0.0, "proposal_rate": 0.0}, runs=1, jobs=1)
    assert alone["density_unsupported"] < found["density_unsupported"]
    assert math.isnan(alone["funded_share"])
    assert math.isnan(alone["trust_success"])


def test_what_no_scenario_may_have_is_refused() -> None:
    with pytest.raises(ScenarioError):
        measure_patterns(CODES, {"no_such_number": 1.0}, runs=1, jobs=1)
    with pytest.raises(ScenarioError):
        measure_patterns(["CN99999X"], runs=1, jobs=1)


def test_councils_are_awake_at_first_so_that_sleep_is_not_put_in() -> None:
    landscape = territory("CN06202I").landscape
    asleep = [
        bool(each) for each, kind in zip(landscape.asleep, landscape.kinds, strict=True) if kind == COUNCIL
    ]
    assert asleep
    assert not any(asleep)


def test_teams_are_pooled_about_the_means_of_their_runs() -> None:
    # two runs, each with trust and success that agree fully, at levels that would spoil a correlation of all together
    low = teams_of(np.array([0.1, 0.2, 0.3]), np.array([0.7, 0.8, 0.9]), np.array([0.5, 0.5, 0.5]))
    high = teams_of(np.array([0.7, 0.8, 0.9]), np.array([0.1, 0.2, 0.3]), np.array([0.5, 0.5, 0.5]))
    blank = run_contract("CN00101I", Model(), 1, 0)
    runs = [{**blank, "tt": each.trust, "ss": each.success, "ts": each.both} for each in (low, high)]
    assert of_contract(runs)["trust_success"] == pytest.approx(1.0)


def test_councils_are_counted_over_all_contracts_together() -> None:
    (run,) = run_contracts(["CN00101I"], Model(), 1, 1, 1)["CN00101I"]
    one = {**run, "asleep": 1.0, "councils": 1.0}
    many = {**run, "asleep": 0.0, "councils": 9.0}
    assert summary({"CN00101I": [one], "CN01002M": [many]})["asleep"] == pytest.approx(0.1)
