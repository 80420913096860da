"""Words made of words: the same one at a time, eight at a time and by hand, and as good as drawn."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as some
from hypothesis.extra.numpy import arrays

from territories import plain

WORDS = some.integers(0, 2**32 - 1)
NAMES = arrays(np.int16, 16, elements=some.integers(0, 2**15 - 1))
GOLDEN = 0x9E3779B9


def by_hand(word: int) -> int:
    """lowbias32, in whole numbers of any length."""
    word ^= word >> 16
    word = word * 0x7FEB352D % 2**32
    word ^= word >> 15
    word = word * 0x846CA68B % 2**32
    return word ^ word >> 16


@settings(deadline=None)
@given(WORDS, some.integers(0, 2**20))
def test_a_word_has_a_word_and_a_draw_in_each_channel(word: int, channel: int) -> None:
    rules = plain().mixing
    expected = by_hand((word + channel * GOLDEN) % 2**32)
    assert int(rules.word_in(word, channel)) == expected
    assert rules.draw_in(word, channel) == (expected + 0.5) / 2**32
    assert int(rules.word_of(rules.draw_in(word, channel))) == expected


@settings(deadline=None)
@given(WORDS, NAMES)
def test_eight_names_have_the_draws_of_each(word: int, names: np.ndarray) -> None:
    rules = plain().mixing
    for start in (0, 8):
        found = rules.draws_with(word, names, start)
        words = [by_hand(word ^ name * GOLDEN % 2**32) for name in names[start : start + 8].tolist()]
        assert found.tolist() == [(each + 0.5) / 2**32 for each in words]
        assert [int(rules.word_with(word, int(name))) for name in names[start : start + 8]] == words


def test_no_word_comes_of_two() -> None:
    words = plain().mixing.mixed(np.arange(2**16, dtype=np.uint64) * np.uint64(65521) % np.uint64(2**32))
    assert len(set(words.tolist())) == 2**16


@pytest.mark.parametrize("apart", ["channels", "names", "words"])
def test_draws_are_uniform_and_independent(apart: str) -> None:
    """Over 20,000 neighbours: sixteen bins, and pairs of them, by chi-square; correlation with the next four."""
    rules, count = plain().mixing, 20000
    if apart == "channels":
        draws = np.array([rules.draw_in(12345, n) for n in range(count)])
    elif apart == "words":
        draws = np.array([rules.draw_in(n, 3) for n in range(count)])
    else:
        rows = np.arange(count, dtype=np.int16)
        draws = np.concatenate([rules.draws_with(999, rows, start) for start in range(0, count, 8)])
    bins = (16 * draws).astype(int)
    expected = count / 16
    assert ((np.bincount(bins, minlength=16) - expected) ** 2 / expected).sum() < 40  # 15 degrees: 1 in 2,000
    pairs = np.bincount(16 * bins[:-1] + bins[1:], minlength=256)
    expected = (count - 1) / 256
    assert ((pairs - expected) ** 2 / expected).sum() < 340  # 255 degrees
    for lag in range(1, 5):
        assert abs(np.corrcoef(draws[:-lag], draws[lag:])[0, 1]) < 0.025
