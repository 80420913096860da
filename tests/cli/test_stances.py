"""Tests of `cli.stances`: `simul-agir stances`: the stances there are, and where each comes from."""

import json

import pytest

from simul_agir.cli import main


def test_stances_are_listed_with_their_sources(lang: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["stances", "--lang", lang]) == 0
    shown = capsys.readouterr().out
    assert "residents" in shown
    assert "conditional_aid" in shown
    assert main(["stances", "--json"]) == 0
    found = json.loads(capsys.readouterr().out)
    assert all(stance["source"] for stance in found)
