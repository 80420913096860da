"""Tests of `study.branching.run_what_if`: asking what if: the two futures, lived on the same luck, and why they differ."""

from tests.study.branching.test_what_if import PLACE, found  # noqa: F401

from simul_agir.model.parameters import SWITCHES
from simul_agir.simulation import Arm, Switch
from simul_agir.study.branching import what_if
from territories import scenario


def test_every_mechanism_that_is_on_is_tried_and_none_that_is_off() -> None:
    place = scenario(actors=9, domains=5, months=8, warm_up=4, seed=3, mechanisms={"aid": False})
    found = what_if(place, "residents", 6, "none", runs=4, why_runs=2)
    assert {share.mechanism for share in found.shares} == set(SWITCHES) - {"aid"}


def test_a_switch_to_the_same_stance_changes_nothing_and_says_so() -> None:
    found = what_if(PLACE, "residents", 6, "residents", runs=5, why_runs=2)
    assert found.difference.estimate.mean == 0
    assert found.divergences is not None
    assert found.divergences.found == ()
    assert "never differ" in found.sentence()
    assert "No single mechanism" in found.sentence()
    assert found.differing == ()


def test_changes_alone_make_another_future_at_another_cost() -> None:
    found = what_if(PLACE, "residents", 6, changes={"effort": "x2"}, runs=6, why_runs=2)
    assert found.switch == Arm(
        "residents, month 6 effort x2", "residents", {}, (Switch(6, None, {"effort": "x2"}),)
    )
    assert "not at equal cost" in found.sentence()
    assert found.to_dict()["equal_cost"] is False


def test_an_arm_may_stay_and_switch() -> None:
    twice = Arm.parse("twice: residents, effort x2, month 3 mixed")
    found = what_if(PLACE, twice, 6, "none", runs=4, why=False)
    assert found.switch.name == "twice, month 6 none"
    assert [switch.month for switch in found.switch.then] == [3, 6]
