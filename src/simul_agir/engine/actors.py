"""Applies a rule of one actor to all actors.

`@over_actors` calls a rule with an `index`: the number of one actor, or eight consecutive actors while at least eight are
left. `world.actors[index, MOTIVATION]` is then one number or a vector of eight. Arithmetic is the same for both, and each
of the eight results equals the result for one actor to the last bit. Rules must choose between values with `where`, never
with `if`, because the eight actors may differ.
"""

import sys
from collections.abc import Callable
from typing import Any, Final

import numpy as np

from simul_agir.engine.layout import WIDTH
from simul_agir.engine.loops import loop_over
from simul_agir.engine.rule import compiled, is_compiling

ActorIndex = Any  # the number of one actor, or eight consecutive actors
Number = Any  # a number for one actor, or for each of eight
Condition = Any  # a truth value for one actor, or for each of eight

_LOOP: Final = """
def loop({given}):
    _count = {first}.actors.shape[0]
    _eights = actors.in_eights(_count)
    for _first in range(0, _eights, actors.WIDTH):
        {keep}rule({before}actors.eight_from(_first){after})
    for _one in range(_eights, _count):
        {keep}rule({before}_one{after})
    {give}
"""


def over_actors(rule: Callable[..., Any]) -> Callable[..., Any]:
    """The rule for all actors, made from the rule for one `index`. The first parameter is the territory.

    Parameters after `index` are passed on from actor to actor and returned at the end: `total = add(world, 0.0)`.
    """
    over_all: Callable[..., Any] = loop_over(rule, "index", _LOOP, actors=sys.modules[__name__])
    return over_all


@compiled
def in_eights(count: int) -> int:
    """How many of `count` actors can be taken eight at a time: the largest multiple of eight."""
    return count - count % WIDTH


def _eight_from(first: int) -> Any:
    return np.arange(first, first + WIDTH)


def _first_of(index: ActorIndex) -> int:
    return int(np.atleast_1d(index)[0])


def _place_in_eight(index: ActorIndex) -> Any:
    return index % WIDTH


def _each_of(index: ActorIndex) -> range:
    first = _first_of(index)
    return range(first, first + np.size(index))


def _where(met: Any, one: Any, other: Any) -> Any:
    return np.where(met, one, other)[()]


def _part(grid: Any, index: Any, which: int, start: int) -> Any:
    rows = np.asarray(grid[index, which, start : start + WIDTH], np.float64)
    missing = np.zeros((*rows.shape[:-1], WIDTH - rows.shape[-1]))
    return np.concatenate([rows, missing], axis=-1)


def _sums(parts: Any) -> Any:
    while parts.shape[-1] > 1:
        half = parts.shape[-1] // 2
        parts = parts[..., :half] + parts[..., half:]
    return parts[..., 0]


def _sums_of_sizes(parts: Any) -> Any:
    return _sums(np.abs(parts))


def _zero(index: Any) -> Any:
    return np.zeros(WIDTH) if np.ndim(index) else 0.0


def _counted(words: Any) -> Any:
    return np.bitwise_count(words).astype(np.float64)[()]


def _run_on(row: Any, index: Any, total: float, weights: Any) -> float:
    row[index] = sums = np.cumsum(np.append(total, weights))[1:] if np.ndim(index) else total + weights
    return float(sums[-1] if np.ndim(index) else sums)


def _add_each(total: float, values: Any) -> float:
    for value in np.atleast_1d(values).tolist():
        total += value
    return total


def _those(met: Any) -> Any:
    return np.uint64(sum(1 << lane for lane, each in enumerate(np.atleast_1d(met)) if each))


# eight_from: eight consecutive actors; first_of: the first of them; where: choice between two values; zero: 0.0 for each.
eight_from: Any = _eight_from
first_of: Callable[[ActorIndex], int] = _first_of
each_of: Any = _each_of  # the actors' numbers, as a range
place_in_eight: Any = _place_in_eight  # of a whole vector: places 0 to 7
where: Callable[[Condition, Number, Number], Number] = _where
zero: Callable[[ActorIndex], Number] = _zero
# The set of actors for which a condition holds: positions counted from the first actor of the index.
those: Callable[[Condition], int] = _those
counted: Any = _counted  # number of bits set in each
# run_on: running sums of weights, starting from a total, written to their places in a row; returns the last.
# add_each: a total to which values are added one after the other.
run_on: Callable[[Any, ActorIndex, float, Number], float] = _run_on
add_each: Callable[[float, Number], float] = _add_each
# part: eight cells of row `which` of each actor, zero beyond the last cell. sums, sums_of_sizes: sum of these cells and of
# their absolute values, added by halves.
part: Any = _part
sums: Any = _sums
sums_of_sizes: Any = _sums_of_sizes
if is_compiling():
    from simul_agir.engine.lowering import actors_llvm

    eight_from, first_of, where = actors_llvm.eight_from, actors_llvm.first_of, actors_llvm.where
    place_in_eight, how_many = actors_llvm.place_in_eight, actors_llvm.how_many

    @compiled
    def each_of(index: ActorIndex) -> range:
        """The numbers of one actor, or of eight, as a range."""
        return range(first_of(index), first_of(index) + how_many(index))

    zero, those, counted = actors_llvm.zero, actors_llvm.those, actors_llvm.counted
    run_on, add_each = actors_llvm.run_on, actors_llvm.add_each
    part, sums, sums_of_sizes = actors_llvm.part, actors_llvm.sums, actors_llvm.sums_of_sizes
