"""`simul-agir discover`, from the outside."""

import json
from pathlib import Path

import pytest

from simul_agir.cli import main
from simul_agir.report.discovery_files import FILES
from simul_agir.study.design.study import Study
from simul_agir.study.sweeping.session import sweep

STUDY = """
scenario = "classroom"
stances = ["none", "residents", "resilience"]
runs = 3
[fixed]
months = 12
warm_up = 4
[vary]
effort = { low = 0.1, high = 1.0 }
parameters.tolerance = { low = 0.1, high = 0.6 }
[design]
kind = "latin_hypercube"
points = 48
"""
FEW = ["--splits", "3"]


@pytest.fixture(scope="module")
def study(tmp_path_factory: pytest.TempPathFactory) -> Path:
    file = tmp_path_factory.mktemp("study") / "study.toml"
    file.write_text(STUDY)
    return file


@pytest.fixture(scope="module")
def swept(study: Path) -> str:
    return str(sweep(Study.load(study), study.parent / "store").folder)


def test_a_sweep_and_its_study_have_the_same_answer(
    swept: str, study: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    answers = []
    for source in (swept, str(study)):
        assert main(["discover", source, *FEW, "--json"]) == 0
        found = json.loads(capsys.readouterr().out)
        answers.append([found["leader"], found["told"], found["cases"]])
    assert answers[0] == answers[1]


def test_words_in_both_languages_and_all_files(
    swept: str, tmp_path: Path, lang: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["discover", swept, *FEW, "--lang", lang, "--out", str(tmp_path / "answer")]) == 0
    told = " ".join(capsys.readouterr().out.split())
    assert {"en": "not a prediction", "fr": "non une prédiction"}[lang] in told
    assert {path.name for path in (tmp_path / "answer").iterdir()} == set(FILES)


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["--outcome", "hapiness"], "index"),
        (["--splits", "1"], "--splits"),
        (["--margin", "much"], "much"),
        (["--margin", "-1"], "--margin"),
        (["--seed", "x"], "--seed"),
    ],
)
def test_a_faulty_request_is_explained_and_ends_with_2(
    swept: str, arguments: list[str], told: str, lang: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["discover", swept, *arguments, "--lang", lang]) == 2
    shown = capsys.readouterr()
    assert shown.out == ""
    assert told in shown.err
    assert "Traceback" not in shown.err


def test_a_folder_that_holds_no_sweep_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "empty").mkdir()
    assert main(["discover", str(tmp_path / "empty")]) == 2
    assert main(["discover", str(tmp_path / "nowhere")]) == 2
    assert "Traceback" not in capsys.readouterr().err
