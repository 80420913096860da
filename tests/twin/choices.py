"""Choices by a draw, sets of domains, distances (section 7.0)."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from heapq import heapify, heapreplace
from itertools import accumulate
from math import frexp
from typing import TYPE_CHECKING, TypeVar

from .chance import draw_in, word_in, word_of

if TYPE_CHECKING:
    from .actor import Actor
    from .territory import Territory

T = TypeVar("T")
TRIES = 32  # candidates before a lot decides


class Lot:
    """Somebody chosen in proportion to fixed weights: the first whose running sum exceeds u times the total."""

    def __init__(self, members: Sequence[T], weights: Sequence[float]) -> None:
        self.members, self.weights = members, weights
        self.sums = list(accumulate(weights))
        self.total = self.sums[-1]

    def choose(self, u: float) -> T | None:
        """Nobody, if nobody weighs anything."""
        return self.members[bisect_right(self.sums, u * self.total)] if self.total > 0 else None


class Turns:
    """Actors come one after the other, again and again, each as often as it weighs."""

    def __init__(self, model: Territory, purpose: int, weights: Sequence[float]) -> None:
        self.weights, self.seeds, self.had = weights, [], [0] * len(weights)
        self.total, self.next = 0.0, []
        for i, weight in zip(model.actors, weights):
            first, seed, _, _ = model.draws(purpose, i.place)
            self.seeds.append(word_of(seed))
            self.total += weight
            if weight > 0:
                self.next.append((doublings(first) / weight, i.place))
        heapify(self.next)

    def take(self) -> tuple[int, int, int] | None:
        """Whose turn it is, the word of the turn, and how many it had before; nobody where nobody weighs anything."""
        if not self.next:
            return None
        time, i = self.next[0]
        turn = self.had[i]
        word = word_in(self.seeds[i], turn)
        self.had[i] += 1
        heapreplace(self.next, (time + doublings(draw_in(word, 0)) / self.weights[i], i))
        return i, word, turn


def doublings(u: float) -> float:
    """Minus the logarithm to base 2, by the polynomial of the rules."""
    fraction, exponent = frexp(u)
    m = 2.0 * fraction - 1.0
    q = 0.44233719 + m * (-0.27311167 + m * (0.17289819 + m * (-0.0832210542 + m * 0.0197551761)))
    return -exponent + (1.0 - m) * (1.0 - m * q)


def candidates(actors: Sequence[Actor], word: int) -> Iterator[tuple[Actor, float]]:
    """Actors, one after the other, each with the draw by which it is taken."""
    for attempt in range(TRIES):
        drawn = word_in(word, attempt)
        place = drawn * round_number(len(actors)) >> 32
        if place < len(actors):
            yield actors[place], draw_in(drawn, 0)


def round_number(count: int) -> int:
    """The least power of two, 64 or more, that is not below."""
    return max(64, 1 << (count - 1).bit_length())


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
