"""The spreadsheet to fill in, with explanations, lists to choose from and an example; `import_tables` reads it."""

from __future__ import annotations

import io
from typing import Any

from simul_agir.locale import Words, words
from simul_agir.scenario.assumptions import kinds
from simul_agir.scenario.model import DOMAINS

from .questions import QUESTIONS, header_of

ROWS = 200  # to fill in
ACTOR_COLUMNS = (
    *(
        "name",
        "kind",
        "role",
        "capacity",
        "motivation",
        "voice",
        "ordinary",
        "earmarked",
        "domains",
        "partners",
    ),
    "place",
)
TIE_COLUMNS = ("source", "target", "strength", "trust")
FIRST = 4  # the row of the header; above it are a title and explanations
WIDTH = 26


def questionnaire(lang: str) -> bytes:
    """The workbook in "en" or "fr", as bytes of an .xlsx file. Every cell is text or a number; there are no formulas."""
    from openpyxl import Workbook

    translate, book = words(lang), Workbook()
    _guide(book.active, translate)
    lists = book.create_sheet(translate("questionnaire.lists"))
    choices = _lists(lists, translate)
    actors = book.create_sheet(translate("questionnaire.actors"))
    heads = [translate(f"questionnaire.{name}") for name in ACTOR_COLUMNS] + [
        header_of(name, lang) for name in QUESTIONS
    ]
    keys = [f"questionnaire.{name}" for name in ACTOR_COLUMNS] + [f"question.{name}" for name in QUESTIONS]
    notes, example = ([_said(translate, f"{key}_{what}") for key in keys] for what in ("note", "example"))
    _sheet(actors, translate("questionnaire.actors_title"), heads, notes, example)
    for name, letter in (("kind", "A"), ("role", "B"), ("domains", "C")):
        source = f"'{lists.title}'!${letter}$1:${letter}${len(choices[name])}"
        _choose(actors, ACTOR_COLUMNS.index(name) + 1, source, strict=name != "domains")
    for place, name in enumerate(QUESTIONS, start=len(ACTOR_COLUMNS) + 1):
        _bounded(actors, place, QUESTIONS[name].highest, translate)
    ties = book.create_sheet(translate("questionnaire.ties"))
    _sheet(
        ties,
        translate("questionnaire.ties_title"),
        [translate(f"questionnaire.{name}") for name in TIE_COLUMNS],
        [translate(f"questionnaire.{name}_note") for name in TIE_COLUMNS],
        [translate(f"questionnaire.{name}_example") for name in TIE_COLUMNS],
    )
    for place in (1, 2):
        _choose(ties, place, f"'{actors.title}'!$A${FIRST + 2}:$A${FIRST + 1 + ROWS}", False)
    book.active = book.index(actors)
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def _said(translate: Words, key: str) -> str:
    """The text of a key, empty if there is none."""
    return translate(key) if translate.has(key) else ""


def _guide(sheet: Any, translate: Words) -> None:
    """The instructions, one sentence per row."""
    sheet.title = translate("questionnaire.guide")
    sheet.column_dimensions["A"].width = 110
    for number, text in enumerate(translate("questionnaire.guide_text").strip().split("\n"), start=1):
        _put(sheet, number, 1, text)


def _lists(sheet: Any, translate: Words) -> dict[str, list[str]]:
    """The lists to choose from, one per column."""
    labels = [kind.fr if translate.lang == "fr" else kind.en for kind in kinds().values()]
    choices = {
        "kind": labels,
        "role": [translate("questionnaire.lead"), translate("questionnaire.project_team")],
        "domains": [translate.name("domain", domain) for domain in DOMAINS],
    }
    for column, texts in enumerate(choices.values(), start=1):
        sheet.column_dimensions["ABC"[column - 1]].width = 34
        for number, text in enumerate(texts, start=1):
            _put(sheet, number, column, text)
    return choices


def _sheet(sheet: Any, title: str, heads: list[str], notes: list[str], example: list[str]) -> None:
    """A sheet with title, explanations, header and an example."""
    from openpyxl.styles import Alignment, Font, PatternFill
    from openpyxl.utils import get_column_letter

    _put(sheet, 1, 1, title).font = Font(bold=True, size=14)
    for place, (head, note, worked) in enumerate(zip(heads, notes, example, strict=True), start=1):
        sheet.column_dimensions[get_column_letter(place)].width = WIDTH
        _put(sheet, 3, place, note).alignment = Alignment(wrap_text=True, vertical="top")
        cell = _put(sheet, FIRST, place, head)
        cell.font, cell.alignment = Font(bold=True), Alignment(wrap_text=True, vertical="top")
        cell.fill = PatternFill("solid", fgColor="FFDDE6F0")
        _put(sheet, FIRST + 1, place, worked).font = Font(italic=True, color="FF666666")
    sheet.row_dimensions[3].height = 120
    sheet.row_dimensions[FIRST].height = 48
    sheet.freeze_panes = sheet.cell(row=FIRST + 1, column=2)


def _put(sheet: Any, row: int, column: int, text: str) -> Any:
    """Write a cell: a number as a number, anything else as text, whatever it begins with."""
    cell = sheet.cell(row=row, column=column)
    if text.isdigit():
        cell.value = int(text)
    elif text:
        cell.value = text
        cell.data_type = "s"
    return cell


def _choose(sheet: Any, column: int, source: str, strict: bool) -> None:
    """Let a column's cells be chosen from a list; if not `strict`, several may be written."""
    from openpyxl.utils import get_column_letter
    from openpyxl.worksheet.datavalidation import DataValidation

    rule = DataValidation(type="list", formula1=source, allow_blank=True, showErrorMessage=strict)
    letter = get_column_letter(column)
    rule.add(f"{letter}{FIRST + 2}:{letter}{FIRST + 1 + ROWS}")
    sheet.add_data_validation(rule)


def _bounded(sheet: Any, column: int, highest: int, translate: Words) -> None:
    """Restrict a column to numbers from 0 to a highest value."""
    from openpyxl.utils import get_column_letter
    from openpyxl.worksheet.datavalidation import DataValidation

    rule = DataValidation(
        type="decimal", operator="between", formula1="0", formula2=str(highest), allow_blank=True
    )
    rule.error, rule.showErrorMessage = translate("questionnaire.bounds", highest=highest), True
    letter = get_column_letter(column)
    rule.add(f"{letter}{FIRST + 2}:{letter}{FIRST + 1 + ROWS}")
    sheet.add_data_validation(rule)
