"""Choosing among many in proportion to weight."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as some
from hypothesis.extra.numpy import arrays

from territories import plain

WEIGHTS = arrays(
    np.float64,
    some.integers(1, 1200) | some.integers(4000, 5000),
    elements=some.one_of(some.just(0.0), some.floats(1e-3, 1e3)),
)
DRAWS = some.integers(0, 2**32 - 1).map(lambda word: (word + 0.5) / 2**32)


@given(WEIGHTS, DRAWS)
def test_a_choice_is_what_searching_the_running_sums_finds(weights: np.ndarray, draw: float) -> None:
    draws, count = plain().choice, len(weights)
    sums = np.full(plain().layout.length_for_sums(count), -1.0)
    total = draws.cumulate(weights, sums, count)
    assert np.allclose(sums[:count], np.cumsum(weights))
    chosen = draws.choose(sums, count, draw)
    if total == 0:
        assert chosen == -1
    else:
        assert chosen == np.searchsorted(sums[:count], draw * total, side="right")
        assert weights[chosen] > 0


COUNTS = (1, 7, 8, 9, 63, 64, 65, 72, 73, 511, 512, 513, 4095, 4096, 4097, 4608, 4609, 32768, 32769)


@pytest.mark.parametrize("count", COUNTS)
def test_each_is_found_by_its_own_draw_at_the_ends_of_every_level(count: int) -> None:
    draws = plain().choice
    sums = np.full(plain().layout.length_for_sums(count), -1.0)
    draws.cumulate(np.ones(count), sums, count)
    edges = {
        end + side for size in (8, 64, 512, 4096) for end in range(0, count + 1, size) for side in (-1, 0)
    }
    few = sorted(edges)[:: max(1, len(edges) // 400)]
    for i in {0, count // 2, count - 1, *few, *range(64, 72), 4095, 4096} & set(range(count)):
        assert draws.choose(sums, count, (i + 0.5) / count) == i


@given(WEIGHTS, DRAWS, some.integers(1, 5))
def test_those_who_weigh_nothing_at_the_end_change_no_choice(
    weights: np.ndarray, draw: float, more: int
) -> None:
    draws = plain().choice
    chosen = []
    for all_weights in (weights, np.concatenate([weights, np.zeros(more)])):
        count = len(all_weights)
        sums = np.full(plain().layout.length_for_sums(count), -1.0)
        draws.cumulate(all_weights, sums, count)
        chosen.append(draws.choose(sums, count, draw))
    assert chosen[0] == chosen[1]


def test_a_whole_number_has_the_expected_mean() -> None:
    grid = (np.arange(1000) + 0.5) / 1000
    numbers = [plain().choice.whole(2.3, draw) for draw in grid]
    assert set(numbers) == {2, 3}
    assert abs(np.mean(numbers) - 2.3) < 1e-9
