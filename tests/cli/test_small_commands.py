"""The commands that need no simulation."""

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


def test_the_schema_is_json(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["schema"]) == 0
    assert "months" in json.loads(capsys.readouterr().out)["properties"]


def test_a_search_finds_contracts(lang: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["contracts", "lens", "lievin", "--lang", lang]) == 0
    shown = capsys.readouterr()
    assert "CN06202I" in shown.out
    assert {"en": "Contracts: ", "fr": "Contrats\u00a0: "}[lang] in shown.err


def test_all_372_contracts_are_listed(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["contracts", "--json"]) == 0
    assert len(json.loads(capsys.readouterr().out)) == 372


def test_stances_are_listed_with_their_sources(lang: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["stances", "--lang", lang]) == 0
    shown = capsys.readouterr().out
    assert "residents" in shown
    assert "conditional_aid" in shown
    assert main(["stances", "--json"]) == 0
    found = json.loads(capsys.readouterr().out)
    assert all(stance["source"] for stance in found)


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


@pytest.mark.parametrize(
    ("arguments", "name"),
    [(["contracts", "lyon"], "69 - Métropole de Lyon"), (["stances"], "ordinary_resources")],
)
def test_no_name_vanishes_on_a_narrow_terminal(
    arguments: list[str], name: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("simul_agir.cli.output.PIPED", 40)
    assert main(arguments) == 0
    shown = capsys.readouterr().out
    assert name in shown
    assert "…" not in shown


KEPT = [
    (["check", "classroom"], {"check.json", "check.txt"}),
    (["contracts", "lyon"], {"contracts.csv"}),
    (["stances"], {"stances.csv"}),
    (["schema"], {"scenario.schema.json"}),
]


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


def test_the_check_of_a_faulty_scenario_is_not_written(tmp_path: Path) -> None:
    (tmp_path / "scenario.toml").write_text('contract = "CN06204I"\nmonths = -4\n')
    assert main(["check", str(tmp_path), "--out", str(tmp_path / "kept")]) == 2
    assert [path.name for path in tmp_path.iterdir()] == ["scenario.toml"]


def test_new_files_are_told_as_json(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["new", str(tmp_path / "mine"), "--json"]) == 0
    files = json.loads(capsys.readouterr().out)
    assert [Path(file).name for file in files] == ["scenario.toml", "actors.csv", "ties.csv"]
    assert all(Path(file).is_file() for file in files)


def test_every_arm_that_cannot_be_loaded_is_told_at_once(
    tmp_path: Path, lang: str, capsys: pytest.CaptureFixture[str]
) -> None:
    toml = 'contract = "CN04801N"\narms = ["none", "nowhere.module:A", "json:dumps"]\n'
    (tmp_path / "scenario.toml").write_text(toml)
    told = []
    for command in (["check", str(tmp_path), "--json"], ["compare", str(tmp_path), "--runs", "2"]):
        assert main([*command, "--lang", lang]) == 2
        shown = capsys.readouterr()
        told.append(shown.err)
        if "--json" in command:
            faults = json.loads(shown.out)["faults"]
            assert [(fault["line"], fault["field"]) for fault in faults] == [(2, "arms[2]"), (2, "arms[3]")]
    assert told[0] == told[1]
