"""Tests of `cli.verify_report`: `simul-agir verify-report`: whether a dossier holds what its request gives."""

import json
from pathlib import Path

import pytest
from tests.cli.test_report import COMPARE

from simul_agir.cli import main


def test_an_answer_of_other_numbers_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    kept = tmp_path / "kept"
    assert main([*COMPARE, "--out", str(kept)]) == 0
    answer = json.loads((kept / "comparison.json").read_text())
    answer["arms"][0]["outcomes"]["index"]["mean"] = 3.9
    (kept / "comparison.json").write_text(json.dumps(answer))
    capsys.readouterr()
    assert main(["report", str(kept), "--report", str(tmp_path / "a.html"), "--lang", "en"]) == 2
    assert "arms[0].outcomes.index.mean" in capsys.readouterr().err
