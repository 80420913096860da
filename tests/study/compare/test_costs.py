"""Arms of another cost are found, and none of those that cost the same."""

import pytest

from simul_agir.locale import words
from simul_agir.report.words.cost_sentence import amounts, compared_with, cost_note
from simul_agir.simulation import Arm
from simul_agir.study.compare.arm_words import called
from simul_agir.study.compare.common_random_numbers import compare
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


def test_the_cost_stands_in_the_sentence_beside_the_gain() -> None:
    found = compare(PLACE, ["none", "residents", "mixed"], arms=[TWICE], runs=6)
    text = found.sentence()
    gain = found.difference("twice", "residents").estimate.mean
    assert "'twice' is not at equal cost: it takes" in text
    assert f"for {words('en').signed(gain)} stage" in text
    assert compared_with(found, "twice") == "residents"
    assert found.label("twice", words("en")) == "twice †"
    assert found.label("residents", words("en")) == "residents first"
    assert "†" in cost_note(found, words("fr"))


def test_arms_of_equal_cost_say_nothing_of_it() -> None:
    found = compare(PLACE, ["none", "residents", "residents, month 6 mixed"], runs=6)
    assert "equal cost" not in found.sentence()
    assert cost_note(found, words("en")) == ""
    assert found.to_dict()["equal_cost"] is True


def test_what_differs_is_told_and_nothing_else() -> None:
    costs = costs_of(PLACE, ["residents", Arm.parse("x: residents, budget x2")])
    assert costs.usual is not None
    text = amounts(costs.of["x"], costs.usual, words("en"))
    assert "action money" in text
    assert "engineering" not in text
    assert "(+100 %)" in text


def test_an_arm_without_a_name_is_told_in_words() -> None:
    name = Arm.parse("residents, effort x2, month 6 conditional_aid, mechanisms.aid off").name
    assert called(name, words("en")) == (
        "residents first, effort ×2, then conditional aid, mechanisms.aid off from month 6 on"
    )
    assert "puis aide conditionnelle" in called(name, words("fr"))
    assert called("a name, with a comma", words("en")) == "a name, with a comma"
