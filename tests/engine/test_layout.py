"""How long rows are that are read eight numbers at a time."""

import pytest

from territories import plain


@pytest.mark.parametrize(("count", "length"), [(0, 0), (1, 8), (8, 8), (9, 16), (64, 64), (65, 72)])
def test_rows_end_at_a_multiple_of_eight(count: int, length: int) -> None:
    assert plain().layout.whole_eights(count) == length


@pytest.mark.parametrize(
    ("count", "level", "length"),
    [(1, 0, 8), (60, 0, 64), (60, 1, 8), (65, 1, 16), (512, 1, 64), (513, 2, 16), (4096, 3, 8)],
)
def test_a_level_holds_every_eighth_sum_of_the_one_below(count: int, level: int, length: int) -> None:
    assert plain().layout.length_of_level(count, level) == length


@pytest.mark.parametrize(
    ("count", "levels"), [(1, (8, 8)), (60, (64, 8)), (64, (64, 8)), (65, (72, 16, 8)), (512, (512, 64, 8))]
)
def test_the_room_for_sums_is_that_of_all_levels_up_to_a_single_eight(
    count: int, levels: tuple[int, ...]
) -> None:
    assert plain().layout.length_for_sums(count) == sum(levels)


@pytest.mark.parametrize(("count", "number"), [(1, 64), (64, 64), (65, 128), (128, 128), (5000, 8192)])
def test_a_round_number_is_a_power_of_two_that_is_not_below(count: int, number: int) -> None:
    assert plain().layout.round_number(count) == number
