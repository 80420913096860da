"""Draws one of many actors in proportion to a weight, at a cost that hardly grows with their number."""

import numpy as np

from simul_agir.engine.bitset import size
from simul_agir.engine.cells import Doubles
from simul_agir.engine.layout import WIDTH, length_of_level, whole_eights
from simul_agir.engine.lowering.f64x8 import above, lanes
from simul_agir.engine.rule import compiled

_SMALL = WIDTH * WIDTH  # up to so many sums have a single group of eight above them


@compiled
def cumulate(weights: Doubles, sums: Doubles, count: int) -> float:
    """Write the running sums of weights[:count] to `sums`, and return the total.

    `sums` is a search tree: level 0 holds the running sums, filled up with the total to a multiple of 8; each further
    level holds the last of every eight sums below, filled up likewise, up to a single group of eight. `length_for_sums`
    gives the length of `sums`.
    """
    total = 0.0
    for i in range(count):
        total += weights[i]
        sums[i] = total
    fill_up(sums, count, total)
    return total


@compiled
def fill_up(sums: Doubles, count: int, total: float) -> None:
    """Complete running sums to the tree that `cumulate` writes, for callers that add up weights while they compute them."""
    first, length = 0, whole_eights(count)
    for i in range(count, length):
        sums[i] = total
    while True:
        ends, last = first + length, length // WIDTH
        for i in range(last):
            sums[ends + i] = sums[first + WIDTH * i + WIDTH - 1]
        first, length = ends, whole_eights(last)
        for i in range(last, length):
            sums[ends + i] = total
        if length <= WIDTH:
            return


@compiled
def choose(sums: Doubles, count: int, draw: float) -> int:
    """The actor drawn by `draw` in (0, 1): the first whose running sum is above draw x total; -1 if all weights are zero.
    `sums`: as `cumulate` writes them.
    """
    total = sums[count - 1]
    if total <= 0.0:
        return -1
    target, ends = draw * total, whole_eights(count)
    low = 0 if count <= _SMALL else _eight_of_ends(sums, count, target)
    # No branch depends on the draw: find the first group of eight whose last sum is above the target, then search within it.
    eight = WIDTH * low + WIDTH - size(above(lanes(sums, ends + WIDTH * low), target))
    first = WIDTH * min(eight, ends // WIDTH - 1)
    return min(first + WIDTH - size(above(lanes(sums, first), target)), count - 1)


@compiled
def _eight_of_ends(sums: Doubles, count: int, target: float) -> int:
    """The group of eight to search, found from the top level down; the number of steps does not depend on the target."""
    first, level = length_of_level(count, 0), 1
    while length_of_level(count, level) > WIDTH:
        first += length_of_level(count, level)
        level += 1
    low = 0
    while level > 1:
        low = WIDTH * low + WIDTH - size(above(lanes(sums, first + WIDTH * low), target))
        level -= 1
        below = length_of_level(count, level)
        low = min(low, below // WIDTH - 1)
        first -= below
    return low


@compiled
def whole(expected: float, draw: float) -> int:
    """An integer with mean `expected`: rounded down, or up with probability equal to the fraction."""
    return int(np.floor(expected + draw))
