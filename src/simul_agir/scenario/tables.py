"""Tables of actors and ties: CSV as any spreadsheet exports it."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from .faults import Faults
from .text import MOST_TABLE, decode, read_bytes

Cell = str | float | bool | None
DELIMITERS = (",", ";", "\t")
MOST_COLUMNS = 500
COMPLAINTS = {  # what Python's reader says, and the rule that is broken
    "unexpected end of data": "csv_closed",
    "expected after": "csv_after",
    "field larger": "csv_field",
}


@dataclass
class Table:
    """A table that was read: columns in lower case; rows as (line, {column: cell}), empty cells left out.

    header: the line of the column names. comma: a decimal comma is a number here, as where the delimiter is a
    semicolon. complete: no row was left out for its faults.
    """

    label: str
    columns: tuple[str, ...] = ()
    header: int | None = None
    rows: list[tuple[int | None, dict[str, Cell]]] = field(default_factory=list)
    comma: bool = False
    complete: bool = True


def read_csv(path: Path, label: str, most: int, faults: Faults) -> Table | None:
    """A CSV file: comma, semicolon or tab; UTF-8 or a Windows code page; `most` rows. None: faults noted.

    Where a row cannot be read, those above it are kept.
    """
    content = read_bytes(path, label, MOST_TABLE, faults)
    text = None if content is None else decode(content, label, faults)
    if text is None:
        return None
    delimiter = _delimiter(text)
    lines, noted = _Lines(text, delimiter), len(faults.found)
    table = assemble(label, iter(lines), delimiter != ",", most, faults)
    if lines.broken is not None:
        if table is None:  # not for being empty
            del faults.found[noted:]
        else:
            table.complete = False
        line, rule = lines.broken
        faults.add(label, line, "", None, rule, most=csv.field_size_limit())
    return table


def _delimiter(text: str) -> str:
    """The delimiter most often met, outside quotes, in the first line that is not blank."""
    header = next((line for line in text.split("\n") if line.strip()), "")
    bare = "".join(header.split('"')[::2])
    return max(DELIMITERS, key=lambda sign: (bare.count(sign), -DELIMITERS.index(sign)))


class _Lines:
    """The rows of a CSV text, each with the line it begins on; where one cannot be read they end, and `broken` says why."""

    def __init__(self, text: str, delimiter: str) -> None:
        self._reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
        self.broken: tuple[int, str] | None = None  # line, rule of words.WORDS

    def __iter__(self) -> Iterator[tuple[int, list[Cell]]]:
        while True:
            line = self._reader.line_num + 1
            try:
                row = next(self._reader)
            except StopIteration:
                return
            except csv.Error as error:
                told = (rule for words, rule in COMPLAINTS.items() if words in str(error))
                self.broken = line, next(told, "csv")
                return
            yield line, list(row)


def assemble(
    label: str, rows: Iterator[tuple[int, list[Cell]]], comma: bool, most: int, faults: Faults
) -> Table | None:
    """A table from numbered rows: the first that is not blank is the header. None when it has no header."""
    rows = ((line, [_trimmed(cell) for cell in row]) for line, row in rows)
    rows = ((line, row) for line, row in rows if any(cell is not None for cell in row))
    first = next(rows, None)
    if first is None:
        faults.add(label, None, "", None, "not_empty")
        return None
    columns = _header(label, first[0], first[1], faults)
    table = Table(label, tuple(name for name in columns if name), first[0], comma=comma)
    for line, row in rows:
        if len(table.rows) >= most:
            faults.add(label, line, "", f"> {most}", "size_rows", most=most)
            return None
        if not _fits(label, line, row, columns, faults):
            table.complete = False
        else:
            cells = zip(columns, row, strict=False)
            table.rows.append((line, {name: cell for name, cell in cells if name and cell is not None}))
    return table


def _trimmed(cell: Cell) -> Cell:
    if isinstance(cell, str):
        return cell.strip() or None
    return cell


def _header(label: str, line: int, row: Sequence[Cell], faults: Faults) -> list[str]:
    """Column names in lower case; blank ones at the end are dropped; blank ones within are faults."""
    names = ["" if cell is None else str(cell).lower() for cell in row]
    while names and not names[-1]:
        names.pop()
    if len(names) > MOST_COLUMNS:
        faults.add(label, line, "", len(names), "size_columns", most=MOST_COLUMNS)
        return names[:MOST_COLUMNS]
    seen: set[str] = set()
    for position, name in enumerate(names):
        if not name:
            faults.add(label, line, f"column {position + 1}", None, "header")
        elif name in seen:
            faults.add(label, line, name, name, "once_here")
            names[position] = ""
        seen.add(name)
    return names


def _fits(label: str, line: int, row: Sequence[Cell], columns: Sequence[str], faults: Faults) -> bool:
    """Whether a row has as many cells as the header; empty ones beyond it do no harm."""
    if len(row) < len(columns) or any(cell is not None for cell in row[len(columns) :]):
        faults.add(label, line, "", len(row), "cells", count=len(columns))
        return False
    return True
