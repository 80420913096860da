"""Tables of actors and ties: the first row of a sheet is the header, every further row holds cells by column."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from simul_agir.scenario.faults import Faults
from simul_agir.scenario.toml.text import MOST_TABLE, read_bytes
from simul_agir.sheets.book import Book, Sheet, Unreadable
from simul_agir.sheets.reading import Source, read_books

LONGEST_FIELD = 131_072  # most characters of a cell that Python's parser accepts
UNUSABLE = ("formula", "error", "merged")  # marks of cells without a known value
SHOWN = ("percent", "currency")


@dataclass(frozen=True)
class Unsaid:
    """A cell whose value is not in the file: mark "formula", "error" or "merged"; text: its content."""

    mark: str
    text: str = ""


class Shown(float):
    """A number that is shown as "percent" or "currency" (its `unit`): 60 % is 0.6."""

    unit: str

    def __new__(cls, value: float, unit: str) -> Shown:
        """A number and what it is shown as."""
        found = super().__new__(cls, value)
        found.unit = unit
        return found

    def __reduce__(self) -> tuple[type[Shown], tuple[float, str]]:
        return Shown, (float(self), self.unit)


Cell = str | float | bool | None | Unsaid


@dataclass
class Table:
    """A table: columns in lower case; rows as (line, {column: cell}), without empty cells.

    header: the line of the column names. comma: numbers may have a decimal comma, because the delimiter is not a comma.
    complete: no row was left out because of faults.
    """

    label: str
    columns: tuple[str, ...] = ()
    header: int | None = None
    rows: list[tuple[int | None, dict[str, Cell]]] = field(default_factory=list)
    comma: bool = False
    complete: bool = True


def read_csv(path: Path, label: str, most: int, faults: Faults) -> Table | None:
    """A CSV file of at most `most` rows, as spreadsheets export it. None: faults were reported.

    If a row cannot be read, those above it are kept.
    """
    content = read_bytes(path, label, MOST_TABLE, faults)
    if content is None:
        return None
    book = taken(read_books([Source("table.csv", content, most=most + 2)])[0], label, faults)
    return None if book is None else assemble(book.sheets[0], label, most, faults)


def taken(found: Book | Unreadable, label: str, faults: Faults) -> Book | None:
    """A file that was read; otherwise the reason is reported."""
    if isinstance(found, Book):
        return found
    faults.add(label, found.line, found.field, found.value, found.rule, None, **found.blanks)
    return None


def assemble(sheet: Sheet, label: str, most: int, faults: Faults) -> Table | None:
    """The table of a sheet. None if it has no header or too many rows, which is reported."""
    table = None
    if len(sheet.rows) > most + 1:
        faults.add(label, sheet.rows[most + 1][0], "", f"> {most}", "size_rows", most=most)
        return None
    if sheet.rows:
        table = _table(sheet, label, faults)
    elif sheet.broken is None:
        faults.add(label, None, "", None, "not_empty")
    if sheet.broken is not None:
        line, rule = sheet.broken
        faults.add(label, line, "", None, rule, most=LONGEST_FIELD)
        if table is not None:
            table.complete = False
    return table


def _table(sheet: Sheet, label: str, faults: Faults) -> Table:
    header = sheet.rows[0][0]
    columns = _header(sheet, label, faults)
    table = Table(label, tuple(name for name in columns if name), header, comma=sheet.comma)
    for place, (line, row) in enumerate(sheet.rows[1:], start=1):
        if any(cell is not None for cell in row[len(columns) :]):
            faults.add(label, line, "", len(row), "cells", count=len(columns))
            table.complete = False
        else:
            table.rows.append((line, _cells(sheet, place, row, columns)))
    return table


def _cells(sheet: Sheet, place: int, row: Sequence[object], columns: Sequence[str]) -> dict[str, Cell]:
    """The cells of a row by column, empty ones left out."""
    cells: dict[str, Cell] = {
        name: cell  # type: ignore[misc]
        for name, cell in zip(columns, row, strict=False)
        if name and cell is not None
    }
    if sheet.marks:
        for column, name in enumerate(columns):
            mark = sheet.marks.get((place, column))
            if name and mark in UNUSABLE:
                cells[name] = Unsaid(str(mark), str(cells.get(name) or ""))
            elif name and mark in SHOWN and isinstance(cells.get(name), float):
                cells[name] = Shown(cells[name], str(mark))  # type: ignore[arg-type]
    return cells


def _header(sheet: Sheet, label: str, faults: Faults) -> list[str]:
    """Column names in lower case. A column without a name is left out if it is empty; otherwise it is a fault."""
    line, row = sheet.rows[0]
    names = [" ".join(str(cell).split()).lower() if cell is not None else "" for cell in row]
    unnamed = [place for place, name in enumerate(names) if not name]
    filled = {
        place
        for _, cells in sheet.rows[1:]
        for place in unnamed
        if place < len(cells) and cells[place] is not None
    }
    seen: set[str] = set()
    for place, name in enumerate(names):
        mark = sheet.marks.get((0, place))
        if mark in ("formula", "error"):
            faults.add(label, line, f"column {place + 1}", name or None, mark)
        elif place in filled:
            faults.add(label, line, f"column {place + 1}", None, "header")
        elif name in seen:
            faults.add(label, line, name, name, "once_here")
            names[place] = ""
        seen.add(name)
    return names


def without(table: Table, columns: Collection[str]) -> Table:
    """The table without some of its columns."""
    if not columns:
        return table
    kept = tuple(name for name in table.columns if name not in columns)
    rows = [
        (line, {name: cell for name, cell in cells.items() if name not in columns})
        for line, cells in table.rows
    ]
    return replace(table, columns=kept, rows=rows)
