"""Tests of `cli.own_stances`: `--stance-module FILE`."""

import json
from pathlib import Path

import pytest

from simul_agir.cli import main


def test_every_arm_that_cannot_be_loaded_is_told_at_once(
    tmp_path: Path, lang: str, capsys: pytest.CaptureFixture[str]
) -> None:
    toml = 'contract = "CN04801N"\narms = ["none", "nowhere.module:A", "json:dumps"]\n'
    (tmp_path / "scenario.toml").write_text(toml)
    told = []
    for command in (["check", str(tmp_path), "--json"], ["compare", str(tmp_path), "--runs", "2"]):
        assert main([*command, "--lang", lang]) == 2
        shown = capsys.readouterr()
        told.append(shown.err)
        if "--json" in command:
            faults = json.loads(shown.out)["faults"]
            assert [(fault["line"], fault["field"]) for fault in faults] == [(2, "arms[2]"), (2, "arms[3]")]
    assert told[0] == told[1]
