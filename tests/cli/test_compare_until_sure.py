"""`simul-agir compare --until-sure`, from the outside."""

import json
from pathlib import Path

import pytest

from simul_agir.cli import main
from simul_agir.report.files.comparison_files import FILES, SURE_FILES

SMALL = ["compare", "classroom", "--months", "12", "--stances", "none,residents,sham", "--until-sure", "0.9"]


def answer(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> dict[str, object]:
    """What `--json` gives, without the time."""
    assert main([*arguments, "--json"]) == 0
    found: dict[str, object] = json.loads(capsys.readouterr().out)
    found["provenance"].pop("time")  # type: ignore[attr-defined]
    return found


def test_it_answers_in_words(lang: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main([*SMALL, "--lang", lang]) == 0
    shown = " ".join(capsys.readouterr().out.replace("\u202f", " ").split())
    assert {"en": "this is 90 % certain", "fr": "c’est sûr à 90 %"}[lang] in shown.replace(
        "\u00a0", " "
    ).replace("\u202f", " ")
    assert {"en": "Eliminated after", "fr": "Écarté après"}[lang] in shown


def test_the_json_is_the_same_whatever_the_jobs(capsys: pytest.CaptureFixture[str]) -> None:
    one, two = (answer([*SMALL, "--seed", "7", "--jobs", jobs], capsys) for jobs in ("1", "2"))
    assert one == two
    sure = one["sure"]
    assert isinstance(sure, dict)
    assert sure["probability"] == 0.9
    assert sure["smallest_effect"] == 0.1
    assert [arm["stance"] for arm in sure["arms"]] == ["none", "residents", "sham"]
    assert sure["runs"] == one["runs"]


def test_numbers_may_be_written_with_a_comma(capsys: pytest.CaptureFixture[str]) -> None:
    found = answer([*SMALL, "--smallest-effect", "0,25", "--goal", "1,5", "--most-runs", "150"], capsys)[
        "sure"
    ]
    assert isinstance(found, dict)
    assert (found["smallest_effect"], found["goal"], found["most_runs"]) == (0.25, 1.5, 150)


def test_the_runs_are_those_of_a_comparison_of_as_many(capsys: pytest.CaptureFixture[str]) -> None:
    found = answer(SMALL, capsys)
    plain = answer([*SMALL[:6], "--runs", str(found["runs"])], capsys)
    assert found["arms"] == plain["arms"]
    assert found["differences"] == plain["differences"]


def test_at_the_bound_it_is_undecided_and_still_an_answer(capsys: pytest.CaptureFixture[str]) -> None:
    arguments = ["--stances", "residents,mixed", "--smallest-effect", "0.00001", "--most-runs", "120"]
    assert main([*SMALL[:4], *arguments, "--until-sure", "0.95", "--lang", "en"]) == 0
    assert "undecided after 120 runs" in " ".join(capsys.readouterr().out.split())


def test_a_folder_of_answers_holds_what_is_known_too(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = tmp_path / "answer"
    folder.mkdir()
    (folder / "sure.csv").touch()  # of an answer before this one
    assert main([*SMALL, "--out", str(folder)]) == 0
    assert {path.name for path in folder.iterdir()} == {*FILES, *SURE_FILES}
    assert (folder / "sure.csv").read_text(encoding="utf-8").startswith("stance,left_out_after,below,")
    assert json.loads((folder / "comparison.json").read_text(encoding="utf-8"))["sure"]["decided"]


def test_a_plain_answer_does_not_stand_beside_what_another_knew(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "sure.csv").touch()
    assert main([*SMALL[:6], "--runs", "2", "--out", str(tmp_path)]) == 2
    assert "sure.csv" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["classroom", "--until-sure", "95"], "0.95|0,95"),
        (["classroom", "--until-sure", "0.5"], "--until-sure"),
        (["classroom", "--until-sure", "1"], "--until-sure"),
        (["classroom", "--until-sure", "-1"], "--until-sure"),
        (["classroom", "--until-sure", "nan"], "nan"),
        (["classroom", "--until-sure", "1e999"], "--until-sure"),
        (["classroom", "--until-sure", "often"], "often"),
        (["classroom", "--until-sure", ""], "--until-sure"),
        (["classroom", "--until-sure", "0.9", "--runs", "50"], "--most-runs"),
        (["classroom", "--until-sure", "0.9", "--smallest-effect", "0"], "--smallest-effect"),
        (["classroom", "--until-sure", "0.9", "--smallest-effect", "5"], "--smallest-effect"),
        (["classroom", "--until-sure", "0.9", "--most-runs", "99"], "100"),
        (["classroom", "--until-sure", "0.9", "--most-runs", "1e3"], "1e3"),
        (["classroom", "--until-sure", "0.9", "--most-runs", "100001"], "100000"),
        (["classroom", "--until-sure", "0.9", "--goal", "4.01"], "--goal"),
        (["classroom", "--until-sure", "0.9", "--stances", "none"], "--stances"),
        (["classroom", "--smallest-effect", "0.1"], "--until-sure"),
        (["classroom", "--most-runs", "500"], "--until-sure"),
        (["classroom", "--goal", "1"], "--until-sure"),
        (["france", "--until-sure", "0.95"], "france"),
        (["classroom", "--until-shure", "0.95"], "--until-sure"),
    ],
)
def test_a_faulty_question_is_explained_and_ends_with_2(
    arguments: list[str], told: str, lang: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["--lang", lang, "compare", *arguments]) == 2
    shown = capsys.readouterr()
    assert shown.out == ""
    assert any(each in shown.err for each in told.split("|"))
    assert "Traceback" not in shown.err
