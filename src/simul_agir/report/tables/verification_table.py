"""What a verification found: a table on a terminal, in text, in Markdown, as numbers and as a picture."""

from __future__ import annotations

import math
import textwrap
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from rich.console import Group
from rich.text import Text

from simul_agir.locale import Words, words
from simul_agir.report.figures.verification_figure import draw_verification
from simul_agir.report.files.comparison_files import FORMS, as_json, save_figure, write_text
from simul_agir.report.files.folder import write_folder
from simul_agir.report.tables.fitting import Head, Line, fitted, plain_text
from simul_agir.sheets.written import frame_as_text
from simul_agir.verification.answer import settings_text

if TYPE_CHECKING:
    from simul_agir.verification import Case, Reading, Verification

FILES = (
    "verification.json",
    "table.txt",
    "table.md",
    "table.csv",
    *(f"verification.{form}" for form in FORMS),
)
COLUMNS = ("quantity", "published", "expected", "obtained", "tolerance", "agrees")
MOST_DIGITS = 6
NOTHING = 1e-12  # what is less is rounding, and differs between machines


def answer(found: Verification, lang: str, width: int) -> Group:
    """Every case with its settings and its lines, and the verdict, for a terminal of `width` characters."""
    translate = words(lang)
    heads = [Head(translate(f"limit.{name}"), right=name not in ("quantity", "agrees")) for name in COLUMNS]
    heads[0] = Head(heads[0].text, wraps=True)
    lines = []
    for case in found.cases:
        lines.append(Line((case_in_words(case, translate), *[""] * (len(COLUMNS) - 1)), bold=True))
        lines += [Line(cells(reading, translate)) for reading in case.readings]
    note = Text(textwrap.fill(translate("limit.note"), width), style="dim")
    provenance = Text(translate("limit.provenance", version=found.version, seed=found.seed), style="dim")
    return Group(fitted(heads, lines, width, translate), "", verdict(found, translate), "", note, provenance)


def verdict(found: Verification, translate: Words) -> str:
    """Whether all lines agree, in words."""
    key = "all_within" if found.within else "some_outside"
    return translate(f"limit.{key}", lines=found.lines, outside=found.outside)


def case_in_words(case: Case, translate: Words) -> str:
    """A limit, whose it is, and at which settings it was simulated."""
    name = translate.name("limit_name", case.limit.name)
    return translate("limit.case", limit=name, source=case.limit.source, settings=settings_text(case.values))


def cells(reading: Reading, translate: Words) -> list[str]:
    """The cells of one line."""
    values = (reading.published, reading.expected, reading.obtained, reading.tolerance)
    numbers = ["–" if value is None else shown(value, reading.tolerance, translate) for value in values]
    return [quantity(reading, translate), *numbers, translate("limit.yes" if reading.within else "limit.no")]


def quantity(reading: Reading, translate: Words) -> str:
    """What a line looks at, with a remark where there is one to make."""
    fields = {name: translate.number(value, 0) for name, value in reading.fields.items()}
    text = translate(f"limit_quantity.{reading.quantity}", **fields)
    remark = reading.remark or ("" if reading.near else "approaching")
    return translate("limit.remark", quantity=text, remark=translate(f"limit.{remark}")) if remark else text


def shown(value: float, tolerance: float, translate: Words) -> str:
    """A number with as many decimals as its tolerance makes worth reading; one near rounding by its order of magnitude."""
    if 0.0 < abs(value) < NOTHING:
        return translate("limit.nothing")
    if 0.0 < abs(value) < 1e-6:
        exponent = math.floor(math.log10(abs(value)))
        return f"{translate.number(value / 10.0**exponent, 0)}e{translate.number(exponent, 0)}"
    if value == round(value) and (tolerance < 1e-6 or value == 0.0):
        return translate.number(value, 0)
    digits = MOST_DIGITS if tolerance < 1e-6 else min(MOST_DIGITS, 1 - math.floor(math.log10(tolerance)))
    return translate.number(value, max(0, digits))


def as_text(found: Verification, lang: str, width: int = 140) -> str:
    """The same as plain text."""
    return plain_text(answer(found, lang, width), width=width)


def as_markdown(found: Verification, lang: str = "en") -> str:
    """A table of Markdown: a row for each case, then one for each of its lines."""
    translate = words(lang)
    rows = [f"| {' | '.join(translate(f'limit.{name}') for name in COLUMNS)} |", "|---|--:|--:|--:|--:|---|"]
    for case in found.cases:
        rows.append(f"| **{case_in_words(case, translate)}** | | | | | |")
        rows += [f"| {' | '.join(cells(reading, translate))} |" for reading in case.readings]
    return "\n".join([*rows, "", verdict(found, translate), ""])


def write_verification(found: Verification, directory: Path, lang: str = "en") -> list[Path]:
    """Table, numbers and picture in `directory`; the paths written. Raises FolderError."""
    writers: list[Callable[[Path], None]] = [
        lambda folder: write_text(folder / "verification.json", as_json(found.to_dict())),
        lambda folder: write_text(folder / "table.txt", as_text(found, lang)),
        lambda folder: write_text(folder / "table.md", as_markdown(found, lang)),
        lambda folder: frame_as_text(found.frame()).to_csv(
            folder / "table.csv", index=False, lineterminator="\n"
        ),
        lambda folder: save_figure(lambda: draw_verification(found, lang), folder / "verification"),
    ]
    return write_folder(directory, writers)
