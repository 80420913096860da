"""Tests of `scenario.building`: from a checked document and its tables to a scenario."""

from pathlib import Path

from tests.scenario.folders import TOML, only_fault, written


def test_a_scenario_without_actors_says_where_they_come_from(tmp_path: Path) -> None:
    fault = only_fault(written(tmp_path / "bare", TOML, None, None))
    assert "actors.csv" in fault.allowed
