"""`simul-agir diagnose` answers in both editions and both languages, and its dossier is verified."""

import json
from pathlib import Path

import pytest

from simul_agir.cli import main

ASKED = ["diagnose", "classroom", "--draws", "3"]


def test_it_speaks_and_names_nobody(capsys: pytest.CaptureFixture[str], lang: str) -> None:
    assert main([*ASKED, "--lang", lang]) == 0
    told = capsys.readouterr().out
    assert "Nadia" not in told
    assert ("How far each stance" in told) is (lang == "en")
    assert main([*ASKED, "--facilitator", "--lang", lang]) == 0
    assert "Nadia" in capsys.readouterr().out


def test_its_folder_and_dossier_hold_the_edition_asked_for(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    kept, file = tmp_path / "kept", tmp_path / "a.html"
    assert main([*ASKED, "--out", str(kept), "--report", str(file)]) == 0
    assert {path.name for path in kept.iterdir()} == {
        "diagnosis.json",
        "diagnosis.txt",
        "types.csv",
        "needs.csv",
        "network.svg",
    }
    for path in (*kept.iterdir(), file):
        assert "Nadia" not in path.read_text(encoding="utf-8")
    assert main(["verify-report", str(file)]) == 0
    assert main([*ASKED, "--out", str(kept), "--report", str(file), "--include-actors"]) == 0
    assert "Nadia" in (kept / "actors.csv").read_text(encoding="utf-8")
    assert "Nadia" in file.read_text(encoding="utf-8")
    capsys.readouterr()
    assert main(["verify-report", str(file), "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["finding"] == "identical"


def test_json_is_that_of_the_edition(capsys: pytest.CaptureFixture[str]) -> None:
    assert main([*ASKED, "--json"]) == 0
    assert "actors" not in json.loads(capsys.readouterr().out)
    assert main([*ASKED, "--json", "--include-actors"]) == 0
    assert len(json.loads(capsys.readouterr().out)["actors"]) == 12
