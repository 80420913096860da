"""Eight words at a time are what they are one at a time."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as some
from hypothesis.extra.numpy import arrays

from territories import plain

ROWS = arrays(np.uint64, some.integers(8, 30), elements=some.integers(0, 2**64 - 1))


@given(ROWS, some.integers(0, 7), some.integers(0, 12))
def test_so_many_words_of_a_row_and_nil_after_them(row: np.ndarray, first: int, count: int) -> None:
    count = min(count, len(row) - first)
    read = plain().u64x8.eight_of(row, first, count)
    kept = min(8, count)
    assert read.tolist() == [*row[first : first + kept].tolist(), *[0] * (8 - kept)]


@given(arrays(np.uint64, 8, elements=some.integers(0, 2**64 - 1)))
def test_bits_are_counted_over_all_eight(words: np.ndarray) -> None:
    assert plain().u64x8.bits_in(words) == sum(word.bit_count() for word in words.tolist())


@given(arrays(np.int16, 16, elements=some.integers(-1, 2**15 - 1)), some.sampled_from((0, 8)))
def test_eight_of_a_row_of_16_bits_are_words_of_the_same_bits(row: np.ndarray, start: int) -> None:
    read = plain().u64x8.from_row(row, start)
    assert read.tolist() == [value % 2**16 for value in row[start : start + 8].tolist()]
