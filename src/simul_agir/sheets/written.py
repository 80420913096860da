"""Texts as they are written to tables: never what a spreadsheet program would compute."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from .numbers import PLAIN

if TYPE_CHECKING:
    import pandas as pd

COMPUTED = re.compile(r"[ \u00a0]*[=+\-@\t\r]")


def as_text(cell: Any) -> Any:
    """A cell of a CSV file: a text that begins, after spaces, as a formula does gets a leading '; a number stays one."""
    computed = isinstance(cell, str) and COMPUTED.match(cell) and not PLAIN.fullmatch(cell)
    return f"'{cell}" if computed else cell


def row_as_text(cells: Iterable[Any]) -> list[Any]:
    """The same for every cell of a row."""
    return [as_text(cell) for cell in cells]


def frame_as_text(frame: pd.DataFrame) -> pd.DataFrame:
    """The same for every cell and every name of a table's columns and lines."""
    return frame.map(as_text).rename(columns=as_text, index=as_text)
