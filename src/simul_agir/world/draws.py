"""Choosing among many actors in proportion to a weight, at a cost that does not grow with their number."""

import numpy as np

from simul_agir.world.bits import size
from simul_agir.world.compiled import compiled
from simul_agir.world.eights import WIDTH, room_for_sums, whole_eights
from simul_agir.world.lanes import above, lanes

_STRIDE = WIDTH * WIDTH  # sums whose every eighth is one vector


@compiled
def cumulate(weights: "np.ndarray", sums: "np.ndarray", count: int) -> float:
    """Running sums of weights[:count] into `sums`, filled up with the total to whole eights, then the last of each eight,
    filled up likewise: `room_for_sums` says how long it must be. Returns the total.
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
    ends = whole_eights(count)
    for i in range(count, ends):
        sums[i] = total
    for i in range(ends // WIDTH):
        sums[ends + i] = sums[WIDTH * i + WIDTH - 1]
    for i in range(ends + ends // WIDTH, room_for_sums(count)):
        sums[i] = total


@compiled
def choose(sums: "np.ndarray", count: int, draw: float) -> int:
    """The actor on which a draw in (0, 1) falls: the first whose running sum is above draw x total; -1 where all weigh
    nothing. `sums` as `cumulate` leaves them.
    """
    total = sums[count - 1]
    if total <= 0.0:
        return -1
    target, ends = draw * total, whole_eights(count)
    # As many steps whatever the draw: a block of sums after which the target lies moves the lower end, or does not.
    low, left = 0, (count - 1) // _STRIDE
    while left > 0:
        half = (left + 1) // 2
        low += half * (sums[_STRIDE * (low + half) - 1] <= target)
        left //= 2
    # No branch that hangs on the draw: the first eight whose last is above the target, then the first among them.
    eight = WIDTH * low + WIDTH - size(above(lanes(sums, ends + WIDTH * low), target))
    first = WIDTH * min(eight, ends // WIDTH - 1)
    return min(first + WIDTH - size(above(lanes(sums, first), target)), count - 1)


@compiled
def whole(expected: float, draw: float) -> int:
    """A whole number whose mean is `expected`: the number below, or above with the chance that is left."""
    return int(np.floor(expected + draw))
