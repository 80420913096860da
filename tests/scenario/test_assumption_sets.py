"""Sets of assumptions are read from tables; every fault is told at once, with its line."""

from pathlib import Path

import pytest

from simul_agir.scenario import Scenario, ScenarioError
from simul_agir.scenario.assumption_sets import AssumptionSet, AssumptionSets

TABLE = "set,meeting_share,mechanisms.turnover\nwide,0.3,true\nnarrow,0.1,non\n,,\nown,,\n"
SAME_IN_TOML = """
[[sets]]
set = "wide"
meeting_share = 0.3
mechanisms.turnover = true
[[sets]]
set = "narrow"
parameters.meeting_share = 0.1
[sets.mechanisms]
turnover = false
[[sets]]
set = "own"
"""


def kept(folder: Path, text: str, name: str = "sets.csv") -> Path:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


def faults_of(path: Path) -> list[tuple[int | None, str]]:
    with pytest.raises(ScenarioError) as caught:
        AssumptionSets.load(path)
    return [(fault.line, fault.field) for fault in caught.value.faults]


def test_a_line_is_a_set_and_an_empty_cell_changes_nothing(tmp_path: Path) -> None:
    wide, narrow, own = AssumptionSets.load(kept(tmp_path, TABLE))
    assert wide == AssumptionSet("wide", {"meeting_share": 0.3}, {"turnover": True})
    assert narrow == AssumptionSet("narrow", {"meeting_share": 0.1}, {"turnover": False})
    assert own.cells == {}


def test_toml_says_the_same(tmp_path: Path) -> None:
    first = AssumptionSets.load(kept(tmp_path, TABLE))
    second = AssumptionSets.load(kept(tmp_path, SAME_IN_TOML, "sets.toml"))
    assert first.sets == second.sets
    assert first.hash == second.hash
    assert first.columns == ("meeting_share", "mechanisms.turnover")


def test_a_spreadsheet_of_a_french_office_is_read(tmp_path: Path) -> None:
    (only,) = AssumptionSets.load(kept(tmp_path, "meeting_share;mechanisms.turnover\n0,3;faux\n"))
    assert only == AssumptionSet("1", {"meeting_share": 0.3}, {"turnover": False})


def test_the_hash_is_of_what_is_set_and_of_its_order() -> None:
    first = AssumptionSets.of([{"set": "a", "homophily": 1}, {"homophily": 2}])
    renamed = AssumptionSets.of([{"set": "b", "homophily": 1.0}, {"homophily": 2}], source="elsewhere")
    turned = AssumptionSets.of([{"homophily": 2}, {"homophily": 1}])
    assert first.hash == renamed.hash
    assert first.hash != turned.hash


def test_a_set_goes_before_the_scenario_and_leaves_the_rest() -> None:
    scenario = Scenario.load("classroom")
    one = AssumptionSet("a", {"homophily": 2.0}, {"shocks": False})
    changed = one.of(scenario)
    assert changed.parameters == {**scenario.parameters, "homophily": 2.0}
    assert changed.mechanisms["shocks"] is False
    assert AssumptionSet("none").of(scenario) == scenario


def test_rows_in_python_are_checked_too() -> None:
    with pytest.raises(ScenarioError, match="homophily"):
        AssumptionSets.of([{"homophyly": 1}])
    with pytest.raises(ScenarioError):
        AssumptionSets.of([])
