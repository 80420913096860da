"""Tests of `scenario.lasting`: a scenario over another number of months than it says."""

import pytest
from tests.scenario.folders import ScenarioError
from tests.scenario.test_given_tables import GIVEN

from simul_agir.scenario import Scenario
from simul_agir.scenario.lasting import lasting


def test_months_that_do_not_fit_are_told_of_the_option_and_of_the_file() -> None:
    folder = GIVEN / "option-told-as-file"
    with pytest.raises(ScenarioError) as refused:
        lasting(Scenario.load(folder), folder, 12)
    (fault,) = refused.value.faults
    assert (fault.line, fault.field, fault.value) == (3, "--months 12, shocks[1].month", "30")
    assert fault.file == str(folder / "scenario.toml")
