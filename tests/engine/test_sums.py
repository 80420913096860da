"""Sums by halves are those of NumPy, to the last bit; sorting keeps equals in their order."""

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as some

from territories import plain


@settings(deadline=None)
@given(some.integers(0, 700), some.integers(0, 30), some.integers(1, 40))
def test_a_sum_is_numpys(count: int, first: int, columns: int) -> None:
    rows = np.random.default_rng(count).random(((first + count) // columns + 1, columns))
    assert plain().sums.sum_of(rows, first, count) == rows.ravel()[first : first + count].sum()


@settings(deadline=None)
@given(some.lists(some.sampled_from([0.0, 0.25, 0.5, 1.0]), max_size=40))
def test_sorting_puts_the_highest_first_and_equals_as_they_stood(keys: list[float]) -> None:
    order, buffer = np.arange(float(len(keys))), np.zeros(len(keys))
    plain().sorting.sort_down(np.array(keys), order, buffer, len(keys))
    assert order.tolist() == np.argsort(-np.array(keys), kind="stable").tolist()
