"""Tests of `cli.reporting`: `--report FILE`: the options that commands share, and how the file is written."""

import json
from pathlib import Path

import pytest
from tests.cli.test_report import COMPARE

from simul_agir.cli import main


def test_a_comparison_is_reported_and_verified(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file, kept = tmp_path / "dossier.html", tmp_path / "kept"
    assert main([*COMPARE, "--report", str(file), "--out", str(kept)]) == 0
    assert "Dossier written" in capsys.readouterr().err
    assert [path.name for path in tmp_path.iterdir() if path.suffix == ".html"] == ["dossier.html"]
    assert main(["verify-report", str(file), "--json"]) == 0
    assert json.loads(capsys.readouterr().out) == {"finding": "identical", "sound": True, "where": []}
    again = tmp_path / "again.html"
    assert main(["report", str(kept), "--report", str(again), "--lang", "en"]) == 0
    assert again.read_bytes() == file.read_bytes()
    file.write_bytes(file.read_bytes().replace(b"The territory", b"My territory", 1))
    assert main(["verify-report", str(file), "--lang", "fr"]) == 1
    assert capsys.readouterr().out.startswith("différent")
