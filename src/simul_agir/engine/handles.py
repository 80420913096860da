"""Handing a territory from rule to rule as one pointer.

A `World` is a tuple of arrays, each of them seven to eleven numbers to the compiler; handed on by value they were most of
the code to compile, and each read allows for negative indices and asks again where the array is after every write. Here the
arrays of each replicate are listed in a table (address, then shape) that never changes while rules run, and a rule gets one
pointer into it. Its attributes read the same: each array is a `Grid`, a pointer and a shape, and the lengths that are the
same for every territory are known to the compiler. With the compiler off a rule gets the `World` itself.

Indices must lie within the shape. Whoever makes a table keeps its arrays alive.
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

TABLE_WORDS: Final = 4  # of the table, for each array: address, then up to three lengths
USUAL_DOMAINS: Final = (
    8  # for which the rules are compiled apart, with all lengths but the number of actors known
)


class _Registered:
    """The arrays that a model has registered: by number of domains, type and shape of each; and the shared ones."""

    arrays: Callable[[int | None], Arrays]
    shared: tuple[str, ...] = ()


def register(arrays: Callable[[int | None], Arrays], shared: tuple[str, ...]) -> None:
    """Take a model's arrays: `arrays(domains)` gives, by name in the order of its World, type and lengths (None: not known
    beforehand); those in `shared` are used by all replicates of a batch, one after the other.
    """
    _Registered.arrays, _Registered.shared = staticmethod(arrays), shared
    if is_compiling():
        from simul_agir.engine.lowering import grid_llvm

        grid_llvm.register(arrays)


def table_of(domains: int) -> int:
    """Dimensions of the table of territories with so many domains, by which their code is chosen."""
    return code_cache.USUAL if domains == USUAL_DOMAINS else 2


def _tables(world: World) -> NDArray[np.int64]:
    """The table of a batch, (R, words): where each array of each replicate lies. Some arrays are shared by all.

    With the usual number of domains it has one dimension more, (R, fields, words of each), by which the compiler knows.
    """
    replicates, domains = len(world.actors), world.needs.shape[-1]
    usual = table_of(domains) == code_cache.USUAL
    first = []  # words of the first replicate's arrays
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
    """Type, shape, and places and sizes of the lengths that are known, of every array of a World."""
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


# What the entry is given for a batch, what it makes of one replicate, of an array, and of an array nothing writes to.
handle: Any = _itself if is_off() else _tables
reference: Any = _one_of
as_grid: Any = _itself
as_const_grid: Any = _itself
if is_compiling():
    from simul_agir.engine.lowering import grid_llvm

    reference, as_grid, as_const_grid = grid_llvm.reference, grid_llvm.as_grid, grid_llvm.as_const_grid
