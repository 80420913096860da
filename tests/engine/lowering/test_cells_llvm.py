"""What the compiler makes of eight cells of a row is what Python makes of them."""

from typing import Any

import numba
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as some
from hypothesis.extra.numpy import arrays

from simul_agir.engine.lowering import cells_llvm
from simul_agir.engine.lowering.f64x8_llvm import add_up
from simul_agir.engine.lowering.grid_llvm import as_grid
from territories import plain

NUMBERS = some.floats(-1e3, 1e3)
cells_from, first_cell, set_of = cells_llvm.cells_from, cells_llvm.first_cell, cells_llvm.set_of
where_in = cells_llvm.where_in


@numba.njit(error_model="numpy")
def _gone_through(rows: Any, cells: int, out: Any) -> Any:
    grid, answer = as_grid(rows), as_grid(out)
    found, total = np.uint64(0), 0.0
    for start in range(0, 11, 8):
        cell = cells_from(start, 11)
        values = grid[0, cell]
        grid[1, cell] = values + grid[1, cell]
        answer[0, cell] = where_in(cells, cell, values, -1.0)
        found |= set_of(values > 0.0, cell)
        total += add_up(values) + first_cell(cell)
    return found, total


@settings(deadline=None)  # the first example compiles
@given(
    arrays(np.float64, (2, 11), elements=NUMBERS),
    some.integers(0, 2**11 - 1),
)
def test_cells_are_read_compared_and_written_as_far_as_the_row_goes(rows: np.ndarray, cells: int) -> None:
    out, before, twin = np.zeros((1, 11)), rows.copy(), plain().rows
    found, total = _gone_through(rows, np.uint64(cells), out)
    expected_set, expected_total = np.uint64(0), 0.0
    for start in range(0, 11, 8):
        cell = twin.cells_from(start, 11)
        values = before[0, cell]
        assert out[0, cell].tolist() == twin.where_in(cells, cell, values, -1.0).tolist()
        expected_set |= twin.set_of(values > 0.0, cell)
        expected_total += twin.add_up(values) + twin.first_cell(cell)
    assert rows[1].tolist() == (before[0] + before[1]).tolist()
    assert int(found) == int(expected_set)
    assert total == pytest.approx(expected_total)
