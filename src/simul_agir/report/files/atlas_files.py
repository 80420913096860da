"""Each file of a collection's folder: one table, the answer, its words and its picture."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from simul_agir.report.figures.atlas_figure import draw_atlas
from simul_agir.report.files.comparison_files import FORMS, as_json, save_figure, write_csv, write_text
from simul_agir.report.files.folder import write_folder
from simul_agir.report.tables.atlas_table import as_text

if TYPE_CHECKING:
    from simul_agir.study.compare.atlas import Atlas

FILES = (
    "contracts.csv",
    "contracts.parquet",
    "collection.json",
    "summary.txt",
    *(f"gains.{form}" for form in FORMS),
)


def write_atlas(atlas: Atlas, directory: Path, lang: str = "en") -> list[Path]:
    """The table twice, for spreadsheets and for programs, the whole answer, its summary and its picture; the paths written.

    Raises FolderError; then nothing is left behind.
    """
    writers: list[Callable[[Path], None]] = [
        lambda folder: _csv(atlas, folder / "contracts.csv"),
        lambda folder: _parquet(atlas, folder / "contracts.parquet"),
        lambda folder: write_text(folder / "collection.json", as_json(atlas.to_dict())),
        lambda folder: write_text(folder / "summary.txt", as_text(atlas, lang)),
        lambda folder: save_figure(lambda: draw_atlas(atlas, lang), folder / "gains"),
    ]
    return write_folder(directory, writers)


def _csv(atlas: Atlas, path: Path) -> None:
    write_csv(path, tuple(atlas.columns()), [tuple(row.values()) for row in atlas.rows()])


def _parquet(atlas: Atlas, path: Path) -> None:
    atlas.frame().to_parquet(path, index=False, compression="zstd")
