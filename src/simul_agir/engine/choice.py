"""Choosing among many actors in proportion to a weight, at a cost that does not grow with their number."""

import numpy as np

from simul_agir.engine.bitset import size
from simul_agir.engine.layout import WIDTH, length_of_level, whole_eights
from simul_agir.engine.lowering.f64x8 import above, lanes
from simul_agir.engine.rule import compiled

_SMALL = WIDTH * WIDTH  # up to so many sums have a single eight above them


@compiled
def cumulate(weights: "np.ndarray", sums: "np.ndarray", count: int) -> float:
    """Running sums of weights[:count] into `sums`, filled up with the total to a multiple of 8; then, as the next level, the
    last of each eight, filled up likewise, and so on up to a single eight. `length_for_sums` gives the length of `sums`.
    Returns the total.
    """
    total = 0.0
    for i in range(count):
        total += weights[i]
        sums[i] = total
    fill_up(sums, count, total)
    return total


@compiled
def fill_up(sums: "np.ndarray", count: int, total: float) -> None:
    """Make of running sums what `cumulate` leaves: for those who add up while they weigh."""
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
def choose(sums: "np.ndarray", count: int, draw: float) -> int:
    """The actor on which a draw in (0, 1) falls: the first whose running sum is above draw x total; -1 where all weigh
    nothing. `sums` as `cumulate` leaves them.
    """
    total = sums[count - 1]
    if total <= 0.0:
        return -1
    target, ends = draw * total, whole_eights(count)
    low = 0 if count <= _SMALL else _eight_of_ends(sums, count, target)
    # No branch that depends on the draw: the first eight whose last is above the target, then the first among them.
    eight = WIDTH * low + WIDTH - size(above(lanes(sums, ends + WIDTH * low), target))
    first = WIDTH * min(eight, ends // WIDTH - 1)
    return min(first + WIDTH - size(above(lanes(sums, first), target)), count - 1)


@compiled
def _eight_of_ends(sums: "np.ndarray", count: int, target: float) -> int:
    """Which eight of the ends to look at: down from the single eight at the top, as many steps whatever the target."""
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
    """A whole number whose mean is `expected`: the number below, or above with the chance that is left."""
    return int(np.floor(expected + draw))
