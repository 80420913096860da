"""What an engine found, as the views take it."""

import json

import numpy as np
import pytest
from simul_agir.study.exploring.scents import SliderEffect

from simul_agir.page import answers
from simul_agir.page.frames import Answer, pack
from simul_agir.scenario import Scenario
from simul_agir.simulation import Arm
from simul_agir.study.exploring import PairedRuns, arms_of, fans_of, run_states_of, sliders_of
from simul_agir.study.exploring.slider_effects import SliderEffect

RUNS = 6


@pytest.fixture(scope="module")
def small() -> Scenario:
    return Scenario.load("classroom")


@pytest.fixture(scope="module")
def fans(small: Scenario) -> Answer:
    lives = PairedRuns(small, arms_of(small), 3)
    lives.add(RUNS)
    return answers.fans(fans_of(lives, 0.1), {"effort": 2.0}, rest=True, full=False)


def test_a_territory_tells_its_actors_arms_and_sliders_and_no_path(small: Scenario) -> None:
    head = answers.territory("here", small, sliders_of(small)).head
    assert (head["call"], head["territory"], head["months"]) == ("open", "here", small.months)
    assert len(head["actors"]) == small.landscape.size
    assert head["arms"] == [arm.called for arm in arms_of(small)]
    assert {each["key"]: each["digits"] for each in head["sliders"]} == {
        each.key: each.digits for each in sliders_of(small)
    }
    assert small.hash.startswith(head["hash"])
    json.dumps(head, allow_nan=False)


def test_fans_travel_as_numbers_of_32_bits_by_arm_and_month(fans: Answer, small: Scenario) -> None:
    head = fans.head
    assert (head["runs"], head["rest"], head["full"], head["settings"]) == (
        RUNS,
        True,
        False,
        {"effort": 2.0},
    )
    assert fans.blocks["quantiles"].dtype == np.float32
    assert fans.blocks["quantiles"].shape[0] == len(head["arms"])
    assert small.months + 1 in fans.blocks["quantiles"].shape
    pack(fans)


def test_every_pair_has_its_dots_a_run_each(fans: Answer) -> None:
    pairs = fans.head["pairs"]
    assert {f"dots{place}" for place in range(len(pairs))} | {"quantiles"} == set(fans.blocks)
    for place, each in enumerate(pairs):
        dots = fans.blocks[f"dots{place}"]
        assert dots.size == RUNS
        assert dots.min() <= each["mean"] <= dots.max()
        assert each["low"] <= each["mean"] <= each["high"]


def test_a_life_has_its_ties_month_by_month(small: Scenario) -> None:
    found = answers.network("residents", 2, run_states_of(small, Arm.of("residents"), 3, 2))
    assert (found.head["call"], found.head["stance"], found.head["run"]) == ("network", "residents", 2)
    for month, count in enumerate(found.head["ties"]):
        assert len(found.blocks[f"ties{month}"]) == count
    assert found.blocks["stages"].shape == found.blocks["awake"].shape
    assert found.blocks["stages"].shape[1] == small.landscape.size
    pack(found)


def test_a_scent_tells_values_and_ends_by_arm() -> None:
    head = answers.slider_effect(SliderEffect("money", (0.0, 1.0), {"none": (1.0, 1.5)}, 4)).head
    assert head == {
        "call": "sensitivity",
        "key": "money",
        "values": [0.0, 1.0],
        "ends": {"none": [1.0, 1.5]},
        "weight": 0.5,
        "runs": 4,
    }
