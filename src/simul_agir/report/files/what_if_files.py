"""Each file of the folder of a what-if."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from simul_agir.report.figures.what_if_figure import draw_what_if
from simul_agir.report.files.comparison_files import as_json, save_figure, write_csv, write_text
from simul_agir.report.files.folder import write_folder
from simul_agir.report.tables.what_if_table import as_text

if TYPE_CHECKING:
    from simul_agir.study.branching import WhatIf

WHAT_IF_FILES = ("what_if.json", "what_if.txt", "mechanisms.csv", "what_if.png", "what_if.svg")


def write_what_if(found: WhatIf, directory: Path, lang: str = "en") -> list[Path]:
    """The answer as text, JSON and figure, and the mechanisms as a table; the paths written. Raises FolderError."""
    rows = [
        (each.mechanism, *_numbers(each.lost), *_numbers(each.without), int(each.clear))
        for each in found.shares
    ]
    header = ("mechanism", "lost", "lost_low", "lost_high", "left", "left_low", "left_high", "clear")
    writers: list[Callable[[Path], None]] = [
        lambda folder: write_text(folder / "what_if.json", as_json(found.to_dict())),
        lambda folder: write_text(folder / "what_if.txt", as_text(found, lang)),
        lambda folder: write_csv(folder / "mechanisms.csv", header, rows),
        lambda folder: save_figure(lambda: draw_what_if(found, lang), folder / "what_if"),
    ]
    return write_folder(directory, writers)


def _numbers(estimate: object) -> tuple[float | None, ...]:
    ends = (getattr(estimate, name) for name in ("mean", "low", "high"))
    return tuple(None if end is None else round(end, 6) + 0.0 for end in ends)
