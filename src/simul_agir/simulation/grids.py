"""Fixed grids on which values are counted, the same for every scenario, machine and library version.

Every edge is a multiple of a power of two, so that finding a value's bin needs no rounding: two machines that hold the
same value count it in the same bin. No grid depends on a scenario. Values without a natural bound are counted in octaves;
bins are narrow for small values and at most 1/64 of the value for large ones.
"""

from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from simul_agir.model.indicators import MEASURED

Floats = NDArray[np.float64]
_FINE = 52  # binary digits between the top of a grid and the unit of its sums


@dataclass(frozen=True)
class Grid:
    """A grid of `bins` bins of one `unit`, starting at first x unit, then of `octaves` times as many, twice as wide each
    time.

    A bin contains its lower edge but not its upper one, except the last bin, which contains both. One more bin below and
    one above count values outside. `whole`: only integers are counted, so that a bin of width 1 is one integer.
    """

    unit: float
    bins: int
    first: int = 0
    octaves: int = 0
    whole: bool = False

    def __post_init__(self) -> None:
        doubling = (self.unit, self.bins) if self.octaves else (self.unit,)
        if any(np.frexp(number)[0] != 0.5 for number in doubling):
            raise ValueError("a unit, and the number of bins where there are octaves, must be powers of two")
        if self.octaves and self.first:
            raise ValueError("a grid with octaves starts at nil")

    @property
    def size(self) -> int:
        """Number of bins, without the two for values outside."""
        return self.bins * (1 + self.octaves)

    @cached_property
    def edges(self) -> Floats:
        """(size + 1,) edges, from the lowest to the highest."""
        linear = self.unit * (self.first + np.arange(self.bins + 1.0))
        ups = [linear[1:] * 2.0**octave + linear[-1] * 2.0**octave for octave in range(self.octaves)]
        return np.concatenate([linear, *ups])

    @property
    def low(self) -> float:
        """The lowest edge."""
        return float(self.edges[0])

    @property
    def high(self) -> float:
        """The highest edge."""
        return float(self.edges[-1])

    @property
    def fine(self) -> float:
        """The unit of sums: each value is rounded once to a multiple of it before it is added."""
        return float(2.0 ** (np.ceil(np.log2(max(abs(self.low), abs(self.high)))) - _FINE))

    @property
    def limit(self) -> float:
        """The largest absolute value that sums can hold: sixteen times the range of the grid."""
        return float(self.fine * 2.0 ** (_FINE + 4))

    def width_at(self, value: float) -> float:
        """Largest difference between two values in the same bin as this one; 0 for a single integer, infinite outside the
        grid.
        """
        if not self.low <= value <= self.high:
            return float("inf")
        bin_ = min(int(np.searchsorted(self.edges, value, side="right")) - 1, self.size - 1)
        width = float(self.edges[bin_ + 1] - self.edges[bin_])
        return width if bin_ == self.size - 1 else width - self.whole * self.unit


SHARE = Grid(unit=1 / 256, bins=256)
LADDER = Grid(unit=1 / 256, bins=1024)
STAGE = Grid(unit=1.0, bins=8, whole=True)
RATIO = Grid(unit=1 / 64, bins=64, octaves=24)
COUNT = Grid(unit=1.0, bins=64, octaves=15, whole=True)
AMOUNT = Grid(unit=1.0, bins=64, octaves=34)
DIFFERENCE = Grid(unit=1 / 256, bins=2048, first=-1024)

_BY_NAME = {
    "share": SHARE,
    "ladder": LADDER,
    "stage": STAGE,
    "ratio": RATIO,
    "count": COUNT,
    "amount": AMOUNT,
    "difference": DIFFERENCE,
}
GRIDS: dict[str, Grid] = {name: _BY_NAME[each.grid] for name, each in MEASURED.items()}
