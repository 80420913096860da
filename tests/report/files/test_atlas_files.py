"""A collection's table, words, files and picture hold what its answer holds."""

import csv
import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pandas as pd
import pytest

from atlases import CODES, atlas, failing
from simul_agir.report.files import comparison_files as files
from simul_agir.report.files.atlas_files import FILES, write_atlas


@pytest.fixture(scope="module", autouse=True)
def small_pictures() -> Iterator[None]:
    """Pictures of few dots, quick to draw."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(files, "DOTS_PER_INCH", 40)
        yield


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    directory = tmp_path_factory.mktemp("answers") / "france"
    write_atlas(atlas(), directory)
    return directory


def test_all_files_are_there_and_nothing_else(folder: Path) -> None:
    assert {path.name for path in folder.iterdir()} == set(FILES)


def test_one_table_twice(folder: Path) -> None:
    with (folder / "contracts.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert [row["contract"] for row in rows] == list(CODES)
    assert list(rows[0]) == atlas().columns()
    table = pd.read_parquet(folder / "contracts.parquet")
    pd.testing.assert_frame_equal(table, atlas().frame(), check_dtype=False)
    for row, (_, line) in zip(rows, table.iterrows(), strict=True):
        assert float(row["gain_residents"]) == line.gain_residents
        assert row["best_set"] == line.best_set


def test_the_json_is_the_answer(folder: Path) -> None:
    assert json.loads((folder / "collection.json").read_text(encoding="utf-8")) == atlas().to_dict()


def test_the_same_answer_is_the_same_bytes(folder: Path, tmp_path: Path) -> None:
    write_atlas(atlas(), tmp_path / "again")
    for name in FILES:
        assert (tmp_path / "again" / name).read_bytes() == (folder / name).read_bytes(), name


def test_an_answer_with_failures_is_written_too(tmp_path: Path) -> None:
    write_atlas(failing(), tmp_path / "some")
    text = (tmp_path / "some" / "contracts.csv").read_text(encoding="utf-8")
    assert "landscape.actors" in text.splitlines()[3]
    lost = failing().collection.among(["lyon"])
    write_atlas(replace(failing(), collection=lost, lines=()), tmp_path / "none")
    assert {path.name for path in (tmp_path / "none").iterdir()} == set(FILES)
