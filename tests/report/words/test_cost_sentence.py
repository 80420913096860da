"""Tests of `report.words.cost_sentence`: what arms of another cost take, and what they gain for it, in words."""

from tests.study.compare.test_costs import PLACE, TWICE

from simul_agir.locale import words
from simul_agir.report.words.cost_sentence import amounts, compared_with, cost_note
from simul_agir.simulation import Arm
from simul_agir.study.compare.common_random_numbers import compare
from simul_agir.study.compare.costs import costs_of


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
