"""Spreadsheets: .xlsx and .ods, a sheet at a time, within bounds."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable, Iterator
from pathlib import Path
from xml.etree import ElementTree

from .faults import Faults
from .tables import MOST_COLUMNS, Cell, Table, assemble
from .text import MOST_TABLE, read_bytes

MOST_UNPACKED = 128 << 20
TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"


def read_spreadsheet(path: Path, label: str, sheet: str, most: int, faults: Faults) -> Table | None:
    """The sheet of that name, or the first. None: faults noted."""
    return _read(path, label, sheet, most, faults, needed=True)


def read_sheet(path: Path, label: str, sheet: str, most: int, faults: Faults) -> Table | None:
    """The sheet of that name only; None when there is none."""
    return _read(path, label, sheet, most, faults, needed=False)


def _read(path: Path, label: str, sheet: str, most: int, faults: Faults, needed: bool) -> Table | None:
    content = read_bytes(path, label, MOST_TABLE, faults)
    if content is None or not _unpacks(content, label, path.suffix, faults):
        return None
    rows_of = _xlsx_rows if path.suffix.lower() == ".xlsx" else _ods_rows
    noted = len(faults.found)
    try:
        rows = rows_of(content, sheet, needed)
        return None if rows is None else assemble(label, rows, True, most, faults)
    except Exception as error:  # the libraries raise anything at all on a damaged file
        del faults.found[noted:]
        faults.add(label, None, "", None, "readable", format=path.suffix, detail=type(error).__name__)
        return None


def _unpacks(content: bytes, label: str, suffix: str, faults: Faults) -> bool:
    """Whether this is a zip archive that does not unpack to more than is bearable."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            size = sum(entry.file_size for entry in archive.infolist())
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError) as error:
        faults.add(label, None, "", None, "readable", format=suffix, detail=str(error))
        return False
    if size > MOST_UNPACKED:
        faults.add(label, None, "", f"{size >> 20} MB", "size_file", most=MOST_UNPACKED >> 20)
        return False
    return True


def _xlsx_rows(content: bytes, sheet: str, needed: bool) -> Iterator[tuple[int, list[Cell]]] | None:
    from openpyxl import load_workbook

    book = load_workbook(io.BytesIO(content), read_only=True, data_only=True)
    names = {name.lower(): name for name in book.sheetnames}
    if sheet in names:
        chosen = book[names[sheet]]
    elif needed:
        chosen = book.worksheets[0]
    else:
        return None
    return _filled(chosen.iter_rows(max_col=MOST_COLUMNS, values_only=True))


def _filled(rows: Iterable[tuple[object, ...]]) -> Iterator[tuple[int, list[Cell]]]:
    """The rows that hold something, with their lines; up to a stray cell far below there are a million that do not."""
    blank: tuple[object, ...] | None = (
        None  # the library gives one and the same tuple for every row that is not there
    )
    for line, row in enumerate(rows, start=1):
        if row is blank:
            continue
        if row.count(None) == len(row):
            blank = row
        else:
            yield line, [_plain(cell) for cell in row]


def _plain(cell: object) -> Cell:
    """A cell as text, number, truth value or nothing; a date becomes a text, which no column wants."""
    if cell is None or isinstance(cell, (str, bool, float)):
        return cell
    return float(cell) if isinstance(cell, int) else str(cell)


def _ods_rows(content: bytes, sheet: str, needed: bool) -> Iterator[tuple[int, list[Cell]]] | None:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        root = ElementTree.fromstring(archive.read("content.xml"))
    sheets = {each.get(f"{TABLE}name", "").lower(): each for each in root.iter(f"{TABLE}table")}
    if sheet in sheets:
        return _ods_sheet(sheets[sheet])
    return _ods_sheet(next(iter(sheets.values()))) if needed else None


def _ods_sheet(sheet: ElementTree.Element) -> Iterator[tuple[int, list[Cell]]]:
    """Rows of a sheet; a run of equal blank rows counts, without being spelled out."""
    line = 1
    for row in sheet.iter(f"{TABLE}table-row"):
        cells: list[Cell] = []
        for cell in row:
            if cell.tag in (f"{TABLE}table-cell", f"{TABLE}covered-table-cell"):
                times = min(int(cell.get(f"{TABLE}number-columns-repeated", "1")), MOST_COLUMNS - len(cells))
                cells += [_ods_cell(cell)] * times
        repeated = int(row.get(f"{TABLE}number-rows-repeated", "1"))
        if any(cell is not None for cell in cells):
            for offset in range(repeated):
                yield line + offset, cells
        line += repeated


def _ods_cell(cell: ElementTree.Element) -> Cell:
    sort = cell.get(f"{OFFICE}value-type")
    if sort in ("float", "percentage", "currency"):
        return float(cell.get(f"{OFFICE}value", "nan"))
    if sort == "boolean":
        return cell.get(f"{OFFICE}boolean-value") == "true"
    lines = ["".join(part.itertext()) for part in cell.iter(f"{TEXT}p")]
    return "\n".join(lines) if lines else None
