"""Arms of another cost are found, and none of those that cost the same."""

import pytest

from simul_agir.simulation import Arm
from simul_agir.study.compare.costs import costs_of
from territories import scenario

PLACE = scenario(actors=9, domains=5, months=12, warm_up=4, seed=3)
TWICE = "twice: residents, effort x2"


def test_stances_cost_the_same_and_none_is_the_control() -> None:
    found = costs_of(PLACE, ["none", "residents", "decree", "money", "diagnosed"])
    assert found.unequal == ()
    assert found.of["none"].engineering == 0


def test_an_arm_of_another_cost_is_unequal_and_the_others_are_not() -> None:
    found = costs_of(PLACE, ["none", "residents", Arm.parse(TWICE), Arm.parse("less: mixed, budget x0.5")])
    assert found.unequal == ("twice", "less")
    assert found.of["twice"].engineering == pytest.approx(2 * found.of["residents"].engineering)


def test_arms_that_all_cost_twice_cost_the_same() -> None:
    assert costs_of(PLACE, [Arm.parse(TWICE), Arm.parse("other: mixed, effort x2"), "none"]).unequal == ()


def test_an_effort_that_ends_is_marked_though_it_ends_in_none() -> None:
    assert costs_of(PLACE, ["residents", Arm.parse("short: residents, month 6 none")]).unequal == ("short",)
