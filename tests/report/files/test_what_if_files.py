"""Tests of `report.files.what_if_files`: each file of the folder of a what-if."""

from pathlib import Path

import pytest
from tests.cli.test_what_if import ASKED

from simul_agir.cli import main
from simul_agir.report.files.what_if_files import WHAT_IF_FILES


def test_it_answers_in_words_and_keeps_its_files(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main([*ASKED, "--set", "effort=x2", "--out", str(tmp_path / "kept"), "--lang", "en"]) == 0
    told = capsys.readouterr().out
    assert "switching ends higher than staying" in " ".join(told.split())
    assert "not at equal cost" in " ".join(told.split())
    assert "Mechanism off from month 12 on" in told
    assert {path.name for path in (tmp_path / "kept").iterdir()} == set(WHAT_IF_FILES)
