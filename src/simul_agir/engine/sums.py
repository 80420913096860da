"""Sums many numbers by halves: rounding errors are small, and results equal NumPy's `sum` of contiguous numbers to the
bit.
"""

from typing import Final

from simul_agir.engine.cells import DoubleGrid
from simul_agir.engine.rule import compiled

_BLOCK: Final = 128  # longer rows are divided into two halves, each a multiple of eight
_ABREAST: Final = 8


@compiled
def sum_of(rows: DoubleGrid, first: int, count: int) -> float:
    """The sum of the first `count` numbers of a grid (R, columns), read row by row as one line."""
    if count <= _BLOCK:
        return _sum_of_block(rows, first, count)
    half = count // 2 - count // 2 % _ABREAST
    return sum_of(rows, first, half) + sum_of(rows, first + half, count - half)


@compiled
def _sum_of_block(rows: DoubleGrid, first: int, count: int) -> float:
    """Fewer than eight numbers are added one after the other; otherwise eight sums in parallel, then the rest."""
    whole = count - count % _ABREAST
    total = 0.0
    if whole > 0:
        a, b, c, d, e, f, g, h = 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0
        for place in range(first, first + whole, _ABREAST):
            a, b = a + _cell(rows, place), b + _cell(rows, place + 1)
            c, d = c + _cell(rows, place + 2), d + _cell(rows, place + 3)
            e, f = e + _cell(rows, place + 4), f + _cell(rows, place + 5)
            g, h = g + _cell(rows, place + 6), h + _cell(rows, place + 7)
        total = ((a + b) + (c + d)) + ((e + f) + (g + h))
    for place in range(first + whole, first + count):
        total += _cell(rows, place)
    return total


@compiled
def _cell(rows: DoubleGrid, place: int) -> float:
    return rows[place // rows.shape[1], place % rows.shape[1]]
