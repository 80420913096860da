"""Workbooks (.xlsx), read as a stream of cells: values, and what they are shown as. No claim of the file is believed."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from datetime import datetime, timedelta

from simul_agir.sheets.book import (
    LAST_ROW,
    LONGEST_CELL,
    MOST_COLUMNS,
    Book,
    Room,
    Sheet,
    Unreadable,
    Value,
    cut,
)

from .archive import Archive
from .xlsx_parts import Parts, sheets_of
from .xml_events import Elements, Events, whole

REFERENCE = re.compile(r"([A-Z]{1,3})([1-9]\d{0,9})")
MOST_MERGED = 200_000  # cells
FIRST_DAY, FIRST_DAY_1904 = datetime(1899, 12, 30), datetime(1904, 1, 1)
LONGEST_NUMBER = 400


def read(content: bytes) -> Book:
    """All sheets of a workbook. Unreadable where it is none, or beyond a bound."""
    archive = Archive(content, ".xlsx")
    book, elements, room = Book("xlsx"), Elements(), Room()
    parts = Parts(archive, elements)
    for about in sheets_of(parts, book):
        sheet = Sheet(about.name, comma=True, hidden=about.hidden)
        cells = _Cells(parts, sheet, book, room, elements)
        cells.read(archive.part(about.part))
        cells.mark_merged()
        for line, what in about.remarks:
            book.remark(what, about.name, line)
        book.sheets.append(sheet)
    return book


class _Cells(Events):
    """The cells of a sheet."""

    def __init__(self, parts: Parts, sheet: Sheet, book: Book, room: Room, elements: Elements) -> None:
        super().__init__(".xlsx", elements)
        self._parts, self._sheet, self._book, self._room = parts, sheet, book, room
        self._line, self._column, self._kept = 0, -1, ""
        self._row: list[Value] = []
        self._cell: dict[str, str] = {}
        self._text: list[str] | None = None
        self._found: dict[str, str] = {}
        self._marks: dict[int, str] = {}
        self._phonetic = False
        self._merged: list[tuple[int, int, int, int]] = []
        self._hidden = {"hidden_rows": 0, "hidden_columns": 0}

    def start(self, name: str, attributes: dict[str, str]) -> None:
        """A row, a cell, or what a cell holds."""
        if name == "c":
            self._begin_cell(attributes)
        elif name in ("v", "f", "t"):
            self._text = None if name == "t" and self._phonetic else self._text_of(name)
        elif name == "row":
            self._begin_row(attributes)
        elif name == "rPh":
            self._phonetic = True
        elif name == "mergeCell":
            self._merge(attributes.get("ref", ""))
        elif name == "col" and attributes.get("hidden") in ("1", "true"):
            self._hidden["hidden_columns"] += 1

    def _text_of(self, name: str) -> list[str]:
        self._found.setdefault(name, "")
        self._kept = name
        return []

    def text(self, data: str) -> None:
        """Text of a value, of a formula or of a text in place."""
        if self._text is not None:
            self._text.append(data)

    def end(self, name: str) -> None:
        """What was read is kept where it belongs."""
        if name in ("v", "f", "t") and self._text is not None:
            self._found[self._kept] += "".join(self._text)
            self._text = None
        elif name == "c":
            self._end_cell()
        elif name == "row":
            self._end_row()
        elif name == "rPh":
            self._phonetic = False
        elif name == "worksheet":
            for what, count in self._hidden.items():
                if count:
                    self._book.remark(what, self._sheet.name, None, str(count))

    def _begin_row(self, attributes: dict[str, str]) -> None:
        line = whole(attributes.get("r"), self._line + 1, self._line + 1, LAST_ROW)
        if line is None:
            raise Unreadable(
                "row_number", None, "row", attributes.get("r", "")[:20], low=self._line + 1, high=LAST_ROW
            )
        self._line, self._row, self._column, self._marks = line, [], -1, {}
        if attributes.get("hidden") in ("1", "true"):
            self._hidden["hidden_rows"] += 1

    def _begin_cell(self, attributes: dict[str, str]) -> None:
        column = self._column + 1
        reference = attributes.get("r")
        if reference is not None:
            found = REFERENCE.fullmatch(reference)
            column = -1 if found is None or int(found[2]) != self._line else column_of(found[1])
        if column <= self._column:
            raise Unreadable("cell_place", self._line, "", (reference or "")[:20])
        self._column, self._cell, self._found = column, attributes, {}

    def _end_cell(self) -> None:
        value, mark = self._value()
        if mark:
            self._marks[self._column] = mark
        if value is None and not mark:
            return
        if self._column >= MOST_COLUMNS:
            if isinstance(value, str) and not value.strip():
                return
            raise Unreadable("size_columns", self._line, "", self._column + 1, most=MOST_COLUMNS)
        self._row += [None] * (self._column - len(self._row))
        self._row.append(value)

    def _end_row(self) -> None:
        filled = max(self._marks, default=-1) + 1
        cells = cut(self._row)
        cells += [None] * (filled - len(cells))
        if cells:
            self._room.take(self._line, cells)
            place = len(self._sheet.rows)
            self._sheet.marks.update({(place, column): mark for column, mark in self._marks.items()})
            self._sheet.rows.append((self._line, cells))

    def _value(self) -> tuple[Value, str]:
        """What the cell holds, and its mark."""
        sort, said = self._cell.get("t", "n"), self._found.get("v", "")
        if sort == "inlineStr":
            return self._as_text(self._found.get("t", "")), ""
        if not said.strip():
            if "f" in self._found and sort != "str":
                return None, "formula"
            return (said or None), ""
        if sort == "s":
            return self._parts.text(said, self._line), ""
        if sort == "str":
            return self._as_text(said), ""
        if sort == "b":
            return said.strip() == "1", ""
        if sort == "e":
            return self._as_text(said), "error"
        return (
            self._number(said.strip())
            if sort == "n"
            else (self._as_text(said), "date" if sort == "d" else "")
        )

    def _number(self, said: str) -> tuple[Value, str]:
        """A number, or the day that it is shown as."""
        try:
            value = float(said) if len(said) <= LONGEST_NUMBER else None
        except ValueError:
            value = None
        if value is None:
            raise Unreadable("cell_number", self._line, letters(self._column), said[:40])
        shown = self._parts.shown(self._cell.get("s"))
        if shown == "date":
            return _day(value, self._parts.since_1904), shown
        return value, shown

    def _as_text(self, said: str) -> str:
        if len(said) > LONGEST_CELL:
            raise Unreadable("csv_field", self._line, letters(self._column), most=LONGEST_CELL)
        return self._parts.unescaped(said)

    def _merge(self, reference: str) -> None:
        ends = [REFERENCE.fullmatch(part) for part in reference.split(":")]
        if len(ends) == 2 and ends[0] and ends[1] and len(self._merged) < MOST_MERGED:
            (one, first), (other, last) = ends[0].groups(), ends[1].groups()
            self._merged.append((int(first), column_of(one), int(last), column_of(other)))

    def mark_merged(self) -> None:
        """Marks the empty cells that are merged into another."""
        lines = [line or 0 for line, _ in self._sheet.rows]
        count = 0
        for first, left, last, right in self._merged:
            for place in range(bisect_left(lines, first), bisect_right(lines, last)):
                for column in range(left, min(right, MOST_COLUMNS - 1) + 1):
                    count += 1
                    if count > MOST_MERGED:
                        raise Unreadable("size_merged", most=MOST_MERGED)
                    if (lines[place], column) != (first, left):
                        self._sheet.marks.setdefault((place, column), "merged")


def column_of(letters: str) -> int:
    """The position, from 0, of a column: A, B, ... AA."""
    place = 0
    for letter in letters:
        place = place * 26 + ord(letter) - ord("A") + 1
    return place - 1


def letters(column: int) -> str:
    """The letters of a column's position from 0."""
    text, column = "", column + 1
    while column:
        column, rest = divmod(column - 1, 26)
        text = chr(ord("A") + rest) + text
    return text


def _day(value: float, since_1904: bool) -> Value:
    """The day, or the moment, that a number counts."""
    try:
        moment = (FIRST_DAY_1904 if since_1904 else FIRST_DAY) + timedelta(days=value)
    except (OverflowError, ValueError):
        return str(value)
    return moment.date().isoformat() if value == int(value) else moment.isoformat(" ", "minutes")
