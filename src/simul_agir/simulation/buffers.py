"""Reuses arrays: a batch takes the arrays that an earlier batch no longer needs, without allocating memory."""

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from simul_agir.model.state import State, aligned_block


@dataclass
class BufferPool:
    """The arrays of a batch that is no longer needed, for another batch to reuse."""

    state: State
    indicators: NDArray[np.float64]
    need_levels: NDArray[np.float64]
    _handle: tuple[Any, ...] | None

    @property
    def size(self) -> int:
        """Bytes of the arrays."""
        arrays = (*self.state.arrays().values(), self.indicators, self.need_levels)
        return sum(array.nbytes for array in arrays)

    def spare(self) -> "BufferPool":
        """The pool itself; a batch has the same method."""
        return self


def array_in(spare: Any, name: str, shape: tuple[int, ...], values: Any) -> Any:
    """An array of this shape filled with `values`: the attribute `name` of `spare` if its shape is the same, otherwise a
    new one.
    """
    array = getattr(spare, name, None)
    if array is None or array.shape != shape:
        array = aligned_block(shape, np.asarray(values).dtype)
    np.copyto(array, values)
    return array
