"""Choosing among many actors in proportion to a weight, at a cost that does not grow with their number."""

import numpy as np

from simul_agir.world.bits import size
from simul_agir.world.compiled import compiled
from simul_agir.world.lanes import WIDTH, above, lanes

_STRIDE = 64  # sums that are searched one vector after the other, once it is known among which they are


@compiled
def cumulate(weights: "np.ndarray", sums: "np.ndarray", count: int) -> float:
    """Running sums of weights[:count] into `sums`, which has room for seven more. Returns the total."""
    total = 0.0
    for i in range(count):
        total += weights[i]
        sums[i] = total
    for i in range(count, count + WIDTH - 1):
        sums[i] = total
    return total


@compiled
def choose(sums: "np.ndarray", count: int, draw: float) -> int:
    """The actor on which a draw in (0, 1) falls: the first whose running sum is above draw x total; -1 where all weigh
    nothing.
    """
    total = sums[count - 1]
    if total <= 0.0:
        return -1
    target = draw * total
    low, high = 0, (count - 1) // _STRIDE
    while low < high:
        middle = (low + high) // 2
        if sums[_STRIDE * middle + _STRIDE - 1] <= target:
            low = middle + 1
        else:
            high = middle
    first = _STRIDE * low
    found = first
    for start in range(first, min(first + _STRIDE, count), WIDTH):  # no branch that hangs on the draw
        found += WIDTH - size(above(lanes(sums, start), target))
    return min(found, count - 1)


@compiled
def whole(expected: float, draw: float) -> int:
    """A whole number whose mean is `expected`: the number below, or above with the chance that is left."""
    return int(np.floor(expected + draw))
