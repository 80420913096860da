"""Each file of a discovery's folder."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from simul_agir.report.figures.discovery_figure import draw_boxes, draw_map
from simul_agir.report.files.comparison_files import FORMS, as_json, save_figure, write_text
from simul_agir.report.files.folder import write_folder
from simul_agir.report.tables.discovery_table import as_text
from simul_agir.sheets.written import frame_as_text

if TYPE_CHECKING:
    from simul_agir.study.discovery.analysis import Discovery

FILES = (
    "discovery.json",
    "summary.txt",
    "points.csv",
    *(f"{name}.{form}" for name in ("flip_map", "boxes") for form in FORMS),
)


def write_discovery(found: Discovery, directory: Path, lang: str = "en") -> list[Path]:
    """The whole answer, its summary, every point with its highest stance, flip map and boxes; the paths written.

    Raises FolderError; then nothing is left behind.
    """
    writers: list[Callable[[Path], None]] = [
        lambda folder: write_text(folder / "discovery.json", as_json(found.to_dict())),
        lambda folder: write_text(folder / "summary.txt", as_text(found, lang)),
        lambda folder: frame_as_text(found.frame()).to_csv(
            folder / "points.csv", index_label="point", lineterminator="\n"
        ),
        lambda folder: save_figure(lambda: draw_map(found, lang), folder / "flip_map"),
        lambda folder: save_figure(lambda: draw_boxes(found, lang), folder / "boxes"),
    ]
    return write_folder(directory, writers)
