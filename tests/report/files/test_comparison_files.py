"""A folder of answers is written whole or not at all, and never over somebody's files."""

import csv
import json
from collections.abc import Iterator
from pathlib import Path

import pandas as pd
import pytest

from simul_agir.model.indicators import INDICATORS
from simul_agir.report.files import comparison_files as files
from simul_agir.report.files.comparison_files import FILES, write_comparison
from simul_agir.report.files.folder import FolderError, write_folder
from simul_agir.study import OUTCOMES, Comparison


@pytest.fixture(scope="module", autouse=True)
def small_pictures() -> Iterator[None]:
    """Pictures of few dots, quick to draw."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(files, "DOTS_PER_INCH", 40)
        yield


@pytest.fixture(scope="module")
def folder(comparison: Comparison, tmp_path_factory: pytest.TempPathFactory) -> Path:
    directory = tmp_path_factory.mktemp("answers") / "deep" / "answer"
    write_comparison(comparison, directory)
    return directory


def test_all_files_are_there_and_nothing_else(folder: Path) -> None:
    assert {path.name for path in folder.iterdir()} == set(FILES)
    assert all(path.stat().st_size > 100 for path in folder.iterdir())


def test_the_json_is_the_answer(folder: Path, comparison: Comparison) -> None:
    assert json.loads((folder / "comparison.json").read_text(encoding="utf-8")) == comparison.to_dict()


def test_trajectories_hold_every_run_and_month(folder: Path, comparison: Comparison) -> None:
    table = pd.read_parquet(folder / "trajectories.parquet")
    assert len(table) == len(comparison.arms) * 60 * 13
    assert set(INDICATORS) <= set(table.columns)
    assert "need_housing" in table.columns
    row = table[(table.stance == "mixed") & (table.run == 4) & (table.month == 9)]
    assert row["index"].item() == comparison.ensembles["mixed"].of("index")[4, 9]


def test_tables_hold_every_outcome(folder: Path, comparison: Comparison) -> None:
    with (folder / "outcomes.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert len(rows) == len(comparison.arms) * len(OUTCOMES)
    with (folder / "differences.csv").open(encoding="utf-8", newline="") as file:
        pairs = list(csv.DictReader(file))
    assert len(pairs) == len(comparison.differences)
    assert all((row["p_holm"] != "") == (row["outcome"] == "index") for row in pairs)


def test_the_same_answer_gives_the_same_pictures(
    folder: Path, comparison: Comparison, tmp_path: Path
) -> None:
    write_comparison(comparison, tmp_path)
    for name in ("overview.png", "ladder.svg", "trajectories.parquet", "table.txt"):
        assert (tmp_path / name).read_bytes() == (folder / name).read_bytes()


@pytest.mark.parametrize("error", [OSError(28, "No space left on device"), KeyboardInterrupt()])
def test_a_failure_on_the_way_leaves_nothing(tmp_path: Path, error: BaseException) -> None:
    def fail(folder: Path) -> None:
        raise error

    first = lambda folder: files.write_text(folder / "first.txt", "done")  # noqa: E731
    with pytest.raises((FolderError, KeyboardInterrupt)):
        write_folder(tmp_path / "new", [first, fail])
    assert list(tmp_path.iterdir()) == []
