"""Types of arrays and integers in rules, for mypy and for readers; the compiler does not use them.

A rule reads one cell, or a row (an array with fewer dimensions) if fewer indices are given. An index that stands for eight
actors or cells (`ActorIndex`, `CellIndex`) gives a vector. NumPy's own type of arrays does not tell these cases apart.

`int64`, `uint64`, `int16` and `uint16` are NumPy's types of integers. To mypy their results are `int`, so that a rule can
pass them on as positions, counts and sets.
"""

from typing import TYPE_CHECKING, Any, Protocol, SupportsInt, TypeVar, overload

import numpy as np

T = TypeVar("T")


class Row(Protocol[T]):
    """An array with one dimension."""

    @property
    def shape(self) -> tuple[int, ...]:
        """Lengths of the dimensions."""

    def __len__(self) -> int: ...
    @overload
    def __getitem__(self, key: int, /) -> T: ...
    @overload
    def __getitem__(self, key: slice, /) -> "Row[T]": ...
    def __setitem__(self, key: int, value: T, /) -> None: ...


class Grid(Protocol[T]):
    """An array with two dimensions."""

    @property
    def shape(self) -> tuple[int, ...]:
        """Lengths of the dimensions."""

    def __len__(self) -> int: ...
    @overload
    def __getitem__(self, key: int, /) -> Row[T]: ...
    @overload
    def __getitem__(self, key: tuple[int, int], /) -> T: ...
    def __setitem__(self, key: tuple[int, int], value: T, /) -> None: ...


class Block(Protocol[T]):
    """An array with three dimensions."""

    @property
    def shape(self) -> tuple[int, ...]:
        """Lengths of the dimensions."""

    def __len__(self) -> int: ...
    @overload
    def __getitem__(self, key: int, /) -> Grid[T]: ...
    @overload
    def __getitem__(self, key: tuple[int, int], /) -> Row[T]: ...
    @overload
    def __getitem__(self, key: tuple[int, int, int], /) -> T: ...
    def __setitem__(self, key: tuple[int, int, int], value: T, /) -> None: ...


Doubles = Row[float]
DoubleGrid = Grid[float]
DoubleBlock = Block[float]
Integers = Row[int]
IntegerGrid = Grid[int]
IntegerBlock = Block[int]

if TYPE_CHECKING:

    def int64(value: SupportsInt, /) -> int:
        """A signed integer of 64 bits."""

    def uint64(value: SupportsInt, /) -> int:
        """An unsigned integer of 64 bits."""

    def int16(value: SupportsInt, /) -> int:
        """A signed integer of 16 bits."""

    def uint16(value: SupportsInt, /) -> int:
        """An unsigned integer of 16 bits."""

else:
    int64: Any = np.int64
    uint64: Any = np.uint64
    int16: Any = np.int16
    uint16: Any = np.uint16
