"""Tests of `cli.check`: `simul-agir check`: whether a scenario or a study is sound, and all its faults if not."""

import json
from pathlib import Path

import pytest

from simul_agir.cli import main
from simul_agir.scenario import Scenario


def test_a_sound_scenario_is_said_to_be(lang: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", "classroom", "--lang", lang]) == 0
    shown = capsys.readouterr()
    assert {"en": "sound", "fr": "correct"}[lang] in shown.out
    assert Scenario.load("classroom").hash in shown.out
    assert shown.err == ""


def test_the_check_as_json(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", "classroom", "--json"]) == 0
    found = json.loads(capsys.readouterr().out)
    assert found["sound"]
    assert found["actors"] == 12
    assert found["hash"] == Scenario.load("classroom").hash


def test_the_check_of_a_faulty_scenario_as_json(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "scenario.toml").write_text('contract = "CN06204I"\nmonths = -4\n')
    assert main(["check", str(tmp_path), "--json"]) == 2
    found = json.loads(capsys.readouterr().out)
    assert not found["sound"]
    assert found["faults"][0]["field"] == "months"
    assert found["faults"][0]["line"] == 2


def test_the_check_of_a_faulty_scenario_is_not_written(tmp_path: Path) -> None:
    (tmp_path / "scenario.toml").write_text('contract = "CN06204I"\nmonths = -4\n')
    assert main(["check", str(tmp_path), "--out", str(tmp_path / "kept")]) == 2
    assert [path.name for path in tmp_path.iterdir()] == ["scenario.toml"]
