"""Races: the first of many has the law of a choice by weight, and what others draw stays theirs."""

from math import log2

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as some
from hypothesis.extra.numpy import arrays

from territories import plain

WORDS = some.integers(0, 2**32 - 1)
DRAWS = WORDS.map(lambda word: (word + 0.5) / 2**32)
TIMES = arrays(np.float64, some.integers(1, 700), elements=some.floats(-50, 0) | some.just(-np.inf))
WEIGHTS = arrays(np.float32, 32, elements=some.just(0.0) | some.floats(2**-10, 1.0, width=32))


@settings(deadline=None)
@given(DRAWS)
def test_minus_the_logarithm_of_a_draw(u: float) -> None:
    assert plain().race.doublings(u) == pytest.approx(-log2(u), rel=1e-5)
    assert plain().race.doublings(u) > 0


def test_the_ends_and_eight_at_once() -> None:
    rule = plain().race.doublings
    assert rule(0.5) == 1.0
    assert rule(0.25) == 2.0
    assert rule(2.0**-33) == 33.0
    draws = np.linspace(0.01, 0.99, 8)
    assert rule(draws).tolist() == [rule(u) for u in draws.tolist()]


def lined_up(times: np.ndarray) -> np.ndarray:
    """A row of times with the levels over them."""
    row = np.full(plain().layout.length_for_sums(len(times)), 7.0)
    row[: len(times)] = times
    plain().race.line_up(row, len(times))
    return row


@settings(deadline=None)
@given(TIMES, some.lists(some.tuples(some.integers(0, 10**6), some.floats(-80, 0)), max_size=12))
def test_the_soonest_is_found_whoever_sets_out_again(
    times: np.ndarray, moves: list[tuple[int, float]]
) -> None:
    rules, count, row = plain().race, len(times), lined_up(times)
    for who, time in [*moves, (0, -np.inf)]:
        found = rules.soonest(row, count)
        assert found == (int(times.argmax()) if times.max() > -np.inf else -1)
        times[who % count] = time
        rules.set_out(row, count, who % count, time)
    assert row[:count].tolist() == times.tolist()


@settings(deadline=None)
@given(WEIGHTS, some.integers(1, 32), WORDS)
def test_the_winner_is_whoever_has_the_shortest_time(weights: np.ndarray, count: int, word: int) -> None:
    rules, names = plain(), np.arange(100, 132, dtype=np.int16)
    weights[count:] = 0.0
    draws = np.concatenate([rules.mixing.draws_with(word, names, start) for start in range(0, 32, 8)])
    speeds = weights.astype(np.float64) / rules.race.doublings(draws)
    won = rules.race.winner(weights, names, count, word)
    assert won == (int(speeds.argmax()) if speeds.max() > 0 else -1)
    assert rules.race.any_of(names, count, word) == int(draws[:count].argmax())


@settings(deadline=None)
@given(WEIGHTS, WORDS, some.integers(0, 31), some.floats(0, 1, width=32))
def test_to_weigh_less_changes_the_winner_only_where_it_was_the_winner(
    weights: np.ndarray, word: int, who: int, share: float
) -> None:
    race, names = plain().race, np.arange(32, dtype=np.int16)
    before = race.winner(weights, names, 32, word)
    weights[who] *= np.float32(share)
    assert who == before or race.winner(weights, names, 32, word) == before


def test_winners_are_in_proportion_to_weight() -> None:
    """8,000 words: four with weights 1 to 4, and every name alike."""
    race, mixing = plain().race, plain().mixing
    weights, names = np.zeros(32, np.float32), np.arange(32, dtype=np.int16)
    weights[[0, 9, 17, 31]] = (1, 2, 3, 4)
    words = [mixing.word_in(5, n) for n in range(8000)]
    won = np.bincount([race.winner(weights, names, 32, word) for word in words], minlength=32)
    assert won[[0, 9, 17, 31]] == pytest.approx([800, 1600, 2400, 3200], abs=150)
    any_ = np.bincount([race.any_of(names, 11, word) for word in words], minlength=11)
    assert any_ == pytest.approx([8000 / 11] * 11, abs=100)
