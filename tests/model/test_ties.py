"""Ties stay sound whatever is joined and forgotten; contacts are remembered for a year."""

import pytest
from hypothesis import given
from hypothesis import strategies as some

from simul_agir.model import fields as at
from territories import PRIOR, faults_of_ties, numbers, plain, tie, world

PAIRS = some.tuples(some.integers(0, 7), some.integers(0, 7)).filter(lambda pair: pair[0] != pair[1])


@given(some.lists(some.tuples(PAIRS, some.booleans(), some.floats(0.05, 1.0)), max_size=60))
def test_ties_stay_sound_whatever_is_joined_and_forgotten(steps: list) -> None:
    made, p, ties = world(8), numbers(alters=4), plain().ties
    for (i, j), keep, strength in steps:
        if keep:
            a, b = ties.join(made, p, i, j)
            assert made.tie_index[i, at.ALTER, a] == j
            assert made.tie_index[j, at.ALTER, b] == i
            made.ties[i, at.STRENGTH, a] = strength
        elif made.actors[i, at.TIES] > 0:
            ties.forget(made, i, j % int(made.actors[i, at.TIES]))
        assert faults_of_ties(made) == []


def test_a_full_mind_forgets_its_weakest_alter() -> None:
    made, p = world(6), numbers(alters=4)
    for j, strength in ((1, 0.5), (2, 0.2), (3, 0.9), (4, 0.4)):
        tie(made, 0, j, strength)
    plain().ties.join(made, p, 0, 5)
    assert sorted(made.tie_index[0, at.ALTER, :4]) == [1, 3, 4, 5]
    assert plain().ties.place(made, 2, 0) == 0
    assert made.tie_index[2, at.BACK, 0] == -1


def test_a_new_tie_is_weak_and_without_history() -> None:
    made = world(2)
    plain().ties.join(made, numbers(new_tie=0.1), 0, 1)
    assert made.ties[0, at.STRENGTH, 0] == 0.1
    assert made.ties[0, [at.SUCCESSES, at.FAILURES], 0].tolist() == [0.0, 0.0]


def test_what_comes_into_mind_again_comes_without_its_history() -> None:
    made, p, ties = world(2), numbers(), plain().ties
    tie(made, 0, 1, strength=0.9, trust=0.9)
    ties.forget(made, 0, 0)
    a, _ = ties.join(made, p, 0, 1)
    assert ties.trust(made, p, 0, a) == pytest.approx(PRIOR)


def test_a_contact_strengthens_by_a_share_of_what_is_missing() -> None:
    made = world(2)
    tie(made, 0, 1, strength=0.4)
    plain().ties.strengthen(made, numbers(tie_gain=0.15), 0, 0, 1.0)
    assert made.ties[0, at.STRENGTH, 0] == pytest.approx(0.4 + 0.15 * 0.6)
    plain().ties.strengthen(made, numbers(tie_gain=0.15), 1, 0, 0.1)
    assert made.ties[1, at.STRENGTH, 0] == pytest.approx(0.4 + 0.015 * 0.6)


def test_a_contact_counts_for_twelve_months() -> None:
    made, ties = world(2), plain().ties
    a, b = tie(made, 0, 1)
    ties.note_contact(made, 0, 1, a, b)
    seen = []
    for _ in range(13):
        for i in range(2):
            ties.age_contacts(made, i)
        seen.append(bool(ties.contacts(made, 0)))
        assert ties.sought_by(made, 1) == seen[-1]
    assert not ties.sought_by(made, 0)
    assert seen == [True] * 12 + [False]


def test_who_was_sought_knows_it_as_long_as_the_other_has_it_in_mind() -> None:
    made, p, ties = world(2), numbers(), plain().ties
    a, b = tie(made, 0, 1)
    ties.note_contact(made, 0, 1, a, b)
    for i in range(2):
        ties.age_contacts(made, i)
    ties.forget(made, 1, b)
    ties.join(made, p, 1, 0)
    assert ties.sought_by(made, 1)
    ties.forget(made, 0, a)
    assert not ties.sought_by(made, 1)
    ties.join(made, p, 0, 1)
    assert not ties.sought_by(made, 1)


def test_two_are_tied_when_either_has_the_other_in_mind() -> None:
    made, ties = world(3), plain().ties
    tie(made, 0, 1)
    ties.forget(made, 0, 0)
    assert ties.tied(made, 0, 1)
    assert ties.tied(made, 1, 0)
    assert not ties.tied(made, 0, 2)
