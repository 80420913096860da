"""Tests of `scenario.vision`: the vision of success."""

from dataclasses import replace

import pytest

from simul_agir.model.instruments import STANCE_NAMES
from simul_agir.scenario import Scenario, ScenarioError, Shock, Vision


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"months": 0}, "months"),
        ({"months": True}, "months"),
        ({"effort": float("nan")}, "effort"),
        ({"name": "No Slug"}, "name"),
        ({"parameters": {"need_trnd": 1}}, "parameters"),
        ({"mechanisms": {"aid": 1}}, "mechanisms.aid"),
        ({"needs": [0.5]}, "needs"),
        ({"shocks": (Shock(99, 0.5),)}, "shocks[0].month"),
        ({"vision": Vision(excluded=STANCE_NAMES)}, "vision.excluded"),
        ({"domains": ("a", "a", "b", "c")}, "domains"),
    ],
)
def test_a_scenario_built_in_python_is_examined_too(change: dict[str, object], field: str) -> None:
    with pytest.raises(ScenarioError) as refused:
        replace(Scenario.load("classroom"), **change)
    assert [fault.field for fault in refused.value.faults] == [field]
