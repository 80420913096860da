"""Tests of `version`: the version of the package."""

import pytest

import simul_agir
from simul_agir.cli import main


def test_it_tells_its_version(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--version"]) == 0
    assert capsys.readouterr().out == f"simul-agir {simul_agir.__version__}\n"
