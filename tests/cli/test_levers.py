"""`simul-agir levers`: whether each stance's lever does what it says."""

import pytest

from simul_agir.cli import main


def test_too_few_runs_are_a_fault(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["levers", "--runs", "0", "--lang", "en"]) == 2
    assert "--runs" in capsys.readouterr().err


def test_its_help_names_its_options(lang: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["levers", "--help", "--lang", lang]) == 0
    shown = capsys.readouterr().out
    assert "--contracts" in shown
    assert "--runs" in shown
