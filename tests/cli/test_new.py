"""Tests of `cli.new`: `simul-agir new`: a folder to start a scenario or a study from."""

import json
from pathlib import Path

import pytest

from simul_agir.cli import main
from simul_agir.scenario import Scenario


@pytest.mark.parametrize("source", ["", "classroom", "CN06204I", "cn06204i"])
def test_a_new_scenario_is_sound(
    source: str, lang: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = tmp_path / "mine"
    chosen = ["--from", source] if source else []
    assert main(["new", str(folder), "--lang", lang, *chosen]) == 0
    shown = capsys.readouterr()
    assert str(folder / "scenario.toml") in shown.out.splitlines()
    assert "simul-agir check" in shown.err
    assert Scenario.load(folder).name == "mine"


@pytest.mark.parametrize("source", ["", "classroom"])
def test_a_new_scenario_never_overwrites(
    source: str, tmp_path: Path, lang: str, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "notes.txt").write_text("mine")
    chosen = ["--from", source] if source else []
    assert main(["new", str(tmp_path), "--lang", lang, *chosen]) == 2
    assert "--out" not in capsys.readouterr().err
    assert [path.name for path in tmp_path.iterdir()] == ["notes.txt"]


def test_new_files_are_told_as_json(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["new", str(tmp_path / "mine"), "--json"]) == 0
    files = json.loads(capsys.readouterr().out)
    assert [Path(file).name for file in files] == ["scenario.toml", "actors.csv", "ties.csv"]
    assert all(Path(file).is_file() for file in files)
