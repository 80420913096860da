"""What every file becomes: a book of sheets, a sheet of rows, a row of cells; and how much of it is read."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

Value = str | float | bool | None

MOST_BYTES = 16 << 20  # of a file
MOST_ROWS = 400_000  # that hold something
MOST_COLUMNS = 500
MOST_CELLS = 1_600_000  # of a file, empty ones before a filled one included
MOST_SIGNS = 48 << 20  # characters of all texts of a file
LONGEST_CELL = 32_767  # characters: what spreadsheets allow
LAST_ROW = 1_048_576  # of a sheet of any spreadsheet program
MOST_REMARKS = 1_000


@dataclass(frozen=True)
class Remark:
    """Something of a file that is no cell, or a cell that is left out.

    what: "comment", "hidden_rows", "hidden_columns", "hidden_sheet", "drawing", "chart_sheet", "left_out", "group",
    "default", "weight". text: what of it can be told.
    """

    what: str
    sheet: str = ""
    line: int | None = None
    text: str = ""


@dataclass
class Sheet:
    """A table as it stands in a file.

    rows: (line from 1, cells), blank rows left out and blank cells at the end of a row cut; a network's header has no line.
    marks: by (position in rows, column from 0), for cells that are not what they look like: "formula" (whose value is not in
    the file), "error", "merged" (into another cell; empty), "date", "percent" and "currency" (numbers shown so).
    comma: a decimal comma is a number here. broken: line and reason at which a CSV text could be read no further.
    """

    name: str = ""
    rows: list[tuple[int | None, list[Value]]] = field(default_factory=list)
    marks: dict[tuple[int, int], str] = field(default_factory=dict)
    comma: bool = False
    hidden: bool = False
    broken: tuple[int, str] | None = None


@dataclass
class Book:
    """A file that was read. form: "csv", "xlsx", "ods", "graphml" or "gexf"; encoding: of a text file, as recognised."""

    form: str
    sheets: list[Sheet] = field(default_factory=list)
    remarks: list[Remark] = field(default_factory=list)
    encoding: str = ""

    def remark(self, what: str, sheet: str = "", line: int | None = None, text: str = "") -> None:
        """Notes what is no cell; of very many, the first."""
        if len(self.remarks) < MOST_REMARKS:
            self.remarks.append(Remark(what, sheet, line, text[:200]))

    def to_dict(self) -> dict[str, Any]:
        """The book as JSON holds it."""
        return {
            "form": self.form,
            "encoding": self.encoding,
            "remarks": [[each.what, each.sheet, each.line, each.text] for each in self.remarks],
            "sheets": [
                {
                    "name": sheet.name,
                    "rows": sheet.rows,
                    "marks": [[row, column, mark] for (row, column), mark in sheet.marks.items()],
                    "comma": sheet.comma,
                    "hidden": sheet.hidden,
                    "broken": sheet.broken,
                }
                for sheet in self.sheets
            ],
        }

    @classmethod
    def from_dict(cls, data: dict[str, Any]) -> Book:
        """The book that `to_dict` told."""
        return cls(
            data["form"],
            [_sheet(each) for each in data["sheets"]],
            [Remark(*each) for each in data["remarks"]],
            data["encoding"],
        )


def _sheet(data: dict[str, Any]) -> Sheet:
    broken = data["broken"]
    return Sheet(
        data["name"],
        [(line, row) for line, row in data["rows"]],
        {(row, column): mark for row, column, mark in data["marks"]},
        data["comma"],
        data["hidden"],
        None if broken is None else (broken[0], broken[1]),
    )


class Unreadable(Exception):  # noqa: N818 - what a file is
    """A file that cannot be read: the rule that is broken, and where. blanks: what fills the rule's words."""

    def __init__(
        self, rule: str, line: int | None = None, field: str = "", value: object = None, **blanks: object
    ) -> None:
        self.rule, self.line, self.field, self.value, self.blanks = rule, line, field, value, blanks
        super().__init__(rule)

    def to_list(self) -> list[Any]:
        """The reason as JSON holds it."""
        return [self.rule, self.line, self.field, self.value, self.blanks]

    @classmethod
    def from_list(cls, data: list[Any]) -> Unreadable:
        """The reason that `to_list` told."""
        rule, line, field_name, value, blanks = data
        return cls(rule, line, field_name, value, **blanks)


class Room:
    """How much of a file may still be read: rows, cells and characters."""

    def __init__(self) -> None:
        self.rows, self.cells, self.signs = MOST_ROWS, MOST_CELLS, MOST_SIGNS

    def take(self, line: int | None, cells: list[Value]) -> None:
        """Takes the room of a row. Unreadable where there is none."""
        if len(cells) > MOST_COLUMNS:
            raise Unreadable("size_columns", line, "", len(cells), most=MOST_COLUMNS)
        self.rows -= 1
        self.cells -= len(cells)
        self.signs -= signs_of(cells)
        if self.rows < 0:
            raise Unreadable("size_rows", line, most=MOST_ROWS)
        if self.cells < 0:
            raise Unreadable("size_cells", line, most=MOST_CELLS)
        if self.signs < 0:
            raise Unreadable("size_signs", line, most=MOST_SIGNS)


def signs_of(cells: Iterable[Value]) -> int:
    """Characters of all texts."""
    return sum(len(cell) for cell in cells if isinstance(cell, str))


def cut(cells: list[Value]) -> list[Value]:
    """The cells without the blank ones at the end; a text of spaces alone is blank, spaces around one are dropped."""
    found = [(cell.strip() or None) if isinstance(cell, str) else cell for cell in cells]
    while found and found[-1] is None:
        found.pop()
    return found
