"""What a slider does by itself, at several of its values."""

from dataclasses import replace

import numpy as np
import pytest
from simul_agir.study.exploring.scents import POINTS, SliderEffect

from simul_agir.scenario import Scenario
from simul_agir.simulation import Arm, simulate_arms
from simul_agir.study.exploring import moved, slider_effect_of, sliders_of
from simul_agir.study.exploring.mixing import points_for
from simul_agir.study.exploring.slider_effects import POINTS, SliderEffect
from simul_agir.study.outcomes import PRIMARY

ARMS = (Arm.of("none"), Arm.of("residents"))


@pytest.fixture(scope="module")
def small() -> Scenario:
    return Scenario.load("classroom")


def test_its_values_rise_from_its_low_to_its_high_and_its_ends_are_medians(small: Scenario) -> None:
    slider = next(each for each in sliders_of(small) if each.key == "turnover")
    *steps, found = slider_effect_of(small, slider, ARMS, 3, 4)
    assert steps == [None] * POINTS
    assert found is not None
    assert found.values == pytest.approx(np.linspace(slider.low, slider.high, 7))
    there = moved(small, {"turnover": found.values[2]})
    lived = simulate_arms(there, ARMS, 4, 3, 1, points=points_for(there))
    assert found.ends["residents"][2] == float(np.median(lived["residents"].of(PRIMARY)[:, -1]))


def test_months_are_whole_and_each_tried_once(small: Scenario) -> None:
    slider = next(each for each in sliders_of(small) if each.unit == "months")
    short = replace(slider, low=2.0, high=4.0)
    *steps, found = slider_effect_of(small, short, ARMS[:1], 3, 2)
    assert found is not None
    assert found.values == (2.0, 3.0, 4.0)
    assert len(steps) == 3


def test_its_weight_is_the_widest_span_of_an_end() -> None:
    found = SliderEffect(
        "money", (0.0, 1.0, 2.0), {"none": (1.0, 1.25, 1.5), "residents": (2.0, 1.0, 1.75)}, 4
    )
    assert found.weight == 1.0
