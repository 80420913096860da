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


def test_every_fault_of_a_table_is_told_with_its_line_and_column(tmp_path: Path) -> None:
    text = (
        "set,meeting_share,mechanisms.turnover,homophyly,parameters.meeting_share\n"
        "a,0.2,true,3,1\na,1.2,maybe,,2\nb,x,false,1,\n"
    )
    assert faults_of(kept(tmp_path, text)) == [
        (1, "column"),
        (1, "parameters.meeting_share"),
        (3, "set"),
        (3, "meeting_share"),
        (3, "mechanisms.turnover"),
        (4, "meeting_share"),
    ]


def test_every_fault_of_a_toml_is_told_with_its_line(tmp_path: Path) -> None:
    text = 'other = 1\n[[sets]]\nset = "a"\nmeeting_share = 2.0\n[sets.mechanisms]\nturnover = 0\n'
    text += '[[sets]]\nset = "a"\nhomophyly = 1\n'
    assert faults_of(kept(tmp_path, text, "sets.toml")) == [
        (1, "other"),
        (4, "meeting_share"),
        (6, "mechanisms.turnover"),
        (7, "set"),
        (9, "key"),
    ]


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("sets.csv", "meeting_share\n"),
        ("sets.csv", "\n"),
        ("sets.csv", "a\0b\n"),
        ("sets.toml", "sets = 3"),
        ("sets.toml", "[[sets"),
        ("sets.toml", "sets = [1]"),
        ("sets.toml", "other = 1"),
        ("sets.txt", TABLE),
        ("sets.csv", "homophily\n" + "1\n" * 1001),
    ],
)
def test_what_is_no_table_of_sets_is_a_fault(name: str, text: str, tmp_path: Path) -> None:
    assert faults_of(kept(tmp_path, text, name))


@pytest.mark.parametrize("source", ["acepted", "nowhere.csv", "", ".", "a\0.csv"])
def test_what_does_not_exist_is_a_fault(source: str) -> None:
    with pytest.raises(ScenarioError, match="accepted"):
        AssumptionSets.load(source)


def test_rows_in_python_are_checked_too() -> None:
    with pytest.raises(ScenarioError, match="homophily"):
        AssumptionSets.of([{"homophyly": 1}])
    with pytest.raises(ScenarioError):
        AssumptionSets.of([])
