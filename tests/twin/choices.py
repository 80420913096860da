"""Choices by a draw, sets of domains, distances (section 7.0)."""

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from itertools import accumulate
from typing import TypeVar

T = TypeVar("T")


class Lot:
    """Somebody chosen in proportion to fixed weights: the first whose running sum exceeds u times the total."""

    def __init__(self, members: Sequence[T], weights: Sequence[float]) -> None:
        self.members = members
        self.sums = list(accumulate(weights))
        self.total = self.sums[-1]

    def choose(self, u: float) -> T | None:
        """Nobody, if nobody weighs anything."""
        return self.members[bisect_right(self.sums, u * self.total)] if self.total > 0 else None


def whole(x: float, u: float) -> int:
    """A real number as a whole one, right on average."""
    return int(x + u)


def pick(weights: Sequence[float], u: float) -> int | None:
    """The first position of positive weight at which u times the total, minus the weights so far, is <= 0."""
    left = u * sum(weights)
    last = None
    for position, weight in enumerate(weights):
        if weight > 0:
            last = position
            left -= weight
            if left <= 0:
                return position
    return last


def distance(a: Sequence[float], b: Sequence[float]) -> float:
    """Half-L1."""
    total = 0.0
    for x, y in zip(a, b):
        total += x - y if x > y else y - x
    return 0.5 * total


def members_of(domains: int) -> Iterator[int]:
    """The domains of a set, from the smallest; a set of domains is a whole number, domain k its bit k."""
    while domains:
        lowest = domains & -domains
        yield lowest.bit_length() - 1
        domains ^= lowest


def member(domains: int, n: int) -> int:
    """The n-th member of a set, n from 0."""
    for _ in range(n):
        domains &= domains - 1
    return (domains & -domains).bit_length() - 1
