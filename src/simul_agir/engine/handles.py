"""Passes a territory from rule to rule as one pointer.

A `World` is a tuple of arrays. To the compiler each array is seven to eleven numbers; passed by value, they would make up
most of the code, and each read would handle negative indices and reload the array's address after every write. Here the
arrays of each replicate are listed in a table (address, then shape) that does not change while rules run, and a rule gets
one pointer into it. Attributes look the same: each array is a `Grid`, a pointer and a shape, and the compiler knows the
lengths that are the same for every territory. With the compiler off a rule gets the `World` itself.

Indices must lie within the shape. The caller must keep the arrays of a table alive.
"""

from collections.abc import Callable
from functools import cache
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from simul_agir.engine.native import cache as code_cache
from simul_agir.engine.rule import is_compiling, is_off

World = Any  # a NamedTuple of arrays: one territory, or a batch of them with R in front of every shape
Arrays = dict[str, tuple[str, tuple[int | None, ...]]]

TABLE_WORDS: Final = 4  # words of the table per array: address, then up to three lengths
# For this number of domains a version of the rules is compiled in which all lengths but the number of actors are fixed.
USUAL_DOMAINS: Final = 8


class _Registered:
    """The arrays that a model has registered: type and shape of each, by number of domains; and the names of shared ones."""

    arrays: Callable[[int | None], Arrays]
    shared: tuple[str, ...] = ()


def register(arrays: Callable[[int | None], Arrays], shared: tuple[str, ...]) -> None:
    """Register a model's arrays. `arrays(domains)`: type and lengths of each by name, in the order of its World (None:
    not known beforehand). `shared`: names of arrays that all replicates of a batch use one after the other.
    """
    _Registered.arrays, _Registered.shared = staticmethod(arrays), shared
    if is_compiling():
        from simul_agir.engine.lowering import grid_llvm

        grid_llvm.register(arrays)


def table_of(domains: int) -> int:
    """Number of dimensions of the table for this number of domains; it selects the version of the compiled rules."""
    return code_cache.USUAL if domains == USUAL_DOMAINS else 2


def _tables(world: World) -> NDArray[np.int64]:
    """The table of a batch, (R, words): address and shape of each array of each replicate.

    With the usual number of domains it has one more dimension, (R, arrays, words per array), which tells the compiler so.
    """
    replicates, domains = len(world.actors), world.needs.shape[-1]
    usual = table_of(domains) == code_cache.USUAL
    first = []  # table words of the first replicate's arrays
    steps = []  # bytes from one replicate's array to the next one's
    for name, (kind, shape, known) in _due(domains if usual else None).items():
        array = getattr(world, name)
        shared = name in _Registered.shared
        lengths = array.shape if shared else array.shape[1:]
        fits = len(lengths) == len(shape) and all(lengths[place] == length for place, length in known)
        if array.dtype != kind or not array.flags.c_contiguous or not fits:
            raise ValueError(f"{name} is not a contiguous array of {kind} with the shape {shape}")
        unknown = (0,) * (TABLE_WORDS - 1 - len(lengths))
        first.append((array.__array_interface__["data"][0], *lengths, *unknown))
        steps.append(0 if shared else array.strides[0])
    tables = np.repeat(np.array([first], np.int64), replicates, axis=0)
    tables[:, :, 0] += np.arange(replicates)[:, None] * np.array(steps)
    return tables if usual else tables.reshape(replicates, -1)


_Due = tuple["np.dtype[Any]", tuple[int | None, ...], list[tuple[int, int]]]


@cache
def _due(domains: int | None) -> dict[str, _Due]:
    """Required type, shape, and positions and values of the known lengths, for every array of a World."""
    return {
        name: (
            np.dtype(code),
            shape,
            [(place, length) for place, length in enumerate(shape) if length is not None],
        )
        for name, (code, shape) in _Registered.arrays(domains).items()
    }


def _one_of(world: World, replicate: int) -> World:
    arrays = world._asdict()
    shared = _Registered.shared
    return type(world)(**{name: each if name in shared else each[replicate] for name, each in arrays.items()})


def _itself(value: Any) -> Any:
    return value


# handle: a batch as the argument of an entry. Within entries: reference gives one replicate, as_grid an array, and
# as_const_grid an array that nothing writes to.
handle: Any = _itself if is_off() else _tables
reference: Any = _one_of
as_grid: Any = _itself
as_const_grid: Any = _itself
if is_compiling():
    from simul_agir.engine.lowering import grid_llvm

    reference, as_grid, as_const_grid = grid_llvm.reference, grid_llvm.as_grid, grid_llvm.as_const_grid
