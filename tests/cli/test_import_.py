"""`simul-agir import` and `new --questionnaire`, as typed."""

import json
import tomllib
from pathlib import Path

import pytest

from simul_agir.cli import main

TABLE = "Structure;Type;ETP;Budget\nAgglo;EPCI;2;120 000 €\nÉquipe;équipe projet;1;\nÉcole Zola;;;\n"


@pytest.fixture
def table(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    path = tmp_path / "acteurs.csv"
    path.write_text(TABLE, encoding="cp1252")
    return path


def test_it_shows_what_it_understood_and_writes_nothing_without_out(
    table: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["--lang", "fr", "import", str(table)]) == 0
    told = capsys.readouterr().out
    assert "Budget" in told
    assert "euros par an (supposé)" in told
    assert "cp1252" in told
    assert [each.name for each in table.parent.iterdir()] == ["acteurs.csv"]


def test_it_writes_with_yes_and_keeps_the_choices(table: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["import", str(table), "--out", "town", "--map", "choices.toml", "--yes"]) == 0
    assert main(["check", "town"]) == 0
    choices = tomllib.loads(Path("choices.toml").read_text(encoding="utf-8"))
    assert choices["units"] == {"ETP": "fte", "Budget": "euros/year"}
    assert choices["lead"] == "Agglo"
    Path("choices.toml").write_text('[units]\nBudget = "euros/month"\n', encoding="utf-8")
    capsys.readouterr()
    assert main(["import", str(table), "--map", "choices.toml", "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert told["questions"] == []
    assert told["actors"][0]["ordinary"] == 120_000


def test_without_yes_nothing_is_written_where_nobody_can_be_asked(
    table: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["import", str(table), "--out", "town"]) == 2
    assert "--yes" in capsys.readouterr().err
    assert not Path("town").exists()


def test_cells_to_mend_stop_it(table: Path, capsys: pytest.CaptureFixture[str]) -> None:
    table.write_text(TABLE.replace("2;120", "deux;120"), encoding="utf-8")
    assert main(["import", str(table), "--out", "town", "--yes"]) == 2
    out = capsys.readouterr().out
    assert 'acteurs.csv, C2 (ETP): found "deux"' in out
    assert not Path("town").exists()


@pytest.mark.parametrize(
    ("text", "field"),
    [
        ("lead = 3", "lead"),
        ('[units]\nBudget = "yen"', "units.Budget"),
        ("colums = {}", "colums"),
        ("x", ""),
        ('encoding = "ebcdic"', "encoding"),
    ],
)
def test_a_faulty_file_of_choices_is_told(
    table: Path, capsys: pytest.CaptureFixture[str], text: str, field: str
) -> None:
    Path("choices.toml").write_text(text, encoding="utf-8")
    assert main(["import", str(table), "--map", "choices.toml"]) == 2
    assert field in capsys.readouterr().err


@pytest.mark.parametrize(
    "words",
    [
        ["import", "nowhere.csv"],
        ["import", "acteurs.csv", "--encoding", "ebcdic"],
        ["new", "x", "--questionnaire", "de"],
        ["new", "x", "--questionnaire", "fr", "--study"],
    ],
)
def test_a_faulty_request_is_told(table: Path, capsys: pytest.CaptureFixture[str], words: list[str]) -> None:
    assert main(words) == 2
    assert "Traceback" not in capsys.readouterr().err
    assert [each.name for each in table.parent.iterdir()] == ["acteurs.csv"]


def test_a_questionnaire_is_written_in_a_new_folder(table: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["new", "asked", "--questionnaire", "fr"]) == 0
    assert Path("asked/questionnaire.xlsx").exists()
    assert main(["import", "asked/questionnaire.xlsx", "--out", "town", "--yes"]) == 2


def test_in_a_terminal_it_asks_what_the_table_does_not_settle(
    table: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    answers = iter(["euros/month", "nonsense", "school", "oui"])
    monkeypatch.setattr("sys.stdin.isatty", lambda: True, raising=False)
    monkeypatch.setattr("typer.prompt", lambda *_, **__: next(answers))
    table.write_text(TABLE.replace("École Zola;;", "Zola;Zblork;"), encoding="utf-8")
    assert main(["--lang", "fr", "import", str(table), "--out", "town", "--map", "choices.toml"]) == 0
    assert "agglo,Agglo,intercommunality,lead,120000," in Path("town/actors.csv").read_text(encoding="utf-8")
    choices = tomllib.loads(Path("choices.toml").read_text(encoding="utf-8"))
    assert choices["kinds"] == {"Zblork": "school"}
    assert choices["units"]["Budget"] == "euros/month"


def test_an_answer_that_is_no_yes_writes_nothing(
    table: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    answers = iter(["euros/year", "n"])
    monkeypatch.setattr("sys.stdin.isatty", lambda: True, raising=False)
    monkeypatch.setattr("typer.prompt", lambda *_, **__: next(answers))
    assert main(["import", str(table), "--out", "town"]) == 2
    assert not Path("town").exists()


@pytest.mark.parametrize(("file", "told"), [("no/such/folder/map.toml", "--map"), (".", ".")])
def test_choices_that_cannot_be_written_are_told_first_and_nothing_is_written(
    table: Path, file: str, told: str, lang: str, capsys: pytest.CaptureFixture[str]
) -> None:
    given = ["--lang", lang, "import", str(table), "--out", "town", "--map", file, "--yes"]
    assert main(given) == 2
    shown = capsys.readouterr()
    assert shown.out == ""
    assert shown.err.startswith(told)
    assert shown.err.count("\n") == 1
    assert "rrno" not in shown.err
    assert [each.name for each in table.parent.iterdir()] == ["acteurs.csv"]


def test_a_table_named_twice_is_a_fault(table: Path, lang: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--lang", lang, "import", "acteurs.csv", f"../{table.parent.name}/acteurs.csv"]) == 2
    shown = capsys.readouterr()
    assert shown.out == ""
    assert {"en": "named twice", "fr": "nommé deux fois"}[lang] in shown.err
    assert shown.err.count("\n") == 1
