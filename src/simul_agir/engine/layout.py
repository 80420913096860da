"""Lengths of rows that are read eight numbers at a time."""

from typing import Final

from simul_agir.engine.rule import compiled

WIDTH: Final = 8
_LEAST_ROUND: Final = 64


@compiled
def whole_eights(count: int) -> int:
    """The next multiple of eight."""
    return (count + WIDTH - 1) // WIDTH * WIDTH


@compiled
def length_of_level(count: int, level: int) -> int:
    """Number of sums at a level of the tree over `count` weights: all at level 0, then every eighth of the level below,
    rounded up to a multiple of eight (choice.py).
    """
    each = 3 * (level + 1)  # 8 ** (level + 1) is 2 ** each
    return WIDTH * ((count + (1 << each) - 1) >> each)


@compiled
def length_for_sums(count: int) -> int:
    """Length of a row that holds the running sums of `count` weights and all levels above them (choice.py)."""
    total, level = length_of_level(count, 0), 1
    while True:
        length = length_of_level(count, level)
        total += length
        if length <= WIDTH:
            return total
        level += 1


@compiled
def round_number(count: int) -> int:
    """The least power of two, 64 or more, that is not below a count. It mostly stays the same for one more or one fewer."""
    number = _LEAST_ROUND
    while number < count:
        number *= 2
    return number
