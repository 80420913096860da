"""A table where the terminal is wide enough, the same facts one under the other where it is not: no name is ever lost."""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from rich.box import SIMPLE_HEAD
from rich.cells import cell_len
from rich.console import Console, Group, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from simul_agir.locale import Words

Cell = Text | str


def plain_text(*shown: RenderableType, width: int) -> str:
    """What a terminal of `width` characters shows, as text without colours; brackets in a name are no markup."""
    console = _console(width)
    for each in shown:
        console.print(each)
    assert isinstance(console.file, io.StringIO)
    return "\n".join(line.rstrip() for line in console.file.getvalue().splitlines()) + "\n"


def _console(width: int) -> Console:
    return Console(
        file=io.StringIO(), width=width, color_system=None, legacy_windows=False, markup=False, emoji=False
    )


@dataclass(frozen=True)
class Head:
    """The head of a column; `wraps`: its cells may go on below (one column of a table at most)."""

    text: str
    right: bool = False
    wraps: bool = False


@dataclass(frozen=True)
class Line:
    """The cells of a row; the first is what the others are about."""

    cells: Sequence[Cell]
    bold: bool = False


def fitted(heads: Sequence[Head], lines: Sequence[Line], width: int, translate: Words) -> Table | Group:
    """The table if `width` characters hold it, its lines stacked if they do not."""
    return as_table(heads, lines) if least_width(heads, lines) <= width else stacked(heads, lines, translate)


def as_table(heads: Sequence[Head], lines: Sequence[Line]) -> Table:
    """The lines under their heads."""
    table = Table(box=SIMPLE_HEAD, pad_edge=False, padding=(0, 1), collapse_padding=True, show_edge=False)
    for head in heads:
        justify: Literal["left", "right"] = "right" if head.right else "left"
        table.add_column(head.text, justify=justify, no_wrap=not head.wraps)
    for line in lines:
        table.add_row(*line.cells, style="bold" if line.bold else "")
    return table


def full_width(heads: Sequence[Head], lines: Sequence[Line]) -> int:
    """How many characters a table takes when nothing in it goes on below."""
    return _console(1000).measure(as_table(heads, lines)).maximum


def least_width(heads: Sequence[Head], lines: Sequence[Line]) -> int:
    """How many characters a table needs so that no word of it is cut."""
    spared = 0
    for place, head in enumerate(heads):
        if head.wraps:
            texts = [str(cell) for cell in (head.text, *(line.cells[place] for line in lines))]
            longest_word = max(cell_len(word) for text in texts for word in text.split() or [""])
            spared += max(cell_len(part) for text in texts for part in text.split("\n")) - longest_word
    return full_width(heads, lines) - spared


def stacked(heads: Sequence[Head], lines: Sequence[Line], translate: Words) -> Group:
    """The first cell of each line, and the others under it, each with its head."""
    shown: list[Text | Padding] = []
    for line in lines:
        shown.append(Text.assemble(line.cells[0], style="bold" if line.bold else ""))
        for head, cell in zip(heads[1:], line.cells[1:], strict=True):
            name = " ".join(head.text.split())
            text = Text.assemble(translate("typography.colon", head=name, tail=""), cell)
            shown.append(Padding(text, (0, 0, 0, 2)))
    return Group(*shown)
