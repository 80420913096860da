"""`simul-agir patterns`: a table, numbers, files; unmet patterns are no failure; 2 for what cannot be asked."""

import json
from pathlib import Path

import pytest

from simul_agir.cli import main
from simul_agir.report.tables.patterns_table import FILES

QUICK = ["patterns", "--contracts", "2", "--runs", "1"]


def test_a_table_is_printed(lang: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main([*QUICK, "--lang", lang]) == 0
    shown = capsys.readouterr()
    head = {"en": ("pattern", "standing", "data", "model", "met"), "fr": ("régularité", "statut", "données")}
    assert [word for word in head[lang] if word not in shown.out] == []
    assert shown.err == ""


def test_json_keeps_what_was_set_and_files_are_written(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "answer"
    settings = ["--set", "weight_coordination=0", "--set", "aid=0", "--seed", "3"]
    assert main([*QUICK, *settings, "--json", "--jobs", "1", "--out", str(out)]) == 0
    found = json.loads(capsys.readouterr().out)
    assert found["model"]["parameters"] == {"weight_coordination": 0}
    assert found["model"]["mechanisms"] == {"aid": False}
    assert (found["seed"], found["runs"], len(found["contracts"])) == (3, 1, 2)
    assert sorted(path.name for path in out.iterdir()) == sorted(FILES)
    assert json.loads((out / "patterns.json").read_text(encoding="utf-8")) == found


def test_a_rival_stands_beside_the_full_model(capsys: pytest.CaptureFixture[str]) -> None:
    assert main([*QUICK, "--rival", "dealt", "--json"]) == 0
    models = json.loads(capsys.readouterr().out)["models"]
    assert [(each["model"]["name"], each["held_out"]) for each in models] == [("full", True), ("dealt", True)]


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["--contracts", "0"], "--contracts"),
        (["--contracts", "500"], "171"),
        (["--contracts", "500", "--rival", "all"], "171"),
        (["--runs", "0"], "--runs"),
        (["--runs", "many"], "many"),
        (["--seed", "-1"], "4294967295"),
        (["--jobs", "0"], "--jobs"),
        (["--set", "exploration"], "exploration"),
        (["--set", "exploration=2"], "exploration"),
        (["--set", "aid=0.5"], "aid"),
        (["--set", "explorasion=.2"], "exploration"),
        (["--rival", "no_trsut"], "no_trust"),
        (["--rival", "all", "--set", "aid=0"], "--rival"),
    ],
)
def test_what_cannot_be_asked_is_refused_and_nothing_is_written(
    arguments: list[str], told: str, lang: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "answer"
    assert main(["patterns", *arguments, "--out", str(out), "--lang", lang]) == 2
    shown = capsys.readouterr()
    assert told in shown.err
    assert "Traceback" not in shown.err
    assert shown.out == ""
    assert not out.exists()
