"""Tests of `scenario.reading`: reading scenarios: from a folder, by a shipped name, or from a contract's code."""

from pathlib import Path

import pytest
from tests.scenario.folders import TOML, only_fault, starter

from simul_agir.scenario import Scenario, ScenarioError


@pytest.mark.parametrize("source", ["nowhere", "", "a\0b", "x" * 5_000, "CN99999Z", "..", "/"])
def test_what_is_no_scenario_is_refused(source: str) -> None:
    with pytest.raises(ScenarioError) as refused:
        Scenario.load(source)
    assert "scenario.toml" in refused.value.faults[0].allowed


@pytest.mark.parametrize(
    ("source", "nearest"), [("clasroom", "classroom"), ("CN06202", "CN06202I"), ("a/grandlyon", "grand-lyon")]
)
def test_a_misspelt_source_has_its_nearest_name(source: str, nearest: str) -> None:
    with pytest.raises(ScenarioError) as refused:
        Scenario.load(source)
    assert refused.value.faults[0].nearest == nearest


def test_a_source_without_a_name_is_shown_as_such() -> None:
    with pytest.raises(ScenarioError, match=r'^""; allowed: a folder'):
        Scenario.load("")


def test_a_folder_that_is_no_scenario_names_the_file_almost_right(tmp_path: Path) -> None:
    (tmp_path / "scenarios.toml").write_text(TOML)
    assert only_fault(tmp_path).nearest == "scenarios.toml"


def test_a_file_in_place_of_the_folder_names_the_folder(tmp_path: Path) -> None:
    folder = starter(tmp_path / "town")
    assert only_fault(folder / "scenario.toml").nearest == str(folder)
