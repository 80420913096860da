"""Tests of `report.files.claims_files`: the folder of an answer about claims."""

import csv
import json
from pathlib import Path

import pytest
from tests.cli.test_claims import QUICK

from simul_agir.cli import main
from simul_agir.report.files.claims_files import TEXTS


def test_numbers_files_and_a_store_are_kept_and_gone_on_with(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    asked = [*QUICK, "--out", str(tmp_path / "kept"), "--json", "--seed", "3"]
    assert main(asked) == 0
    told = json.loads(capsys.readouterr().out)
    names = {path.name for path in (tmp_path / "kept").iterdir()}
    assert names == {*TEXTS, "c7", "c7.png", "c7.svg"}
    assert json.loads((tmp_path / "kept" / TEXTS[0]).read_text(encoding="utf-8")) == told
    rows = list(csv.DictReader((tmp_path / "kept" / TEXTS[1]).open(encoding="utf-8")))
    assert [row["part"] for row in rows] == ["facilitators", "regulation"]
    assert told["seed"] == 3
    assert [each["verdict"] for each in told["claims"]] == ["cannot_tell"]
    assert main(asked) == 0
    assert json.loads(capsys.readouterr().out) == told
    assert main(["verify-store", str(tmp_path / "kept" / "c7")]) == 0
