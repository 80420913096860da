"""A number of an earlier edition names what says it today."""

import pytest

from simul_agir.model.parameters import PARAMETERS
from simul_agir.scenario import ScenarioError
from simul_agir.scenario.gone import GONE
from territories import scenario


@pytest.mark.parametrize("name", GONE)
def test_what_has_gone_names_parameters_of_today(name: str) -> None:
    assert name not in PARAMETERS
    assert set(GONE[name]) <= set(PARAMETERS)


@pytest.mark.parametrize("name", GONE)
def test_a_scenario_with_a_number_that_has_gone_is_told_its_successor(name: str) -> None:
    with pytest.raises(ScenarioError, match=GONE[name][0]):
        scenario(parameters={name: 1.0})
