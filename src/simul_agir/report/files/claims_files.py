"""The folder of an answer about claims: table, numbers and a picture of each; their stores lie beside them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from simul_agir.report.figures.claims_figure import draw_claim
from simul_agir.report.files.comparison_files import FORMS, as_json, save_figure, write_text
from simul_agir.report.files.folder import write_folder
from simul_agir.report.tables.claims_table import as_csv, as_markdown
from simul_agir.report.tables.claims_text import as_text

if TYPE_CHECKING:
    from simul_agir.study.claims import Answer, Found

TEXTS = ("claims.json", "claims.csv", "claims.md", "claims.txt")


def files_of(names: Sequence[str]) -> tuple[str, ...]:
    """What may stand in the folder: files of these claims, and their stores."""
    figures = [f"{name.lower()}.{form}" for name in names for form in FORMS]
    return (*TEXTS, *figures, *(name.lower() for name in names))


def write_claims(found: Answer, directory: Path, lang: str = "en") -> list[Path]:
    """All files in `directory`; the paths written. Raises FolderError."""
    data = found.to_dict()
    writers: list[Callable[[Path], None]] = [
        lambda folder: write_text(folder / TEXTS[0], as_json(data)),
        lambda folder: write_text(folder / TEXTS[1], as_csv(data)),
        lambda folder: write_text(folder / TEXTS[2], as_markdown(data, lang)),
        lambda folder: write_text(folder / TEXTS[3], as_text(found, lang)),
        *(partial(_figure, each, lang) for each in found.found),
    ]
    return write_folder(directory, writers)


def _figure(found: Found, lang: str, folder: Path) -> None:
    save_figure(lambda: draw_claim(found, lang), folder / found.claim.name.lower())
