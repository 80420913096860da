"""Positions are put in the order of their keys, the highest first, and equal ones stay as they stood."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as some

from territories import plain


def sorted_down(keys: list[float], order: list[int]) -> list[int]:
    positions, room = np.array(order, np.float64), np.full(len(order), -1.0)
    plain().sorting.sort_down(np.array(keys), positions, room, len(order))
    return [int(each) for each in positions]


def test_five_positions_by_hand() -> None:
    assert sorted_down([0.2, 0.9, 0.5, 0.9, 0.1], [0, 1, 2, 3, 4]) == [1, 3, 2, 0, 4]


def test_equal_keys_keep_the_order_in_which_they_stood() -> None:
    assert sorted_down([1.0, 1.0, 1.0], [2, 0, 1]) == [2, 0, 1]


def test_one_or_none_stay() -> None:
    assert sorted_down([3.0], [0]) == [0]
    assert sorted_down([], []) == []


def test_only_the_first_of_a_row_are_sorted() -> None:
    positions, room = np.array([0.0, 1.0, 2.0, 3.0]), np.zeros(4)
    plain().sorting.sort_down(np.array([1.0, 2.0, 3.0, 4.0]), positions, room, 2)
    assert positions.tolist() == [1.0, 0.0, 2.0, 3.0]


@given(some.lists(some.integers(0, 5).map(float), max_size=70))
def test_it_is_the_stable_sort_of_the_opposites(keys: list[float]) -> None:
    places = list(range(len(keys)))
    assert sorted_down(keys, places) == np.argsort(-np.array(keys), kind="stable").tolist()
