"""Tests of `scenario.tables.sources`: the tables of a scenario's folder."""

import os
from pathlib import Path

import pytest
from tests.scenario.folders import TOML, only_fault, written


def test_a_folder_in_place_of_a_table_is_refused(tmp_path: Path) -> None:
    folder = written(tmp_path / "odd", TOML, None, None)
    (folder / "actors.csv").mkdir()
    assert only_fault(folder).file.endswith("actors.csv")


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no named pipes here")
def test_a_named_pipe_in_place_of_a_table_is_refused(tmp_path: Path) -> None:
    folder = written(tmp_path / "odd", TOML, None, None)
    os.mkfifo(folder / "actors.csv")
    assert "ordinary" in only_fault(folder).allowed
