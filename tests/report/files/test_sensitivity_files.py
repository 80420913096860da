"""Tests of `report.files.sensitivity_files`: each file of a sensitivity analysis' folder."""

import json
from pathlib import Path

import pytest
from tests.cli.test_sensitivity import FEW, study  # noqa: F401

from simul_agir.cli import main
from simul_agir.report.files.sensitivity_files import FILES


def test_the_json_and_the_files(study: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out = tmp_path / "answer"
    assert main(["sensitivity", study, *FEW, "--runs", "3", "--seed", "7", "--json", "--out", str(out)]) == 0
    found = json.loads(capsys.readouterr().out)
    assert (found["runs"], found["seed"]) == (3, 7)
    assert found["factors"] == ["scenario.effort", "parameters.tolerance"]
    assert {path.name for path in out.iterdir()} <= set(FILES)
    assert {"morris.png", "morris_all.svg", "sensitivity.json", "effects.csv"} <= {
        p.name for p in out.iterdir()
    }
