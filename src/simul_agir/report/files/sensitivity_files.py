"""Each file of a sensitivity analysis' folder."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from simul_agir.report.figures.sensitivity_figure import draw_bars, draw_map
from simul_agir.report.files.comparison_files import FORMS, as_json, save_figure, write_text
from simul_agir.report.files.folder import write_folder
from simul_agir.report.tables.sensitivity_table import as_text
from simul_agir.sheets.written import frame_as_text

if TYPE_CHECKING:
    from simul_agir.study.sensitivity.analysis import Sensitivity
    from simul_agir.study.sweep.sample import Sample

METHODS = ("morris", "sobol")
FIGURES = tuple(f"{method}{kind}" for method in METHODS for kind in ("", "_all"))
FILES = (
    "sensitivity.json",
    "summary.txt",
    "effects.csv",
    *(f"{method}_points.parquet" for method in METHODS),
    *(f"{name}.{form}" for name in FIGURES for form in FORMS),
)


def write_sensitivity(found: Sensitivity, directory: Path, lang: str = "en") -> list[Path]:
    """The answer, its summary, all effects, every point run, two pictures a method; the paths. Raises FolderError."""
    writers: list[Callable[[Path], None]] = [
        lambda folder: write_text(folder / "sensitivity.json", as_json(found.to_dict())),
        lambda folder: write_text(folder / "summary.txt", as_text(found, lang)),
        lambda folder: frame_as_text(found.frame()).to_csv(
            folder / "effects.csv", index=False, lineterminator="\n"
        ),
    ]
    for method in METHODS:
        part = getattr(found, method)
        if part is not None:
            writers.append(partial(_points, part.sample, f"{method}_points.parquet"))
            writers.append(partial(_figures, found, method, lang))
    return write_folder(directory, writers)


def _points(sample: Sample, name: str, folder: Path) -> None:
    sample.frame().to_parquet(folder / name, index=False, compression="zstd")


def _figures(found: Sensitivity, method: str, lang: str, folder: Path) -> None:
    save_figure(lambda: draw_bars(found, method, lang), folder / method)
    save_figure(lambda: draw_map(found, method, lang), folder / f"{method}_all")
