"""Sliders: what may be moved, within which bounds, and what is refused."""

from dataclasses import replace

import pytest

from simul_agir.scenario import Scenario
from simul_agir.study.exploring import SettingsError, moved, sliders_of


@pytest.fixture(scope="module")
def small() -> Scenario:
    return Scenario.load("classroom")


def test_nothing_moved_is_the_scenario_itself(small: Scenario) -> None:
    starts = {slider.key: slider.start for slider in sliders_of(small)}
    assert moved(small, starts) is small


@pytest.mark.parametrize("name", ["classroom", "loos-en-gohelle", "small-contract", "siloed-services"])
def test_every_slider_starts_within_its_bounds(name: str) -> None:
    for slider in sliders_of(Scenario.load(name)):
        assert slider.low <= slider.start <= slider.high
        assert slider.step > 0


def test_both_ends_of_every_slider_can_be_lived(small: Scenario) -> None:
    for slider in sliders_of(small):
        for value in (slider.low, slider.high):
            moved(small, {slider.key: value}).vector()


def test_money_is_a_factor_of_the_budget(small: Scenario) -> None:
    assert moved(small, {"money": 0.5}).budget == pytest.approx(0.5 * small.budget)


def test_a_longer_diagnosis_moves_the_later_steps_by_as_much(small: Scenario) -> None:
    longer = moved(small, {"diagnosis": small.path.diagnosis.months + 3}).path
    assert longer.diagnosis.months == small.path.diagnosis.months + 3
    assert longer.training.start == small.path.training.start + 3


def test_a_crisis_strikes_in_the_middle_of_the_contract(small: Scenario) -> None:
    (blow,) = moved(small, {"crisis": 20.0}).shocks
    assert (blow.month, blow.size, blow.hardship) == (18, 0.2, 0.2)


@pytest.mark.parametrize(
    "values", [{"effort": -1.0}, {"effort": float("nan")}, {"nothing": 1.0}, {"crisis": 51.0}]
)
def test_what_a_slider_does_not_have_is_refused(small: Scenario, values: dict[str, float]) -> None:
    with pytest.raises(SettingsError):
        moved(small, values)


def test_a_slider_without_object_says_why(small: Scenario) -> None:
    poor = replace(small, budget=0.0)
    assert next(each for each in sliders_of(poor) if each.key == "money").why_not == "no_money"
    with pytest.raises(SettingsError):
        moved(poor, {"money": 2.0})
