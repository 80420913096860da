"""Files made to hang or to break: an answer in words, within 20 s of processor time and 1 GB."""

from pathlib import Path

import pytest

from .hostile import all_hostile
from .trial import attempt, attempt_apart, laid

HOSTILE = all_hostile()
FEW = [name for number, name in enumerate(HOSTILE) if number % 67 == 0]


def test_there_are_five_hundred_of_many_kinds() -> None:
    assert len(HOSTILE) >= 500
    assert {each[2] for each in HOSTILE.values()} == {
        "scenario.toml",
        "study.toml",
        "actors.csv",
        "ties.csv",
        "points.csv",
        "actors.xlsx",
        "actors.ods",
        "actors.graphml",
        "actors.gexf",
    }


@pytest.mark.parametrize("name", FEW)
def test_a_few_hostile_files(name: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    _, files, file, content = HOSTILE[name]
    attempt(laid(tmp_path / "hostile", files, file, content()), "fr", capsys)


@pytest.mark.slow
@pytest.mark.parametrize("name", HOSTILE)
def test_every_hostile_file_within_its_bounds(name: str, tmp_path: Path) -> None:
    _, files, file, content = HOSTILE[name]
    made = content()
    assert len(made) <= 10_000_000
    attempt_apart(laid(tmp_path / "hostile", files, file, made))
