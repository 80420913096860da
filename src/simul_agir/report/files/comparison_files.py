"""Each file of a comparison's folder."""

from __future__ import annotations

import csv
import json
from collections.abc import Callable
from contextvars import ContextVar
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from simul_agir.locale import words
from simul_agir.model.indicators import INDICATORS
from simul_agir.report.figures.comparison_figures import FIGURES, draw
from simul_agir.report.figures.overview import overview
from simul_agir.report.figures.search_figure import draw_search
from simul_agir.report.figures.sets_figure import draw_sets
from simul_agir.report.figures.style import figure_of, styled
from simul_agir.report.files.folder import after_numbers, write_folder
from simul_agir.report.files.profile_files import profile_writers
from simul_agir.report.tables.comparison_table import as_text
from simul_agir.report.tables.sets_table import csv_header
from simul_agir.report.tables.sets_table import csv_rows as rows_by_set
from simul_agir.report.tables.sure_table import CSV, csv_rows
from simul_agir.sheets.written import row_as_text
from simul_agir.study.outcomes import OUTCOMES

if TYPE_CHECKING:
    from matplotlib.figure import Figure

    from simul_agir.study import Comparison, Estimate, Sure
    from simul_agir.study.compare.over_sets import OverSets

DOTS_PER_INCH = 160
PAGE, SLIDE = "page", "slide"  # sizes of figures
SLIDE_DOTS = 1920  # across a slide
_size: ContextVar[str] = ContextVar("size", default=PAGE)
FORMS = ("png", "svg")
FILES = (
    "comparison.json",
    "table.txt",
    "outcomes.csv",
    "differences.csv",
    "trajectories.parquet",
    *(f"{name}.{form}" for name in ("overview", *FIGURES) for form in FORMS),
)
SURE_FILES = (
    "sure.csv",
    *(f"sure.{form}" for form in FORMS),
)  # beside the others, where runs were added until sure
SETS_FILES = ("sets.csv", *(f"sets.{form}" for form in FORMS))  # where there are sets of assumptions


def write_comparison(
    comparison: Comparison, directory: Path, lang: str = "en", size: str = PAGE
) -> list[Path]:
    """Figures (of a page's or a slide's size), table and numbers of a comparison; the paths. Raises FolderError."""
    writers: list[Callable[[Path], None]] = [
        lambda folder: write_text(folder / "comparison.json", as_json(comparison.to_dict())),
        lambda folder: write_text(folder / "table.txt", as_text(comparison, lang)),
        lambda folder: _outcomes(comparison, folder / "outcomes.csv"),
        lambda folder: _differences(comparison, folder / "differences.csv"),
        lambda folder: _trajectories(comparison, folder / "trajectories.parquet"),
        lambda folder: save_figure(lambda: overview(comparison, lang), folder / "overview"),
    ]
    writers += [partial(_figure, comparison, kind, lang) for kind in FIGURES]
    if comparison.sure is not None:
        writers += _sure_writers(comparison, comparison.sure, lang)
    if comparison.profile is not None:
        writers += profile_writers(comparison.profile)
    if comparison.over_sets is not None:
        writers += _sets_writers(comparison, comparison.over_sets, lang)
    token = _size.set(size)
    try:
        return write_folder(directory, writers)
    finally:
        _size.reset(token)


def _sure_writers(comparison: Comparison, sure: Sure, lang: str) -> list[Callable[[Path], None]]:
    """What writes SURE_FILES."""
    return [
        lambda folder: write_csv(folder / "sure.csv", CSV, csv_rows(sure)),
        lambda folder: save_figure(
            lambda: figure_of(draw_search(comparison, sure, words(lang))), folder / "sure"
        ),
    ]


def _sets_writers(comparison: Comparison, over: OverSets, lang: str) -> list[Callable[[Path], None]]:
    """What writes SETS_FILES."""
    return [
        lambda folder: write_csv(folder / "sets.csv", csv_header(over), rows_by_set(over)),
        lambda folder: save_figure(
            lambda: figure_of(draw_sets(comparison, over, words(lang))), folder / "sets"
        ),
    ]


def as_json(answer: Any) -> str:
    """Strict JSON, its keys in the order given, a line end at the end."""
    return json.dumps(answer, ensure_ascii=False, allow_nan=False, indent=2) + "\n"


def write_text(path: Path, text: str) -> None:
    """A text file in UTF-8 with plain line ends, on any system."""
    path.write_text(text, encoding="utf-8", newline="\n")


def write_csv(path: Path, header: tuple[str, ...], rows: list[tuple[Any, ...]]) -> None:
    """A CSV file with commas and decimal points."""
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(row_as_text(header))
        writer.writerows(map(row_as_text, rows))


def _outcomes(comparison: Comparison, path: Path) -> None:
    """One row per arm and outcome."""
    rows = [
        (arm.stance, outcome, *_cells(estimate), OUTCOMES[outcome].unit)
        for arm in comparison.arms
        for outcome, estimate in arm.outcomes.items()
    ]
    write_csv(path, ("stance", "outcome", "mean", "low", "high", "unit"), rows)


def _differences(comparison: Comparison, path: Path) -> None:
    """One row per pair of arms and outcome; `p_holm` for the primary outcome only."""
    rows = [
        (d.a, d.b, d.outcome, *_cells(d.estimate), _cell(d.probability), _cell(d.p))
        for d in comparison.differences
    ]
    write_csv(path, ("a", "b", "outcome", "mean", "low", "high", "probability", "p_holm"), rows)


def _cells(estimate: Estimate) -> tuple[float | None, ...]:
    return tuple(_cell(value) for value in (estimate.mean, estimate.low, estimate.high))


def _cell(value: float | None) -> float | None:
    return None if value is None else round(value, 6) + 0.0


def _trajectories(comparison: Comparison, path: Path) -> None:
    """One row per stance, run and month; one column per indicator, and one per domain's need."""
    import pyarrow as pa
    from pyarrow import parquet

    runs, months = comparison.runs, comparison.months + 1
    ensembles = comparison.ensembles
    columns: dict[str, Any] = {
        "stance": pa.array(np.repeat(list(ensembles), runs * months)).dictionary_encode(),
        "run": np.tile(np.repeat(np.arange(runs, dtype=np.int32), months), len(ensembles)),
        "month": np.tile(np.arange(months, dtype=np.int16), len(ensembles) * runs),
    }
    for place, name in enumerate(INDICATORS):
        columns[name] = np.concatenate(
            [ensemble.values[:, :, place].ravel() for ensemble in ensembles.values()]
        )
    for place, domain in enumerate(comparison.scenario.domains):
        columns[f"need_{domain}"] = np.concatenate([e.needs[:, :, place].ravel() for e in ensembles.values()])
    numbers = [name for name in columns if name not in ("stance", "run", "month")]
    parquet.write_table(
        pa.table(columns), path, compression="zstd", use_dictionary=["stance"], use_byte_stream_split=numbers
    )


def _figure(comparison: Comparison, kind: str, lang: str, folder: Path) -> None:
    save_figure(lambda: figure_of(draw(comparison, kind, lang=lang)), folder / kind)


def save_figure(drawn: Callable[[], Figure], path: Path) -> None:
    """What a figure comes to in each form, the same bytes for the same answer; in a folder of answers, after all numbers."""

    def save() -> None:
        figure = drawn()
        dots = _as_slide(figure) if _size.get() == SLIDE else DOTS_PER_INCH
        for form in FORMS:
            _save(figure, f"{path}.{form}", {"Software": None} if form == "png" else {"Date": None}, dots)

    after_numbers(path.name, save)


def _as_slide(figure: Figure) -> float:
    """Give a figure the form of a slide, 16 to 9; the dots an inch that make it 1920 wide. Its texts grow with it."""
    width, height = figure.get_size_inches()
    width = max(width, height * 16 / 9)
    figure.set_size_inches(width, width * 9 / 16)
    return float(SLIDE_DOTS / width)


def save_png(figure: Figure, path: Path, dots: int = 110) -> None:
    """A figure as one picture for a page, with so many dots an inch."""
    _save(figure, str(path), {"Software": None}, dots)


def _save(figure: Figure, path: str, metadata: dict[str, str | None], dots: float = DOTS_PER_INCH) -> None:
    with styled():
        figure.savefig(path, dpi=dots, metadata=metadata)
