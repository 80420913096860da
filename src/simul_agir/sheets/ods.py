"""Open documents (.ods), read as a stream of cells: values, formulas without one, comments, what is merged or hidden."""

from __future__ import annotations

from simul_agir.sheets.book import (
    LAST_ROW,
    LONGEST_CELL,
    MOST_COLUMNS,
    MOST_ROWS,
    Book,
    Room,
    Sheet,
    Unreadable,
    Value,
    cut,
)

from .archive import Archive
from .xml_events import Events, whole

CELLS = ("table-cell", "covered-table-cell")
NOT_SHEETS = (
    "dde-links",
    "tracked-changes",
    "content-validations",
    "label-ranges",
)  # that may hold tables too
NOT_TEXT = ("annotation", "note", "ruby-text")  # within a paragraph
SHOWN = {"percentage": "percent", "currency": "currency"}
MOST_REPEATED = 1 << 40
LONGEST_NUMBER = 400


def read(content: bytes) -> Book:
    """All sheets of an open document. Unreadable where it is none, or beyond a bound."""
    archive = Archive(content, ".ods")
    if archive.has("META-INF/manifest.xml") and b"encryption-data" in archive.part("META-INF/manifest.xml"):
        raise Unreadable("old_workbook")
    book = Book("ods")
    _Cells(book).read(archive.part("content.xml"))
    if not book.sheets:
        raise Unreadable("readable", format=".ods", why="sheets")
    return book


class _Cells(Events):
    """The cells of all sheets. Only a paragraph that stands directly in a cell is its text."""

    def __init__(self, book: Book) -> None:
        super().__init__(".ods")
        self._book, self._room = book, Room()
        self._sheet: Sheet | None = None
        self._table = self._cell_depth = 0
        self._line, self._repeated = 0, 1
        self._row: list[Value] = []
        self._covered = False
        self._marks: dict[int, str] = {}
        self._cell: dict[str, str] = {}
        self._paragraphs: list[str] = []
        self._text: list[str] | None = None
        self._signs = self._skipped = 0
        self._hidden = {"hidden_rows": 0, "hidden_columns": 0}

    def start(self, name: str, attributes: dict[str, str]) -> None:
        """A sheet, a row, a cell, or what a cell holds."""
        if self._skipped:
            return
        if name in NOT_SHEETS or (self._text is not None and name in NOT_TEXT):
            self._skipped = self.depth
        elif name == "table" and self._sheet is None:
            self._sheet = Sheet(attributes.get("name", ""), comma=True)
            self._table, self._line = self.depth, 0
        elif self._sheet is None:
            return
        elif self._cell_depth:
            self._within(name, attributes)
        elif name == "table-row":
            self._begin_row(attributes)
        elif name in CELLS:
            self._cell_depth, self._cell, self._paragraphs, self._text = self.depth, attributes, [], None
            self._covered = name == CELLS[1]
        elif name == "table-column" and attributes.get("visibility", "visible") != "visible":
            self._hidden["hidden_columns"] += 1
        elif name in ("frame", "shapes"):
            self._book.remark("drawing", self._sheet.name)

    def _within(self, name: str, attributes: dict[str, str]) -> None:
        """Something in a cell."""
        below = self.depth - self._cell_depth
        if below == 1:
            if name == "p":
                self._text = []
            elif name == "annotation" and self._sheet is not None:
                self._book.remark("comment", self._sheet.name, self._line + 1)
            elif self._sheet is not None and name in ("frame", "table"):
                self._book.remark("drawing", self._sheet.name, self._line + 1)
        elif self._text is not None and name in ("s", "tab", "line-break"):
            count = whole(attributes.get("c"), 1, 1, LONGEST_CELL)
            self.text(" " * (count or 1))

    def text(self, data: str) -> None:
        """Text of a paragraph of a cell."""
        if self._text is not None and not self._skipped:
            self._signs += len(data)
            if self._signs > LONGEST_CELL:
                raise Unreadable("csv_field", self._line + 1, "", most=LONGEST_CELL)
            self._text.append(data)

    def end(self, name: str) -> None:
        """What was read is kept where it belongs."""
        if self._skipped:
            self._skipped = 0 if self.depth == self._skipped else self._skipped
        elif self._cell_depth:
            if self.depth == self._cell_depth + 1 and self._text is not None:
                self._paragraphs.append("".join(self._text))
                self._text = None
            elif self.depth == self._cell_depth:
                self._end_cell()
        elif name == "table-row" and self._sheet is not None:
            self._end_row()
        elif name == "table" and self.depth == self._table and self._sheet is not None:
            for what, count in self._hidden.items():
                if count:
                    self._book.remark(what, self._sheet.name, None, str(count))
            self._hidden = {"hidden_rows": 0, "hidden_columns": 0}
            self._book.sheets.append(self._sheet)
            self._sheet, self._table = None, 0

    def _begin_row(self, attributes: dict[str, str]) -> None:
        repeated = whole(attributes.get("number-rows-repeated"), 1, 1, MOST_REPEATED)
        if repeated is None:
            raise Unreadable("repeated", self._line + 1, "", attributes.get("number-rows-repeated", "")[:20])
        self._repeated, self._row, self._marks = repeated, [], {}
        if attributes.get("visibility", "visible") != "visible":
            self._hidden["hidden_rows"] += 1

    def _end_cell(self) -> None:
        said = self._cell.get("number-columns-repeated")
        times = whole(said, 1, 1, MOST_REPEATED)
        if times is None:
            raise Unreadable("repeated", self._line + 1, "", (said or "")[:20])
        value, mark = self._value()
        self._cell_depth = self._signs = 0
        start = len(self._row)
        if start + times > MOST_COLUMNS and (
            mark or not (value is None or (isinstance(value, str) and not value.strip()))
        ):
            raise Unreadable("size_columns", self._line + 1, "", start + times, most=MOST_COLUMNS)
        times = min(times, MOST_COLUMNS - start)
        self._row += [value] * times
        if mark:
            self._marks.update(dict.fromkeys(range(start, start + times), mark))

    def _value(self) -> tuple[Value, str]:
        """What the cell holds, and its mark."""
        sort = self._cell.get("value-type")
        text = "\n".join(self._paragraphs)
        if self._covered and not text:
            return None, "merged"
        if sort in ("float", "percentage", "currency"):
            return self._number(self._cell.get("value", text)), SHOWN.get(sort, "")
        if sort == "boolean":
            return self._cell.get("boolean-value") == "true", ""
        if sort in ("date", "time"):
            return self._cell.get(f"{sort}-value", text)[:40], "date"
        if "formula" in self._cell and sort is None and not text:
            return None, "formula"
        if text.startswith(("Err:", "#")) and "formula" in self._cell:
            return text, "error"
        return self._cell.get("string-value", text)[: LONGEST_CELL + 1] or None, ""

    def _number(self, said: str) -> float:
        try:
            value = float(said) if len(said) <= LONGEST_NUMBER else None
        except ValueError:
            value = None
        if value is None:
            raise Unreadable("cell_number", self._line + 1, "", said[:40])
        return value

    def _end_row(self) -> None:
        """Keeps the row, as often as it is repeated; of an empty one, only the count."""
        cells = cut(self._row)
        filled = max((column for column, mark in self._marks.items() if mark != "merged"), default=-1) + 1
        cells += [None] * (filled - len(cells))
        if cells and self._sheet is not None:
            if self._repeated > MOST_ROWS:
                raise Unreadable("size_rows", self._line + 1, "", self._repeated, most=MOST_ROWS)
            for offset in range(self._repeated):
                line = self._line + offset + 1
                self._room.take(line, cells)
                place = len(self._sheet.rows)
                self._sheet.marks.update({(place, column): mark for column, mark in self._marks.items()})
                self._sheet.rows.append((line, cells))
        self._line = min(self._line + self._repeated, LAST_ROW * 64)
