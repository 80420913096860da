"""Help and refusals: in the language asked for, on the right stream, with the right exit code."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from simul_agir.cli import main

COMMANDS = ("compare", "run", "check", "new", "contracts", "stances", "schema", "patterns")


def test_an_interruption_ends_with_130(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def interrupted(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("simul_agir.scenario.Scenario.load", interrupted)
    assert main(["check", "classroom", "--lang", "en"]) == 130
    assert "Stopped" in capsys.readouterr().err


def test_help_answers_at_once() -> None:
    spent = []
    for _ in range(3):
        before = os.times()
        subprocess.run([sys.executable, "-m", "simul_agir", "--help"], check=True, capture_output=True)
        after = os.times()
        spent.append(after.children_user + after.children_system)
        spent[-1] -= before.children_user + before.children_system
    assert min(spent) < 1.0  # seconds of the processor, whatever else it does; .1 to .3 on most machines


def test_help_loads_nothing_heavy() -> None:
    code = (
        "import sys; from simul_agir.cli import main; main(['compare', '--help']);"
        "print({'numpy', 'numba', 'pandas', 'rich', 'matplotlib', 'scipy'} & set(sys.modules))"
    )
    done = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True)
    assert done.stdout.splitlines()[-1] == "set()"


@pytest.mark.skipif(os.name == "nt", reason="streams close differently there")
@pytest.mark.parametrize(("arguments", "code"), [("stances", 0), ("stances --json", 0), ("nowhere", 2)])
def test_closed_streams_are_no_fault(arguments: str, code: int, tmp_path: Path) -> None:
    command = f"{sys.executable} -m simul_agir {arguments}"
    done = subprocess.run(f"{command} >&-", shell=True, check=False, capture_output=True, text=True)
    assert done.returncode == code
    assert "Traceback" not in done.stderr
    nowhere = subprocess.run(f"{command} >{tmp_path / 'answer'} 2>&-", shell=True, check=False)
    assert nowhere.returncode == code
    assert "nowhere" not in (tmp_path / "answer").read_text(encoding="utf-8")


@pytest.mark.skipif(os.name == "nt", reason="pipes close differently there")
def test_a_reader_who_leaves_early_hears_no_complaint() -> None:
    command = f"{sys.executable} -m simul_agir contracts | head -n 1"
    done = subprocess.run(command, shell=True, check=False, capture_output=True, text=True)
    assert "Broken" not in done.stderr
    assert "Traceback" not in done.stderr
