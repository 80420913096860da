"""Tests of `scenario.tables.set_tables`: tables of sets of assumptions."""

from pathlib import Path

import pytest
from tests.scenario.test_assumption_sets import TABLE, faults_of, kept

from simul_agir.scenario import ScenarioError
from simul_agir.scenario.assumption_sets import AssumptionSets


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
