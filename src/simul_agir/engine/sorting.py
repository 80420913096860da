"""Sorts positions by a key, the highest first; positions with equal keys keep their order."""

from simul_agir.engine.cells import Doubles
from simul_agir.engine.rule import compiled


@compiled
def sort_down(keys: Doubles, order: Doubles, buffer: Doubles, count: int) -> None:
    """Sort the positions in order[:count] by their keys, highest first, by merging runs.

    `keys`: a number for each position; `order`, `buffer`: positions as doubles, two arrays of the same length.
    """
    width = 1
    while width < count:
        for start in range(0, count, 2 * width):
            _merge(keys, order, buffer, start, min(start + width, count), min(start + 2 * width, count))
        for place in range(count):
            order[place] = buffer[place]
        width *= 2


@compiled
def _merge(keys: Doubles, order: Doubles, buffer: Doubles, start: int, middle: int, end: int) -> None:
    """Merge two adjacent sorted runs, order[start:middle] and order[middle:end], into `buffer`."""
    one, other = start, middle
    for place in range(start, end):
        if other >= end or (one < middle and keys[int(order[one])] >= keys[int(order[other])]):
            buffer[place] = order[one]
            one += 1
        else:
            buffer[place] = order[other]
            other += 1
