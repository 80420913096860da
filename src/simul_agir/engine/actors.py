"""Actors looked at one by one, or eight at a time: what a rule says of `who` holds of either.

`who` is the number of an actor, or eight actors that follow each other. `world.actors[who, MOTIVATION]` is then a number, or
eight of them (f64x8.py); arithmetic is the same for both, and each of the eight comes out as it would alone, to the last
bit. Nothing but `where` chooses between two values, as both may be wanted at once. A loop over all actors takes them by
eights, and those that are left over one by one.
"""

from typing import Any

import numpy as np

from simul_agir.engine.layout import WIDTH
from simul_agir.engine.rule import compiled, is_compiling

Who = Any  # the number of an actor, or eight of them


@compiled
def in_eights(count: int) -> int:
    """How many of so many actors can be taken by eights."""
    return count - count % WIDTH


def _eight_from(first: int) -> Any:
    return np.arange(first, first + WIDTH)


def _where(met: Any, one: Any, other: Any) -> Any:
    return np.where(met, one, other)[()]


def _part(grid: Any, who: Any, which: int, start: int) -> Any:
    rows = np.asarray(grid[who, which, start : start + WIDTH], np.float64)
    missing = np.zeros((*rows.shape[:-1], WIDTH - rows.shape[-1]))
    return np.concatenate([rows, missing], axis=-1)


def _sums(parts: Any) -> Any:
    while parts.shape[-1] > 1:
        half = parts.shape[-1] // 2
        parts = parts[..., :half] + parts[..., half:]
    return parts[..., 0]


def _sums_of_sizes(parts: Any) -> Any:
    return _sums(np.abs(parts))


def _nil(who: Any) -> Any:
    return np.zeros(WIDTH) if np.ndim(who) else 0.0


def _counted(words: Any) -> Any:
    return np.bitwise_count(words).astype(np.float64)[()]


def _run_on(row: Any, who: Any, total: float, weights: Any) -> float:
    row[who] = sums = np.cumsum(np.append(total, weights))[1:] if np.ndim(who) else total + weights
    return float(sums[-1] if np.ndim(who) else sums)


def _those(met: Any) -> Any:
    return np.uint64(sum(1 << lane for lane, each in enumerate(np.atleast_1d(met)) if each))


# Eight actors from a first one on; one value where something holds and another where not, of each; nil, of each.
eight_from: Any = _eight_from
where: Any = _where
nil: Any = _nil
# The set of those of eight (or of the one) of whom something holds.
those: Any = _those
counted: Any = _counted  # how many bits are set in each
# Running sums of weights, going on from a total, into their places in a row; gives back the last.
run_on: Any = _run_on
# Of the row `which` of each, eight domains from a start on, nil beyond the last; the sum of each, and that of their sizes,
# by halves.
part: Any = _part
sums: Any = _sums
sums_of_sizes: Any = _sums_of_sizes
if is_compiling():
    from simul_agir.engine.lowering import actors_llvm

    eight_from, where, nil, those = (
        actors_llvm.eight_from,
        actors_llvm.where,
        actors_llvm.nil,
        actors_llvm.those,
    )
    run_on = actors_llvm.run_on
    counted = actors_llvm.counted
    part, sums, sums_of_sizes = actors_llvm.part, actors_llvm.sums, actors_llvm.sums_of_sizes
