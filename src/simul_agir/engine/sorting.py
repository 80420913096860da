"""Sorting positions by a key: the highest first, equal ones in the order in which they stand."""

import numpy as np

from simul_agir.engine.rule import compiled


@compiled
def sort_down(keys: "np.ndarray", order: "np.ndarray", buffer: "np.ndarray", count: int) -> None:
    """Put the positions in order[:count] into the order of their keys, by merging ever longer runs of them.

    `keys`: a number for each position; `order`, `buffer`: positions as doubles, room of the same length.
    """
    width = 1
    while width < count:
        for start in range(0, count, 2 * width):
            _merge(keys, order, buffer, start, min(start + width, count), min(start + 2 * width, count))
        for place in range(count):
            order[place] = buffer[place]
        width *= 2


@compiled
def _merge(
    keys: "np.ndarray", order: "np.ndarray", buffer: "np.ndarray", start: int, middle: int, end: int
) -> None:
    """Two runs side by side, order[start:middle] and order[middle:end], into one in `buffer`."""
    one, other = start, middle
    for place in range(start, end):
        if other >= end or (one < middle and keys[int(order[one])] >= keys[int(order[other])]):
            buffer[place] = order[one]
            one += 1
        else:
            buffer[place] = order[other]
            other += 1
