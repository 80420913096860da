"""Whether a criterion counts on the ladder is 0 or 1: any other number is refused, wherever it is written."""

from simul_agir.model.parameters import PARAMETERS
from simul_agir.scenario import Scenario
from simul_agir.scenario.faults import listed
from simul_agir.scenario.soundness import is_choice
from simul_agir.study.design import Study

ITEMS = [name for name, each in PARAMETERS.items() if is_choice(each)]


def test_every_criterion_has_such_a_parameter() -> None:
    assert len(ITEMS) == 12
    assert all(name.startswith("item_") for name in ITEMS)


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
