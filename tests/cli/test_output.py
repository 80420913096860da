"""Tests of `cli.output`: answers on stdout."""

import json
from pathlib import Path

import pytest
from tests.cli.test_small_commands import KEPT

from simul_agir.cli import main


@pytest.mark.parametrize(("arguments", "files"), KEPT, ids=[arguments[0] for arguments, _ in KEPT])
def test_an_answer_can_be_kept(
    arguments: list[str], files: set[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for _ in range(2):  # what is ours may be written again
        assert main([*arguments, "--out", str(tmp_path / "kept"), "--json"]) == 0
    assert {path.name for path in (tmp_path / "kept").iterdir()} == files
    answer, _ = json.JSONDecoder().raw_decode(capsys.readouterr().out)
    for path in (tmp_path / "kept").glob("*.json"):
        assert json.loads(path.read_text(encoding="utf-8")) == answer
    for path in (tmp_path / "kept").glob("*.csv"):
        assert len(path.read_text(encoding="utf-8").splitlines()) == len(answer) + 1


@pytest.mark.parametrize("arguments", [each for each, _ in KEPT], ids=lambda each: each[0])
def test_an_answer_is_never_written_among_somebodys_files(
    arguments: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "thesis.docx").touch()
    assert main([*arguments, "--out", str(tmp_path)]) == 2
    shown = capsys.readouterr()
    assert shown.out == ""
    assert "thesis.docx" in shown.err
    assert [path.name for path in tmp_path.iterdir()] == ["thesis.docx"]
