"""Tests of `scenario.changes`: what an arm may change of a scenario."""

from pathlib import Path

import pytest
from tests.scenario.folders import faults_of, starter

from simul_agir.scenario import ScenarioError
from simul_agir.scenario.assumption_sets import AssumptionSets
from simul_agir.simulation import Arm
from territories import scenario


def test_a_fraction_is_told_in_a_file_in_python_in_an_arm_and_in_a_table(tmp_path: Path) -> None:
    folder = starter(tmp_path)
    with (folder / "scenario.toml").open("a", encoding="utf-8") as file:
        file.write("\n[parameters]\nitem_comfort = 0.5\n")
    (fault,) = faults_of(folder)
    assert (fault.field, fault.allowed) == ("parameters.item_comfort", "0 or 1")
    with pytest.raises(ScenarioError, match="0 or 1"):
        scenario(parameters={"item_comfort": 0.5})
    with pytest.raises(ScenarioError, match="0 or 1"):
        Arm.parse("a: none, parameters.item_comfort 0.5")
    with pytest.raises(ScenarioError, match="0 or 1"):
        AssumptionSets.of([{"item_comfort": 0.5}])
    (tmp_path / "sets.csv").write_text("item_comfort\n0.5\n", encoding="utf-8")
    with pytest.raises(ScenarioError, match="0 or 1"):
        AssumptionSets.load(tmp_path / "sets.csv")
