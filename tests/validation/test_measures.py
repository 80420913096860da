"""Measures of a contract's runs: the same whatever the threads, moved by overrides, NaN where there is nothing to see."""

import math

import pytest

from simul_agir.scenario import ScenarioError
from simul_agir.validation.measures import (
    MEASURES,
    measure_patterns,
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
