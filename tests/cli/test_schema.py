"""Tests of `cli.schema`: `simul-agir schema`: the JSON Schema of scenario.toml, or of study.toml, for editors."""

import json

import pytest

from simul_agir.cli import main


def test_the_schema_is_json(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["schema"]) == 0
    assert "months" in json.loads(capsys.readouterr().out)["properties"]
