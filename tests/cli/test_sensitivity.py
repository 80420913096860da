"""`simul-agir sensitivity`, from the outside."""

from pathlib import Path

import pytest

from simul_agir.cli import main

STUDY = """
scenario = "classroom"
stances = ["none", "residents"]
runs = 4
[fixed]
months = 12
warm_up = 4
[vary]
effort = { low = 0.1, high = 1.0 }
parameters.tolerance = { low = 0.1, high = 0.6 }
[design]
kind = "latin_hypercube"
points = 4
"""
FEW = ["--trajectories", "3", "--samples", "4"]


@pytest.fixture
def study(tmp_path: Path) -> str:
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "study.toml").write_text(STUDY)
    return str(tmp_path / "mine" / "study.toml")


def test_tables_and_words_in_both_languages(
    study: str, lang: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["sensitivity", study, *FEW, "--lang", lang]) == 0
    told = " ".join(capsys.readouterr().out.split())
    assert {"en": "not a prediction", "fr": "non une prédiction"}[lang] in told
    assert "tolerance" in told


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["--method", "fast"], "morris"),
        (["--samples", "12"], "--samples"),
        (["--trajectories", "few"], "few"),
        (["--outcomes", "indx"], "indx"),
        (["--runs", "1"], "--runs"),
        (["--seed", "-1"], "--seed"),
        (["--jobs", "0"], "--jobs"),
    ],
)
def test_a_faulty_request_is_explained_and_ends_with_2(
    study: str, arguments: list[str], told: str, lang: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["sensitivity", study, *arguments, "--lang", lang]) == 2
    shown = capsys.readouterr()
    assert shown.out == ""
    assert told in shown.err
    assert "Traceback" not in shown.err


def test_a_study_that_is_not_there_is_told(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["sensitivity", "no/such/study.toml"]) == 2
    assert "Traceback" not in capsys.readouterr().err
