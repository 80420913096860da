"""Whether a criterion counts on the ladder is 0 or 1: any other number is refused, wherever it is written."""

from pathlib import Path

import pytest

from simul_agir.model.parameters import PARAMETERS
from simul_agir.scenario import Scenario, ScenarioError
from simul_agir.scenario.assumption_sets import AssumptionSets
from simul_agir.scenario.faults import listed
from simul_agir.scenario.soundness import is_choice
from simul_agir.simulation import Arm
from simul_agir.study.design import Study
from territories import scenario

from .folders import faults_of, starter

ITEMS = [name for name, each in PARAMETERS.items() if is_choice(each)]


def test_every_criterion_has_such_a_parameter() -> None:
    assert len(ITEMS) == 12
    assert all(name.startswith("item_") for name in ITEMS)


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


def test_a_study_over_its_range_takes_both_choices_and_nothing_between() -> None:
    study = Study.of(
        scenario="classroom",
        stances=["none"],
        vary={"parameters": {"item_comfort": "range"}},
        design={"kind": "sobol", "points": 8},
    )
    taken = {point.settings[("parameters", "item_comfort")] for point in study.points()}
    assert taken == {0, 1}
    assert Scenario.load("classroom") is not None


def test_a_name_is_listed_once() -> None:
    assert listed(["housing", "health", "health"]) == "housing, health"
