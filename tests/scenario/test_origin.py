"""Many scenarios from one document: the same as if each had been written down."""

import pickle
from pathlib import Path
from typing import Any

import pytest

from simul_agir.scenario import Scenario, ScenarioError
from simul_agir.scenario.origin import Origin

ORIGINS = {name: Origin.load(name) for name in ("classroom", "loos-en-gohelle", "CN04801N")}


@pytest.mark.parametrize("name", ORIGINS)
def test_without_settings_it_is_the_scenario_itself(name: str) -> None:
    assert ORIGINS[name].scenario().hash == Scenario.load(name).hash


@pytest.mark.parametrize("name", ORIGINS)
@pytest.mark.parametrize(
    "settings",
    [
        {("parameters", "homophily"): 2},
        {("parameters", "homophily"): 2.5, ("mechanisms", "brokerage"): False},
        {("budget",): 0, ("parameters", "team_size"): 4, ("landscape", "trust"): 0.3},
        {("path", "training", "months"): 3},
    ],
)
def test_a_setting_is_as_if_it_had_been_written_down(name: str, settings: dict[Any, Any]) -> None:
    origin = ORIGINS[name]
    assert origin.scenario(settings).hash == origin._built(settings).hash
    assert origin.scenario().hash == Scenario.load(name).hash


@pytest.mark.parametrize(
    "settings",
    [{("parameters", "homophilly"): 2}, {("parameters", "homophily"): 99}, {("mechanisms", "brokerage"): 1}],
)
def test_faults_of_settings_are_told_as_those_of_the_document(settings: dict[Any, Any]) -> None:
    with pytest.raises(ScenarioError) as caught:
        ORIGINS["classroom"].scenario(settings)
    assert all(fault.file.endswith("scenario.toml") for fault in caught.value.faults)


def test_a_step_of_the_path_of_which_one_key_is_set_keeps_the_other() -> None:
    usual, changed = (
        ORIGINS["CN04801N"].scenario(each) for each in ({}, {("path", "training", "months"): 3})
    )
    assert changed.path.training.start == usual.path.training.start
    assert changed.path.training.months == 3


def test_it_travels_light() -> None:
    origin = ORIGINS["classroom"]
    origin.scenario()
    again = pickle.loads(pickle.dumps(origin))
    assert again._kept == {}
    assert again.scenario().hash == origin.scenario().hash


def test_a_study_keeps_the_files_of_its_scenario() -> None:
    assert set(ORIGINS["classroom"].files) == {"scenario.toml", "actors.csv", "ties.csv"}
    home = Path(__file__).parents[2] / "scenarios"
    assert Origin.load("classroom", home).files == ORIGINS["classroom"].files
