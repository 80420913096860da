"""Sums of many numbers by halves: small errors, and the bits that NumPy's `sum` gives of numbers that lie side by side."""

from typing import Final

import numpy as np

from simul_agir.engine.rule import compiled

_BLOCK: Final = 128  # so many are added up eight abreast; more are divided into two halves of whole eights
_ABREAST: Final = 8


@compiled
def sum_of(rows: "np.ndarray", first: int, count: int) -> float:
    """The sum of `count` numbers of a grid (R, columns), from the first on in the order of its rows, read as one line."""
    if count <= _BLOCK:
        return _sum_of_block(rows, first, count)
    half = count // 2 - count // 2 % _ABREAST
    return sum_of(rows, first, half) + sum_of(rows, first + half, count - half)


@compiled
def _sum_of_block(rows: "np.ndarray", first: int, count: int) -> float:
    """One after the other where they are fewer than eight; else eight sums side by side, then what is left."""
    eights = count // _ABREAST
    total = 0.0
    if eights > 0:
        pairs = (
            _sum_of_each_eighth(rows, first, eights) + _sum_of_each_eighth(rows, first + 1, eights),
            _sum_of_each_eighth(rows, first + 2, eights) + _sum_of_each_eighth(rows, first + 3, eights),
            _sum_of_each_eighth(rows, first + 4, eights) + _sum_of_each_eighth(rows, first + 5, eights),
            _sum_of_each_eighth(rows, first + 6, eights) + _sum_of_each_eighth(rows, first + 7, eights),
        )
        total = (pairs[0] + pairs[1]) + (pairs[2] + pairs[3])
    for place in range(first + _ABREAST * eights, first + count):
        total += _cell(rows, place)
    return total


@compiled
def _sum_of_each_eighth(rows: "np.ndarray", first: int, many: int) -> float:
    """The sum of every eighth number, so many of them."""
    total = _cell(rows, first)
    for each in range(1, many):
        total += _cell(rows, first + _ABREAST * each)
    return total


@compiled
def _cell(rows: "np.ndarray", place: int) -> float:
    return rows[place // rows.shape[1], place % rows.shape[1]]
