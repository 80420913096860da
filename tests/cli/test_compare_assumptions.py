"""`simul-agir compare --assumptions`, from the outside."""

import json
from pathlib import Path

import pytest

from simul_agir.cli import main
from simul_agir.report.files.comparison_files import FILES, SETS_FILES

SMALL = ["compare", "classroom", "--months", "6", "--stances", "none,residents,sham"]
TABLE = "set,homophily,mechanisms.shocks\na,0.5,1\nb,2,0\nc,,\n"


@pytest.fixture
def table(tmp_path: Path) -> str:
    path = tmp_path / "sets.csv"
    path.write_text(TABLE, encoding="utf-8")
    return str(path)


def answer(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> dict[str, object]:
    assert main([*arguments, "--json"]) == 0
    found: dict[str, object] = json.loads(capsys.readouterr().out)
    found["provenance"].pop("time")  # type: ignore[attr-defined]
    return found


def test_it_answers_in_words(table: str, lang: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main([*SMALL, "--runs", "6", "--assumptions", table, "--lang", lang]) == 0
    shown = " ".join(capsys.readouterr().out.split()).replace("\u00a0", " ").replace("\u202f", " ")
    assert {"en": "3 sets of assumptions tried", "fr": "3 jeux d’hypothèses essayés"}[lang] in shown
    assert {"en": "homophily, mechanisms.shocks", "fr": "homophily, mechanisms.shocks"}[lang] in shown


def test_the_json_is_the_same_whatever_the_jobs(table: str, capsys: pytest.CaptureFixture[str]) -> None:
    one, two = (
        answer([*SMALL, "--runs", "7", "--assumptions", table, "--jobs", jobs], capsys) for jobs in ("1", "2")
    )
    assert one == two
    assert one["runs"] == 9
    block = one["assumptions"]
    assert isinstance(block, dict)
    assert [line["set"] for line in block["by_set"]] == ["a", "b", "c"]


def test_a_folder_of_answers_holds_the_sets_too(
    table: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = tmp_path / "answer"
    assert main([*SMALL, "--runs", "6", "--assumptions", table, "--out", str(folder)]) == 0
    assert {path.name for path in folder.iterdir()} == {*FILES, *SETS_FILES}
    lines = (folder / "sets.csv").read_text(encoding="utf-8").splitlines()
    assert len(lines) == 1 + 3 * 3
    assert json.loads((folder / "comparison.json").read_text(encoding="utf-8"))["assumptions"]["sets"] == 3


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["classroom", "--assumptions", "acepted"], "accepted"),
        (["classroom", "--assumptions", "nowhere.csv"], "nowhere.csv"),
        (["classroom", "--assumptions", ""], "--assumptions"),
        (["classroom", "--assumptions", "TABLE", "--until-sure", "0.95"], "--until-sure"),
        (["classroom", "--assumptions", "TABLE", "--runs", "0"], "--runs"),
        (["classroom", "--assumptions", "TABLE", "--stances", "none"], "--stances"),
        (["france", "--assumptions", "TABLE"], "france"),
        (["classroom", "--assumption", "TABLE"], "--assumptions"),
    ],
)
def test_a_faulty_question_is_explained_and_ends_with_2(
    arguments: list[str], told: str, table: str, lang: str, capsys: pytest.CaptureFixture[str]
) -> None:
    given = [table if each == "TABLE" else each for each in arguments]
    assert main(["--lang", lang, "compare", *given]) == 2
    shown = capsys.readouterr()
    assert shown.out == ""
    assert told in shown.err
    assert "Traceback" not in shown.err


def test_every_fault_of_the_sets_is_told_and_nothing_is_written(
    tmp_path: Path, lang: str, capsys: pytest.CaptureFixture[str]
) -> None:
    faulty = tmp_path / "faulty.csv"
    faulty.write_text("homophily,homophyly\n9,1\nx,1\n", encoding="utf-8")
    folder = tmp_path / "answer"
    given = ["--assumptions", str(faulty), "--out", str(folder), "--lang", lang]
    assert main([*SMALL, *given]) == 2
    shown = capsys.readouterr().err
    assert len(shown.strip().splitlines()) == 3
    assert "faulty.csv:3: homophily" in shown
    assert not folder.exists()


def test_a_plain_answer_does_not_stand_beside_the_sets_of_another(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "sets.csv").touch()
    assert main([*SMALL, "--runs", "2", "--out", str(tmp_path)]) == 2
    assert "sets.csv" in capsys.readouterr().err
