"""Races draw one of many in proportion to weight, with a draw of its own for each competitor.

A competitor with weight w and draw u arrives at time -log2(u) / w. These times are exponential, so that each one wins
with probability weight / sum of weights, and no draw changes if a competitor is added or slowed down. If each competitor
starts again after its arrival, arrivals form a Poisson process, and the first S arrivals are S independent choices by
weight. Source: Efraimidis and Spirakis 2006.

Times are stored like running sums (choice.py): a row of times, then the first of every eight, up to a single group of
eight. They are stored with a negative sign, so that the first is the largest.
"""

from typing import Any, Final

from simul_agir.engine.arithmetic import exponent_in, fraction_of
from simul_agir.engine.bitset import bit, first_bits, lowest
from simul_agir.engine.cells import Doubles, Integers
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
    """-log2(u) of a draw in (0, 1), or of eight, with a relative error below 1e-5; above 0."""
    m = fraction_of(u) - 1.0
    q = _Q[0] + m * (_Q[1] + m * (_Q[2] + m * (_Q[3] + m * _Q[4])))
    return (_OF_HALF - exponent_in(u)) + (1.0 - m) * (1.0 - m * q)


@compiled
def winner(weights: Doubles, names: Integers, count: int, word: int) -> int:
    """Position of the winner among the first `count` cells of a row of weights (later cells must be zero), by the word's
    draws for the names; -1 if all weights are zero.
    """
    best, place = 0.0, -1
    for start in range(0, count, WIDTH):
        speeds = lanes(weights, start) / doublings(draws_with(word, names, start))
        most = largest(speeds)
        if most > best:
            best, place = most, start + lowest(at_least(speeds, most))
    return place


@compiled
def any_of(names: Integers, count: int, word: int) -> int:
    """Position of the largest of the word's draws for the first `count` names (at least one): a uniform choice."""
    best, place = 0.0, 0
    for start in range(0, count, WIDTH):
        draws = within(first_bits(min(WIDTH, count - start)), draws_with(word, names, start), 0.0)
        most = largest(draws)
        if most > best:
            best, place = most, start + lowest(at_least(draws, most))
    return place


@compiled
def line_up(times: Doubles, count: int) -> None:
    """Complete a row of `count` times to the tree of first times. `layout.length_for_sums` gives the length of the row."""
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
def soonest(times: Doubles, count: int) -> int:
    """The competitor with the next time; -1 if nobody arrives."""
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
def set_out(times: Doubles, count: int, i: int, time: float) -> None:
    """Set the next time of competitor i."""
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
