"""What is asked of whole rows is what is found cell by cell."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as some

from territories import plain

ROWS = some.integers(1, 20).flatmap(
    lambda length: some.tuples(
        *(some.lists(some.floats(0, 1), min_size=length, max_size=length) for _ in range(2))
    )
)


@given(ROWS)
def test_sums_and_distances_are_those_of_the_cells(pair: tuple[list[float], list[float]]) -> None:
    rows, (one, other) = plain().rows, map(np.array, pair)
    assert rows.distance(one, other) == pytest.approx(np.abs(one - other).sum(), abs=1e-12)
    assert rows.overlap(one, other) == pytest.approx(np.minimum(one, other).sum(), abs=1e-12)
    assert rows.distance_of_shares(one, 2.0, other, 4.0) == pytest.approx(np.abs(one / 2 - other / 4).sum())
    assert rows.total_of(one, len(one)) == pytest.approx(one.sum(), abs=1e-12)
    grid = np.stack([one, other])[None]
    assert rows.dot(grid, 0, 1, one) == pytest.approx(one @ other, abs=1e-12)
    assert rows.distance_to(grid, 0, 0, other) == pytest.approx(np.abs(one - other).sum(), abs=1e-12)


@given(ROWS, some.floats(0, 1))
def test_rows_move_by_a_share_of_what_parts_them(pair: tuple[list[float], list[float]], share: float) -> None:
    rows, (one, other) = plain().rows, map(np.array, pair)
    moved, risen, mine, theirs = one.copy(), one.copy(), one.copy(), other.copy()
    rows.move_toward(moved, other, share)
    assert moved.tolist() == (one + share * (other - one)).tolist()
    rows.rise_toward(risen, other, share)
    assert risen.tolist() == (one + share * np.maximum(other - one, 0.0)).tolist()
    rows.draw_together(mine, theirs, share, 0.5)
    assert mine.tolist() == moved.tolist()
    assert theirs.tolist() == (other - 0.5 * (other - one)).tolist()


@given(ROWS, some.floats(0, 1))
def test_the_cell_that_brings_the_sum_of_products_to_a_target_is_found(
    pair: tuple[list[float], list[float]], draw: float
) -> None:
    rows, (one, other) = plain().rows, map(np.array, pair)
    found, weights = rows.reached_in_products(one, other, draw * (one @ other)), one * other
    before, after = weights[:found].sum(), weights[: found + 1].sum()
    assert before <= draw * weights.sum() + 1e-9
    assert after >= draw * weights.sum() - 1e-9


def test_sets_of_cells_choose_and_are_found() -> None:
    rows, row = plain().rows, np.arange(11.0) / 10
    assert int(rows.cells_from_bar_on(row, 0.8)) == 0b111 << 8
    best = np.zeros(11)
    rows.raise_in(best, 0b101 << 8, row)
    assert best.tolist() == [0.0] * 8 + [0.8, 0.0, 1.0]
    assert rows.sum_in(best, 0b100 << 8, 11) == 1.0
    cells = rows.cells_from(8, 11)
    assert int(rows.set_of(row[cells] > 0.85, cells)) == 0b110 << 8
    assert rows.where_in(0b10 << 8, cells, row[cells], -1.0).tolist() == [-1.0, 0.9, -1.0]
    assert list(rows.each(cells))[:3] == [8, 9, 10]


def test_weighted_sums_are_those_over_all_actors() -> None:
    rows, draws = plain().rows, np.random.default_rng(3)
    grid, weights, others = draws.random((9, 2, 11)), draws.random(12), draws.random(12)
    into, into_other, alone = np.zeros(16), np.zeros(16), np.zeros(16)
    rows.weighted_sums(weights, others, grid, 1, into, into_other)
    rows.weighted_sum(weights, grid, 1, alone)
    assert into[:11] == pytest.approx(weights[:9] @ grid[:, 1])
    assert into_other[:11] == pytest.approx(others[:9] @ grid[:, 1])
    assert alone.tolist() == into.tolist()


def test_bits_that_two_rows_of_sets_share_are_counted() -> None:
    one, other = np.array([0, 0b110, 0b11], np.uint64), np.array([0b111, 0b01], np.uint64)
    assert plain().rows.bits_shared(one, 1, other, 0, 2) == (2 + 1, 3 + 2)
