"""Tests of `scenario.tables.rows`: from the rows of tables to actors and ties, every fault noted with its line."""

from pathlib import Path

import pytest
from tests.scenario.folders import ACTORS, faults_of, only_fault, written
from tests.scenario.test_faults import FAULTY_ACTORS


@pytest.mark.parametrize(("old", "new", "line", "field", "value", "nearest"), FAULTY_ACTORS)
def test_a_fault_of_an_actor_is_told(
    tmp_path: Path, old: str, new: str, line: int | None, field: str, value: str, nearest: str | None
) -> None:
    assert old in ACTORS
    folder = written(tmp_path / "faulty", actors=ACTORS.replace(old, new, 1), ties=None)
    told = [(fault.line, fault.field, fault.value, fault.nearest) for fault in faults_of(folder)]
    assert told == [(line, field, value, nearest)]


def test_a_row_that_cannot_be_read_does_not_hide_the_faults_above_it(tmp_path: Path) -> None:
    actors = ACTORS.replace("0.6", "6").replace("centre,Centre", 'centre,"Centre" de')
    told = [(fault.line, fault.field) for fault in faults_of(written(tmp_path / "broken", actors=actors))]
    assert told == [(2, "motivation"), (5, "")]


def test_the_line_of_a_column_is_that_of_the_header(tmp_path: Path) -> None:
    actors = "\n\n" + ACTORS.replace("motivation", "motivaton")
    assert only_fault(written(tmp_path / "faulty", actors=actors)).line == 3
