"""Eight numbers at a time are what they are one at a time."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as some
from hypothesis.extra.numpy import arrays

from territories import plain

NUMBERS = some.floats(-1e3, 1e3)
ROWS = arrays(np.float64, some.integers(1, 20), elements=NUMBERS)
EIGHTS = arrays(np.float64, 8, elements=NUMBERS)


@given(ROWS, some.integers(0, 2))
def test_what_is_read_is_the_row_and_nil_beyond_its_end(row: np.ndarray, block: int) -> None:
    start = 8 * block
    read = plain().f64x8.lanes(row, start)
    part = row[start : start + 8]
    assert read.tolist() == [*part, *[0.0] * (8 - len(part))]


@given(ROWS, EIGHTS)
def test_what_is_written_goes_no_further_than_the_row(row: np.ndarray, values: np.ndarray) -> None:
    written = row.copy()
    plain().f64x8.put(written, 0, values)
    assert written[:8].tolist() == values[: len(row)].tolist()
    assert written[8:].tolist() == row[8:].tolist()


@given(EIGHTS, EIGHTS, NUMBERS)
def test_lane_by_lane(one: np.ndarray, other: np.ndarray, bar: float) -> None:
    rules = plain().f64x8
    assert rules.add_up(one) == pytest.approx(one.sum(), abs=1e-9)
    assert rules.sizes_of(one) == pytest.approx(np.abs(one).sum(), abs=1e-9)
    assert rules.running(one) == pytest.approx(np.cumsum(one), abs=1e-9)
    assert rules.last(one) == one[7]
    assert rules.largest(one) == max(one)
    assert rules.lesser(one, other).tolist() == [min(pair) for pair in zip(one, other, strict=True)]
    assert rules.greater(one, other).tolist() == [max(pair) for pair in zip(one, other, strict=True)]
    sets = {rules.at_least: one >= bar, rules.above: one > bar}
    for rule, met in sets.items():
        assert [bool(int(rule(one, bar)) >> lane & 1) for lane in range(8)] == met.tolist()


WINDOWS = arrays(np.int16, 32, elements=some.integers(-(2**15), 2**15 - 1))


@given(WINDOWS, some.integers(0, 2**15 - 1))
def test_windows_move_up_and_are_looked_into_all_at_once(row: np.ndarray, bits: int) -> None:
    found = int(plain().f64x8.places_with(row, bits))
    assert [bool(found >> place & 1) for place in range(32)] == [bool(each & bits) for each in row.tolist()]
    moved = row.copy()
    plain().f64x8.move_up(moved, bits)
    assert moved.tolist() == [each << 1 & bits for each in row.tolist()]


@given(arrays(np.int16, 32, elements=some.integers(-1, 40)), some.integers(-1, 40))
def test_a_position_is_the_first_or_none(row: np.ndarray, value: int) -> None:
    found = plain().f64x8.position(row, value)
    assert found == (row.tolist().index(value) if value in row else -1)


@given(EIGHTS, NUMBERS, some.integers(0, 2**64 - 1))
def test_a_set_of_lanes_and_a_sum_in_turn(values: np.ndarray, other: float, bits: int) -> None:
    rules = plain().f64x8
    kept = rules.within(np.uint64(bits), values, other).tolist()
    assert kept == [value if bits >> lane & 1 else other for lane, value in enumerate(values.tolist())]
    assert rules.add_in_turn(other, values) == sum(values.tolist(), start=other)
