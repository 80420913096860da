"""What the compiler makes of eight actors is what Python makes of each."""

from typing import Any

import numba
import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as some
from hypothesis.extra.numpy import arrays

from simul_agir.engine.lowering import actors_llvm
from simul_agir.engine.lowering.f64x8_llvm import lanes
from simul_agir.engine.lowering.grid_llvm import as_grid
from territories import plain

NUMBERS = some.floats(-1e3, 1e3)
EIGHTS = arrays(np.float64, 8, elements=NUMBERS)
eight_from, where, those, part = (
    actors_llvm.eight_from,
    actors_llvm.where,
    actors_llvm.those,
    actors_llvm.part,
)
sums, sums_of_sizes, run_on = actors_llvm.sums, actors_llvm.sums_of_sizes, actors_llvm.run_on
counted, zero = actors_llvm.counted, actors_llvm.zero


@numba.njit(error_model="numpy")
def _chosen(rows: Any, bar: float, out: Any) -> Any:
    grid, answer, who = as_grid(rows), as_grid(out), eight_from(1)
    one, other = grid[who, 0], grid[who, 2]
    met = (one > bar) & (other != bar) | (one <= other)
    answer[0, eight_from(0)] = where(met, one, other)
    answer[1, eight_from(0)] = where(bar > 0.0, one * other - bar, zero(who))
    grid[who, 1] = one + other
    answer[2, 0] = run_on(answer[3], eight_from(0), bar, one)
    return those(met)


@settings(deadline=None)  # the first example compiles
@given(arrays(np.float64, (10, 3), elements=NUMBERS), NUMBERS)
def test_eight_rows_are_read_compared_chosen_and_written_as_each_alone(rows: np.ndarray, bar: float) -> None:
    out, before, eight = np.zeros((4, 8)), rows.copy(), slice(1, 9)
    found = int(_chosen(rows, bar, out))
    one, other = before[eight, 0], before[eight, 2]
    met = (one > bar) & (other != bar) | (one <= other)
    assert found == int(plain().actors.those(met))
    assert out[0].tolist() == np.where(met, one, other).tolist()
    assert out[1].tolist() == (one * other - bar if bar > 0 else np.zeros(8)).tolist()
    assert rows[eight, 1].tolist() == (one + other).tolist()
    assert rows[[0, 9]].tolist() == before[[0, 9]].tolist()
    expected = np.zeros(8)
    last = plain().actors.run_on(expected, plain().actors.eight_from(0), bar, one)
    assert out[3].tolist() == expected.tolist()
    assert out[2, 0] == last


@numba.njit(error_model="numpy")
def _added(grid: Any, centre: Any, out: Any, start: int) -> None:
    rows, answer, who, zero = as_grid(grid), as_grid(out), eight_from(2), eight_from(0)
    parts = part(rows, who, 1, start)
    answer[0, zero] = sums(parts * lanes(as_grid(centre), start))
    answer[1, zero] = sums_of_sizes(parts - lanes(as_grid(centre), start))
    for lane in range(8):
        alone = part(rows, 2 + lane, 1, start)
        answer[2, lane] = sums(alone * lanes(as_grid(centre), start))
        answer[3, lane] = sums_of_sizes(alone - lanes(as_grid(centre), start))


@settings(deadline=None)  # the first example compiles
@given(some.integers(1, 19), some.integers(0, 2**32 - 1))
def test_what_is_added_up_of_eight_rows_is_what_is_added_up_of_each(domains: int, seed: int) -> None:
    draws, who = np.random.default_rng(seed), plain().actors
    grid, centre, out = draws.normal(size=(10, 3, domains)), draws.normal(size=domains), np.zeros((4, 8))
    for start in range(0, domains, 8):
        _added(grid, centre, out, start)
        whole = plain().f64x8.lanes(centre, start)
        parts = who.part(grid, who.eight_from(2), 1, start)
        assert out[0].tolist() == out[2].tolist() == who.sums(parts * whole).tolist()
        assert out[1].tolist() == out[3].tolist() == who.sums_of_sizes(parts - whole).tolist()


@numba.njit(error_model="numpy")
def _bits(words: Any, out: Any) -> None:
    as_grid(out)[0, eight_from(0)] = counted(as_grid(words)[eight_from(1), 1])
    as_grid(out)[1, 0] = counted(as_grid(words)[1, 1])


@settings(deadline=None)  # the first example compiles
@given(arrays(np.uint64, (9, 2)))
def test_bits_are_counted_in_each(words: np.ndarray) -> None:
    out = np.zeros((2, 8))
    _bits(words, out)
    assert out[0].tolist() == [int(word).bit_count() for word in words[1:, 1]]
    assert out[1, 0] == int(words[1, 1]).bit_count()
