"""Races: who comes first among many, each at a speed of its own, by a draw of its own.

One with weight w and draw u comes after -log2(u) / w: such times are exponential, so each is first with the chance of its
weight over all weights, and the draws of all others stay theirs whoever is added, or made slower. Who sets out again after
each arrival comes again and again, as in Poisson's process, and the first S arrivals are S independent choices by weight.
Source: Efraimidis and Spirakis 2006.

The arrivals of many are kept as running sums are (choice.py): a row of times, then the soonest of each eight, and so on up
to a single eight. Times are kept with their sign changed, so that the soonest is the largest.
"""

from typing import Any, Final

import numpy as np

from simul_agir.engine.arithmetic import exponent_in, fraction_of
from simul_agir.engine.bitset import bit, first_bits, lowest
from simul_agir.engine.layout import WIDTH, length_of_level, whole_eights
from simul_agir.engine.lowering.f64x8 import at_least, lanes, largest, put, within
from simul_agir.engine.mixing import draws_with
from simul_agir.engine.rule import compiled

NEVER: Final = -float("inf")
Number = Any  # one number, or eight

# log2(1 + m) = m (1 + (1 - m) (Q0 + Q1 m ...)), fitted on [0, 1) so that nothing is lost as m comes to 0 or to 1.
_Q: Final = (0.44233719, -0.27311167, 0.17289819, -0.0832210542, 0.0197551761)
_OF_HALF: Final = 1022.0 + 2.0**52  # what `exponent_in` gives of numbers in [1/2, 1)


@compiled
def doublings(u: Number) -> Number:
    """Minus the logarithm to base 2 of a draw in (0, 1), or of eight, to a relative 1e-5; above 0."""
    m = fraction_of(u) - 1.0
    q = _Q[0] + m * (_Q[1] + m * (_Q[2] + m * (_Q[3] + m * _Q[4])))
    return (_OF_HALF - exponent_in(u)) + (1.0 - m) * (1.0 - m * q)


@compiled
def winner(weights: "np.ndarray", names: "np.ndarray", count: int, word: int) -> int:
    """Which of the first `count` of a row of weights, nil after them, is first, by the draws of a word with their names; -1
    where none weighs anything.
    """
    best, place = 0.0, -1
    for start in range(0, count, WIDTH):
        speeds = lanes(weights, start) / doublings(draws_with(word, names, start))
        most = largest(speeds)
        if most > best:
            best, place = most, start + lowest(at_least(speeds, most))
    return place


@compiled
def any_of(names: "np.ndarray", count: int, word: int) -> int:
    """Which of the first `count` names, at least one, has the largest draw with a word: each as likely as another."""
    best, place = 0.0, 0
    for start in range(0, count, WIDTH):
        draws = within(first_bits(min(WIDTH, count - start)), draws_with(word, names, start), 0.0)
        most = largest(draws)
        if most > best:
            best, place = most, start + lowest(at_least(draws, most))
    return place


@compiled
def line_up(times: "np.ndarray", count: int) -> None:
    """Over the times of `count`, the soonest of each eight, and so on; `layout.room_for_sums` says how long the row is."""
    first, length = 0, whole_eights(count)
    for i in range(count, length):
        times[i] = NEVER
    while True:
        ends, last = first + length, length // WIDTH
        for i in range(last):
            times[ends + i] = largest(lanes(times, first + WIDTH * i))
        first, length = ends, whole_eights(last)
        for i in range(last, length):
            times[ends + i] = NEVER
        if length <= WIDTH:
            return


@compiled
def soonest(times: "np.ndarray", count: int) -> int:
    """Who comes next; -1 where nobody ever comes."""
    first, level = length_of_level(count, 0), 1
    while length_of_level(count, level) > WIDTH:
        first += length_of_level(count, level)
        level += 1
    top = lanes(times, first)
    best = largest(top)
    if best == NEVER:
        return -1
    place = lowest(at_least(top, best))
    while level > 0:
        level -= 1
        first -= length_of_level(count, level)
        place = WIDTH * place + lowest(at_least(lanes(times, first + WIDTH * place), best))
    return place


@compiled
def set_out(times: "np.ndarray", count: int, i: int, time: float) -> None:
    """i comes at another time from now on."""
    first, level, place, most = 0, 0, i, time
    while True:
        start = first + place // WIDTH * WIDTH
        eight = within(~bit(place % WIDTH), lanes(times, start), most)
        put(times, start, eight)
        most = largest(eight)
        length = length_of_level(count, level)
        if level > 0 and length <= WIDTH:
            return
        first += length
        level += 1
        place = place // WIDTH
