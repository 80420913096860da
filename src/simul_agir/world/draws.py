"""Choosing among many actors in proportion to a weight, at a cost that does not grow with their number."""

import numpy as np

from simul_agir.world.compiled import compiled


@compiled
def cumulate(weights: "np.ndarray", sums: "np.ndarray", guide: "np.ndarray", count: int) -> float:
    """Running sums of weights[:count] into `sums`, and for each of `count` equal slices of the total, the first actor it
    touches into `guide`. Returns the total.

    Source: the guide table method, Chen and Asau 1974.
    """
    total = 0.0
    for i in range(count):
        total += weights[i]
        sums[i] = total
    i = 0
    for slice_ in range(count):
        bound = total * slice_ / count
        while i < count - 1 and sums[i] <= bound:
            i += 1
        guide[slice_] = i
    return total


@compiled
def choose(sums: "np.ndarray", guide: "np.ndarray", count: int, draw: float) -> int:
    """The actor on which a draw in (0, 1) falls; -1 where all weigh nothing."""
    total = sums[count - 1]
    if total <= 0.0:
        return -1
    target = draw * total
    i = int(guide[min(int(draw * count), count - 1)])
    while i > 0 and sums[i - 1] > target:
        i -= 1
    while i < count - 1 and sums[i] <= target:
        i += 1
    return i


@compiled
def whole(expected: float, draw: float) -> int:
    """A whole number whose mean is `expected`: the number below, or above with the chance that is left."""
    return int(np.floor(expected + draw))
