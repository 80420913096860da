"""Chance is Random123's Philox4x32-10, and a draw depends on nothing but the decision it is for."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as some

from simul_agir.model import fields as at
from simul_agir.model import randomness, scratch
from territories import plain, world

WORDS = some.integers(0, 2**32 - 1)

# Random123's known-answer vectors for philox4x32 with 10 rounds (kat_vectors): counter, key, answer.
ONES = 0xFFFFFFFF
KNOWN = [
    ((0, 0, 0, 0), (0, 0), (0x6627E8D5, 0xE169C58D, 0xBC57AC4C, 0x9B00DBD8)),
    ((ONES, ONES, ONES, ONES), (ONES, ONES), (0x408F276D, 0x41C83B0E, 0xA20BC7C6, 0x6D5451FD)),
    (
        (0x243F6A88, 0x85A308D3, 0x13198A2E, 0x03707344),
        (0xA4093822, 0x299F31D0),
        (0xD16CFE09, 0x94FDCCEB, 0x5001E420, 0x24126EA1),
    ),
]


@pytest.mark.parametrize(("counter", "key", "answer"), KNOWN)
def test_philox_gives_the_known_answers(
    counter: tuple[int, ...], key: tuple[int, ...], answer: tuple[int, ...]
) -> None:
    assert tuple(int(word) for word in plain().randomness.philox(*key, *counter)) == answer


def test_a_draw_is_a_multiple_of_two_to_the_minus_33_strictly_between_0_and_1() -> None:
    draws = np.array(
        [plain().randomness.uniforms((7, 3), 12, randomness.SEEK, actor, 0, 0) for actor in range(500)]
    )
    assert ((draws > 0) & (draws < 1)).all()
    assert (draws * 2**33 % 2 == 1).all()


def test_draws_are_uniform_and_independent_of_each_other() -> None:
    draws = np.array(
        [plain().randomness.uniforms((7, 3), 12, randomness.SEEK, actor, 0, 0) for actor in range(4000)]
    )
    assert np.allclose(draws.mean(axis=0), 0.5, atol=0.02)
    assert np.allclose(draws.var(axis=0), 1 / 12, atol=0.004)
    assert np.abs(np.corrcoef(draws.T) - np.eye(4)).max() < 0.05


def test_every_part_of_a_decision_changes_its_draws() -> None:
    uniforms = plain().randomness.uniforms
    decisions = [
        ((1, 0), 5, 7, 2, 3, 0),
        ((2, 0), 5, 7, 2, 3, 0),
        ((1, 1), 5, 7, 2, 3, 0),
        ((1, 0), 6, 7, 2, 3, 0),
        ((1, 0), 5, 8, 2, 3, 0),
        ((1, 0), 5, 7, 3, 3, 0),
        ((1, 0), 5, 7, 2, 4, 0),
        ((1, 0), 5, 7, 2, 3, 1),
    ]
    assert len({uniforms(*decision) for decision in decisions}) == len(decisions)


def test_every_purpose_has_a_number_of_its_own_below_256() -> None:
    purposes = {
        name: number
        for name, number in vars(randomness).items()
        if name.isupper()
        and not name.startswith("_")
        and isinstance(number, int)
        and name not in ("PURPOSES", "WIDTH")
        and not hasattr(scratch, name)
    }
    assert len(set(purposes.values())) == len(purposes)
    assert all(0 < number < at.PURPOSES <= 256 for number in purposes.values())


@given(
    some.lists(
        some.tuples(WORDS, some.integers(0, 3), some.integers(0, 40), some.integers(0, 20)), max_size=30
    )
)
def test_draws_made_for_a_block_of_decisions_are_those_made_for_each(asked: list) -> None:
    """Whatever was asked before: the block that is kept is never taken for another."""
    made, rules = world(2), plain().randomness
    for word, month, actor, other in asked:
        key, page = (word, word ^ 5), other % 2
        alone = rules.uniforms(key, month, randomness.PROPOSE, actor, page, 0)
        assert rules.drawn(made, key, month, randomness.PROPOSE, actor, page) == alone


def test_a_pick_is_in_proportion_to_weight() -> None:
    weights = np.array([1.0, 0.0, 3.0])
    picks = [plain().randomness.pick(weights, 3, draw) for draw in (0.1, 0.2, 0.26, 0.9, 0.999999)]
    assert picks == [0, 0, 2, 2, 2]


def test_nobody_is_picked_where_all_weigh_nothing() -> None:
    assert plain().randomness.pick(np.zeros(3), 3, 0.5) == -1
    assert plain().randomness.pick(np.ones(3), 0, 0.5) == -1
