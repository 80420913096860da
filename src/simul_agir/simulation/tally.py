"""Histograms of many series at once, as integers: they can be added to, merged in any order, and give quantiles and
means.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from simul_agir.simulation.counting import count, faulty, table_of
from simul_agir.simulation.grids import Floats, Grid

_AT_ONCE = 64  # most runs whose sums surely fit into 64 bits
_LIMB = 32  # binary digits of the lower word of a sum


@dataclass(eq=False)
class Tally:
    """Counts of `series`, each on its own grid, on a number of lines (for example months).

    counts: (lines, cells); each series has one cell for values below its grid, one per bin, one for values above. sums:
    (2, lines, series), integers: the upper and lower 32 binary digits of the sum of all values, each rounded once to the
    grid's `fine` unit (2^-52 of its range). least, most: (lines, series), infinite before the first run.

    All numbers but least and most are integers; merging is commutative and associative to the bit.
    """

    series: tuple[str, ...]
    grids: tuple[Grid, ...]
    runs: int
    counts: NDArray[np.uint32]
    sums: NDArray[np.int64]
    least: Floats
    most: Floats
    _table: Floats = field(init=False, repr=False)
    _offsets: NDArray[np.int64] = field(init=False, repr=False)

    def __post_init__(self) -> None:
        self._table = table_of(self.grids)
        self._offsets = _offsets(self.grids)

    @classmethod
    def empty(cls, series: Sequence[str], grids: Sequence[Grid], lines: int) -> "Tally":
        """A tally without any run."""
        shape, cells = (lines, len(series)), int(_offsets(grids)[-1])
        return cls(
            series=tuple(series),
            grids=tuple(grids),
            runs=0,
            counts=np.zeros((lines, cells), np.uint32),
            sums=np.zeros((2, *shape), np.int64),
            least=np.full(shape, np.inf),
            most=np.full(shape, -np.inf),
        )

    @property
    def lines(self) -> int:
        """Number of lines."""
        return len(self.counts)

    def add(self, values: Floats) -> None:
        """Count the values of runs, (runs, lines, series). Raises ValueError for a value that is not a number or is too
        large.
        """
        values = np.ascontiguousarray(values, np.float64)
        if values.shape[1:] != self.least.shape:
            raise ValueError(f"values of the shape {values.shape[1:]}, not {self.least.shape}")
        wrong = faulty(values, self._table)
        if wrong >= 0:
            raise ValueError(f"{self.series[wrong]!r} holds a value that is no number, or beyond all measure")
        for start in range(0, len(values), _AT_ONCE):
            part = np.zeros(self.least.shape, np.int64)
            some = values[start : start + _AT_ONCE]
            count(some, self._table, self._offsets, self.counts, part, self.least, self.most)
            self._carry(part >> _LIMB, part & _MASK)
        self.runs += len(values)

    def merge(self, other: "Tally") -> None:
        """Add another tally of the same series, of other runs. Raises ValueError if series or lines differ."""
        if (self.series, self.grids, self.lines) != (other.series, other.grids, other.lines):
            raise ValueError("these tallies do not count the same")
        self.counts += other.counts
        self._carry(other.sums[0], other.sums[1])
        self.least, self.most = np.minimum(self.least, other.least), np.maximum(self.most, other.most)
        self.runs += other.runs

    def _carry(self, upper: NDArray[np.int64], lower: NDArray[np.int64]) -> None:
        """Add to the sums and keep the lower word within 0..2^32-1, so that every sum has one representation."""
        total = self.sums[1] + lower
        self.sums[0] += upper + (total >> _LIMB)
        self.sums[1] = total & _MASK

    def same_as(self, other: "Tally") -> bool:
        """Whether both are equal to the bit."""
        mine, others = ((each.series, each.grids, each.runs) for each in (self, other))
        return mine == others and all(
            np.array_equal(getattr(self, name), getattr(other, name)) for name in ARRAYS
        )

    def counts_of(self, series: str) -> NDArray[np.uint32]:
        """Counts of one series, (lines, bins + 2): below the grid first, above it last. A view."""
        place = self._place(series)
        return self.counts[:, self._offsets[place] : self._offsets[place + 1]]

    def grid_of(self, series: str) -> Grid:
        """The grid of one series."""
        return self.grids[self._place(series)]

    def mean(self, series: str) -> Floats:
        """Mean of one series on every line, (lines,); NaN before the first run. The error is at most 2^-53 of the grid's
        range.
        """
        place = self._place(series)
        fine = self.grids[place].fine
        upper, lower = (self.sums[word, :, place].astype(np.float64) for word in (0, 1))
        with np.errstate(invalid="ignore"):
            return np.asarray((upper * 2.0**_LIMB + lower) * fine / np.float64(self.runs))

    def deviation(self, series: str) -> Floats:
        """Standard deviation on every line, (lines,), with every value at the middle of its bin; NaN for fewer than two
        runs.
        """
        low, high = self._spans(series)
        middles = 0.5 * (low + high)
        counts = self.counts_of(series).astype(np.float64)
        if self.runs < 2:
            return np.full(self.lines, np.nan)
        middles = np.where(counts > 0, middles, 0.0)
        centre = (counts * middles).sum(axis=1, keepdims=True) / self.runs
        spread = (counts * np.square(middles - centre)).sum(axis=1)
        return np.asarray(np.sqrt(spread / (self.runs - 1)))

    def quantiles(self, series: str, levels: Sequence[float] = (0.1, 0.5, 0.9)) -> Floats:
        """Quantiles on every line, (levels, lines), by numpy's default definition, values being spread evenly within
        their bin.

        The error is at most the width of the bin of the quantile (of the wider of two bins, if it lies between two
        values). The lowest and the highest value are exact, and so are bins of one integer. Raises ValueError before the
        first run, and for a level outside [0, 1].
        """
        if not self.runs:
            raise ValueError("no run has been counted")
        if not all(0.0 <= level <= 1.0 for level in levels):
            raise ValueError(f"levels must lie in [0, 1]: {levels}")
        low, high = self._spans(series)
        below = np.cumsum(self.counts_of(series), axis=1, dtype=np.int64)
        return np.array([self._quantile(level, low, high, below) for level in levels])

    def _quantile(self, level: float, low: Floats, high: Floats, below: NDArray[np.int64]) -> Floats:
        position = level * (self.runs - 1)
        first = int(np.floor(position))
        values = [self._ranked(rank, low, high, below) for rank in (first, min(first + 1, self.runs - 1))]
        return np.asarray(values[0] + (position - first) * (values[1] - values[0]))

    def _ranked(self, rank: int, low: Floats, high: Floats, below: NDArray[np.int64]) -> Floats:
        """Approximate value of this rank (0: the lowest) on every line, (lines,)."""
        lines = np.arange(self.lines)
        cell = (below <= rank).sum(axis=1)
        before = np.where(cell > 0, below[lines, cell - 1], 0)
        share = (rank - before + 0.5) / (below[lines, cell] - before)
        bottom, top = low[lines, cell], high[lines, cell]
        if rank == 0:
            return np.asarray(bottom)
        return np.asarray(top if rank == self.runs - 1 else bottom + share * (top - bottom))

    def share_from(self, series: str, value: float) -> Floats:
        """Share of runs at or above a value, (lines,). Exact at an edge of the grid; otherwise the error is at most the
        share of its bin.
        """
        low, high = self._spans(series)
        counts = self.counts_of(series).astype(np.float64)
        width = high - low
        inside = np.divide(high - value, width, out=np.where(low >= value, 1.0, 0.0), where=width > 0)
        return np.asarray((counts * np.clip(inside, 0.0, 1.0)).sum(axis=1) / max(1, self.runs))

    def _spans(self, series: str) -> tuple[Floats, Floats]:
        """Lower and upper ends of the values of each cell, (lines, bins + 2) each: the bin's edges, within the observed
        range.
        """
        place = self._place(series)
        grid = self.grids[place]
        least, most = self.least[:, place, None], self.most[:, place, None]
        low = np.insert(grid.edges, 0, -np.inf)
        high = np.append(grid.edges - grid.whole * grid.unit, np.inf)
        high[-2] = grid.high  # the last bin contains its upper edge
        return np.clip(low, least, most), np.clip(high, least, most)

    def _place(self, series: str) -> int:
        if series not in self.series:
            raise KeyError(series)
        return self.series.index(series)


_MASK = (1 << _LIMB) - 1
ARRAYS = ("counts", "sums", "least", "most")


def _offsets(grids: Sequence[Grid]) -> NDArray[np.int64]:
    """First cell of each series, and one past the last, (series + 1,)."""
    return np.cumsum([0, *(grid.size + 2 for grid in grids)], dtype=np.int64)
