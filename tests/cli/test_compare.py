"""`simul-agir compare`, from the outside."""

import hashlib
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from children import interrupted
from simul_agir.cli import main
from simul_agir.report.files.comparison_files import FILES
from simul_agir.report.files.profile_files import PROFILE_FILES

SMALL = ["compare", "classroom", "--runs", "4", "--stances", "none,residents,sham"]
PROGRAM = [sys.executable, "-m", "simul_agir"]

OWN_STANCE = '''
"""A stance of one's own."""

from simul_agir import Stance


class Mine(Stance):
    """Does nothing of its own."""

    name = "mine"
    source = "a test"
'''


OWN = ["--stance-module", "my_module.py", "--stances", "none,mine"]


def answer(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> dict[str, object]:
    """What `--json` gives, without the time."""
    assert main([*arguments, "--json"]) == 0
    found: dict[str, object] = json.loads(capsys.readouterr().out)
    found["provenance"].pop("time")  # type: ignore[attr-defined]
    return found


def test_the_answer_stands_on_stdout_and_nothing_else_does(lang: str) -> None:
    done = subprocess.run([*PROGRAM, *SMALL, "--lang", lang], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert {"en": "not a prediction", "fr": "non une prédiction"}[lang] in " ".join(done.stdout.split())
    assert {"en": "residents first", "fr": "habitants d’abord"}[lang] in done.stdout
    assert not [
        line for line in done.stderr.splitlines() if not line.startswith("Compil")
    ]  # told on a new machine


def test_the_json_is_the_same_whatever_the_jobs(capsys: pytest.CaptureFixture[str]) -> None:
    answers = [answer([*SMALL, "--seed", "7", "--jobs", jobs], capsys) for jobs in ("1", "2", "2")]
    assert answers[0] == answers[1] == answers[2]
    assert list(answers[0]["differences"][0]) == [  # type: ignore[index]
        "a",
        "b",
        "outcome",
        "mean",
        "low",
        "high",
        "probability",
    ]


def test_another_seed_is_other_luck(capsys: pytest.CaptureFixture[str]) -> None:
    first, second = (answer([*SMALL, "--seed", seed], capsys) for seed in ("0", "4294967295"))
    assert first["arms"] != second["arms"]


def test_a_sham_is_nothing_but_cost(capsys: pytest.CaptureFixture[str]) -> None:
    differences = answer(SMALL, capsys)["differences"]
    sham = [d for d in differences if (d["a"], d["b"]) == ("sham", "none")]  # type: ignore[attr-defined]
    assert {d["outcome"] for d in sham if d["mean"] != 0} <= {"effort", "money", "hours"}


def test_one_run_still_answers(lang: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main([*SMALL, "--runs", "1", "--lang", lang]) == 0
    assert {"en": "a single run", "fr": "une seule simulation"}[lang] in " ".join(
        capsys.readouterr().out.split()
    )


def test_a_folder_of_answers_is_written_beside_the_answer(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = tmp_path / "answer"
    assert main([*SMALL, "--out", str(folder), "--lang", "fr"]) == 0
    assert {path.name for path in folder.iterdir()} == {*FILES, *PROFILE_FILES}
    assert str(folder) in capsys.readouterr().err


def test_a_folder_with_somebodys_files_is_refused_before_any_work(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "thesis.docx").touch()
    assert main([*SMALL, "--out", str(tmp_path)]) == 2
    assert "thesis.docx" in capsys.readouterr().err
    assert [path.name for path in tmp_path.iterdir()] == ["thesis.docx"]


def test_a_stance_of_ones_own_is_found_in_the_file_that_is_given(tmp_path: Path) -> None:
    (tmp_path / "my_module.py").write_text(OWN_STANCE)
    own = ["--stance-module", "my_module.py", "--stances", "none,mine"]
    command = [*PROGRAM, "compare", "classroom", "--runs", "2", *own, "--json"]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    digest = hashlib.sha256((tmp_path / "my_module.py").read_bytes()).hexdigest()
    assert digest in done.stderr
    assert digest in json.loads(done.stdout)["provenance"]["stance_modules"]
    assert [arm["stance"] for arm in json.loads(done.stdout)["arms"]] == ["none", "mine"]


def test_a_scenario_may_name_a_stance_of_the_file_that_is_given(tmp_path: Path) -> None:
    (tmp_path / "my_module.py").write_text(OWN_STANCE)
    toml = 'contract = "CN04801N"\nmonths = 6\narms = ["none", "mine"]\n'
    (tmp_path / "scenario.toml").write_text(toml)
    command = [*PROGRAM[1:], "compare", ".", "--stance-module", "my_module.py", "--runs", "2", "--json"]
    done = subprocess.run(
        [sys.executable, "-P", *command], cwd=tmp_path, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    assert [arm["stance"] for arm in json.loads(done.stdout)["arms"]] == ["none", "mine"]


@pytest.fixture
def in_a_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The current folder."""
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.mark.parametrize("fault", ["raise KeyError('ouch')", "return [[float('nan')]]"])
def test_a_stance_of_ones_own_that_fails_is_explained(
    in_a_folder: Path, fault: str, lang: str, capsys: pytest.CaptureFixture[str]
) -> None:
    body = f"\n    def calendar(self, briefing):\n        {fault}\n"
    (in_a_folder / "my_module.py").write_text(OWN_STANCE + body)
    assert main(["compare", "classroom", *OWN, "--lang", lang]) == 2
    told = capsys.readouterr().err
    assert "mine" in told
    assert ("the stance" in told or "the calendar" in told) == (lang == "en")


def test_two_stances_of_one_name_are_refused(in_a_folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (in_a_folder / "my_module.py").write_text(OWN_STANCE.replace('"mine"', '"none"'))
    assert main(["compare", "classroom", *OWN]) == 2
    assert "'none'" in capsys.readouterr().err


@pytest.mark.skipif(os.name == "nt", reason="signals differ there")
def test_an_interruption_stops_cleanly(tmp_path: Path) -> None:
    code, out, err = interrupted(
        ["compare", "loos-en-gohelle", "--runs", "20000", "--out", str(tmp_path / "answer")]
    )
    assert code == 130
    assert out == ""
    assert "Traceback" not in err
    assert list(tmp_path.iterdir()) == []
