"""Tests of `cli.faults`: what went wrong, in words, and the exit code it ends with."""

from pathlib import Path

import pytest

from simul_agir.cli import main


def test_a_scenarios_faults_are_all_told(
    tmp_path: Path, lang: str, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "scenario.toml").write_text('contract = "CN06204I"\nmonths = -4\nbudgett = 3\n')
    assert main(["check", str(tmp_path), "--lang", lang]) == 2
    shown = capsys.readouterr().err
    assert "months" in shown
    assert "budget" in shown
    assert "scenario.toml:2" in shown
