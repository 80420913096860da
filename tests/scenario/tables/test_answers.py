"""Answers on the past year belong to actors that there are."""

from pathlib import Path

from simul_agir.scenario.importing.questions import QUESTIONS
from simul_agir.scenario.tables.answers import read_answers


def test_an_empty_cell_is_no_answer(tmp_path: Path) -> None:
    columns = ["id", *QUESTIONS]
    first = next(iter(QUESTIONS))
    row = ["b", *("1" if name == first else "" for name in QUESTIONS)]
    (tmp_path / "answers.csv").write_text(f"{','.join(columns)}\n{','.join(row)}\n", encoding="utf-8")
    found = read_answers(tmp_path, ["a", "b"])
    assert list(found) == [1]
    assert list(found[1]) == [first]


def test_without_a_table_there_are_none(tmp_path: Path) -> None:
    assert read_answers(tmp_path, ["a"]) == {}
