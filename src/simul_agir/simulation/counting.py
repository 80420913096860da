"""Counts values on grids, in compiled code: every value of every month of every run is counted.

`Tally` (tally.py) uses it. Without the compiler (NUMBA_DISABLE_JIT=1) results are the same, but slower.
"""

import math
from typing import Final

import numpy as np

from simul_agir.engine.rule import entry
from simul_agir.simulation.grids import Grid

# Columns of the table that `count` reads, one row a grid.
_INVERSE: Final = 0  # units in 1
_FIRST: Final = 1  # lowest edge, units
_BINS: Final = 2
_DOUBLINGS: Final = 3  # binary logarithm of the bins of an octave
_SIZE: Final = 4  # number of bins
_TOP: Final = 5  # highest edge
_FINE: Final = 6  # units of sums in 1
_LIMIT: Final = 7  # the largest size of a value


def table_of(grids: tuple[Grid, ...]) -> "np.ndarray":
    """The properties of the grids that `count` needs, (series, 8)."""
    rows = [
        (
            1.0 / grid.unit,
            grid.first,
            grid.bins,
            math.log2(grid.bins) if grid.octaves else 0.0,
            grid.size,
            grid.high,
            1.0 / grid.fine,
            grid.limit,
        )
        for grid in grids
    ]
    return np.array(rows, np.float64)


@entry
def faulty(values: "np.ndarray", table: "np.ndarray") -> int:
    """The first series of `values` (runs, lines, series) with a value that is not a number or is too large; -1 if there
    is none.
    """
    for r in range(values.shape[0]):
        for line in range(values.shape[1]):
            for s in range(values.shape[2]):
                if not abs(values[r, line, s]) <= table[s, _LIMIT]:
                    return s
    return -1


@entry
def count(
    values: "np.ndarray",
    table: "np.ndarray",
    offsets: "np.ndarray",
    counts: "np.ndarray",
    sums: "np.ndarray",
    least: "np.ndarray",
    most: "np.ndarray",
) -> None:
    """Add `values` (runs, lines, series) to the counts and sums.

    counts: (lines, cells); series s has the cells from offsets[s] on: one for values below its grid, one per bin, one for
    values above. sums: (lines, series), in the fine unit of each grid. least, most: (lines, series).
    """
    for line in range(values.shape[1]):
        for r in range(values.shape[0]):
            for s in range(values.shape[2]):
                value = values[r, line, s] + 0.0  # turns -0.0 into 0.0
                units = value * table[s, _INVERSE]
                if units < table[s, _FIRST]:
                    cell = 0
                elif value >= table[s, _TOP]:
                    cell = int(table[s, _SIZE]) + (1 if value > table[s, _TOP] else 0)
                elif table[s, _DOUBLINGS] == 0.0 or units < table[s, _BINS]:
                    cell = 1 + int(math.floor(units) - table[s, _FIRST])
                else:
                    octave = math.frexp(units)[1] - 1 - int(table[s, _DOUBLINGS])
                    cell = 1 + octave * int(table[s, _BINS]) + int(math.ldexp(units, -octave))
                counts[line, offsets[s] + cell] += np.uint32(1)
                sums[line, s] += np.int64(np.rint(value * table[s, _FINE]))
                least[line, s] = min(least[line, s], value)
                most[line, s] = max(most[line, s], value)


@entry
def mean_over_months(lines: "np.ndarray", column: int, means: "np.ndarray") -> None:
    """Mean of one column of `lines` (runs, months + 1, columns) over months 1 to the last, written to means (runs,).
    Months are added in order, so that the result does not depend on the number of runs.
    """
    for r in range(lines.shape[0]):
        total = 0.0
        for month in range(1, lines.shape[1]):
            total += lines[r, month, column]
        means[r] = total / (lines.shape[1] - 1)
