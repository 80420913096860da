"""Tests of `report.files.search_files`: each file of a search's folder."""

import json
from pathlib import Path

import pytest
from tests.cli.test_optimise import FEW

from simul_agir.cli import main
from simul_agir.report.files.search_files import FILES


def test_the_policy_found_is_a_stance_that_lives_what_was_judged(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = tmp_path / "answer"
    assert main([*FEW, "--json", "--out", str(folder)]) == 0
    found = json.loads(capsys.readouterr().out)
    assert {path.name for path in folder.iterdir()} == set(FILES)
    monkeypatch.chdir(folder)
    arms = ["--stance-module", "found_policy.py", "--stances", "none,found_policy"]
    assert main(["compare", "classroom", *arms, "--runs", "20", "--seed", "2", "--json"]) == 0
    again = {arm["stance"]: arm for arm in json.loads(capsys.readouterr().out)["arms"]}
    judged = {arm["stance"]: arm for arm in found["judged"]["arms"]}
    assert again["found_policy"]["outcomes"] == judged["found"]["outcomes"]
