"""`simul-agir discover`, from the outside."""

import json
from pathlib import Path

import numpy as np
import pytest

from simul_agir.cli import main
from simul_agir.study.design.study import Study
from simul_agir.study.discovery import boxes
from simul_agir.study.sweep.sample import Sample, sample_points
from simul_agir.study.sweep.session import sweep

STUDY = """
scenario = "classroom"
stances = ["residents", "resilience"]
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
FEW = ["--repeats", "1"]


@pytest.fixture(autouse=True)
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """Peeled at one pace only."""
    monkeypatch.setattr(boxes, "PEELS", (0.1,))


@pytest.fixture(scope="module")
def study(tmp_path_factory: pytest.TempPathFactory) -> Path:
    file = tmp_path_factory.mktemp("study") / "study.toml"
    file.write_text(STUDY)
    return file


@pytest.fixture(scope="module")
def swept(study: Path) -> str:
    return str(sweep(Study.load(study), study.parent / "store").folder)


def test_a_sweep_holds_what_its_study_gives(swept: str, study: Path) -> None:
    kept, lived = Sample.load(swept), sample_points(Study.load(study))
    assert kept.stances == lived.stances
    assert np.array_equal(kept.values, lived.values)
    assert kept.points.astype(float).equals(lived.points.astype(float))


def test_a_study_is_lived_and_its_answer_is_json(study: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["discover", str(study), *FEW, "--json"]) == 0
    found = json.loads(capsys.readouterr().out)
    assert (found["points"], found["runs"]) == (48, 3)
    assert {case["kind"] for case in found["cases"]} == {"wins", "flip"}


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["--outcome", "hapiness"], "index"),
        (["--repeats", "0"], "--repeats"),
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
