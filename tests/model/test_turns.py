"""Turns: independent choices by weight, whose words nobody else can change."""

from collections import Counter
from itertools import pairwise
from math import log2

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from simul_agir.model import fields as at
from simul_agir.model.randomness import SEEK
from simul_agir.model.state import World
from territories import numbers, plain, world

Turn = tuple[int, int, int]  # who, its word, how many it had before
WEIGHTS = some.lists(some.just(0.0) | some.floats(1e-3, 10), min_size=1, max_size=20)
SEEDS = some.integers(0, 2**32 - 1)


def turns(weights: list[float], count: int, seed: int = 3, month: int = 5) -> list[Turn]:
    """The first turns, at most so many."""
    made, rules, found = world(len(weights)), plain(), []
    for i, weight in enumerate(weights):
        rules.randomness.enter(made, (seed, 0), month, SEEK, i, np.float64(weight))
    times = made.scratch[rules.randomness.TIMES]
    rules.race.line_up(times, len(weights))
    for _ in range(count):
        i = rules.race.soonest(times, len(weights))
        if i >= 0:
            word, turn = rules.randomness.take_turn(made, i)
            found.append((i, int(word), turn))
    return found


def test_turns_come_at_the_times_that_draws_give() -> None:
    """By hand, with logarithms: times of two actors, in order."""
    rules, weights = plain(), (2.0, 0.5)
    arrivals = []
    for i, weight in enumerate(weights):
        u0, u1, _, _ = rules.randomness.uniforms((3, 0), 5, SEEK, i, 0, 0)
        time, seed = -log2(u0) / weight, int(u1 * 2**32)
        for turn in range(40):
            word = int(rules.mixing.word_in(seed, turn))
            arrivals.append((time, (i, word, turn)))
            time -= log2(rules.mixing.draw_in(word, 0)) / weight
    assert turns(list(weights), 30) == [turn for _, turn in sorted(arrivals)][:30]


@given(WEIGHTS, SEEDS, some.integers(0, 19), some.floats(0, 10))
@settings(deadline=None)
def test_a_nudge_to_one_leaves_the_turns_of_all_others(
    weights: list[float], seed: int, who: int, weight: float
) -> None:
    """Those who came in both months come in the same order, with the same words."""
    nudged = list(weights)
    nudged[who % len(weights)] = weight
    before, after = (
        [turn for turn in turns(each, 30, seed) if turn[0] != who % len(weights)]
        for each in (weights, nudged)
    )
    both = min(len(before), len(after))
    assert before[:both] == after[:both]


@given(WEIGHTS, SEEDS)
@settings(deadline=None)
def test_nobody_without_weight_has_a_turn(weights: list[float], seed: int) -> None:
    found = turns(weights, 20, seed)
    assert len(found) == (20 if any(weights) else 0)
    assert all(weights[i] > 0 for i, _, _ in found)


def test_turns_are_independent_choices_in_proportion_to_weight() -> None:
    """Six turns a month, 1,500 months: means, variances and covariances of a multinomial law, and who comes after whom."""
    weights, count, months = [1.0, 2.0, 5.0], 6, 1500
    lived = [[i for i, _, _ in turns(weights, count, month=month)] for month in range(months)]
    had = np.array([np.bincount(each, minlength=3) for each in lived])
    share = np.array(weights) / 8.0
    assert had.mean(axis=0) == pytest.approx(count * share, abs=0.12)
    law = count * (np.diag(share) - np.outer(share, share))
    assert np.cov(had.T) == pytest.approx(law, abs=0.15)
    after = Counter((one, other) for each in lived for one, other in pairwise(each))
    expected = np.outer(share, share) * months * (count - 1)
    found = np.array([[after[one, other] for other in range(3)] for one in range(3)])
    assert ((found - expected) ** 2 / expected).sum() < 27  # 8 degrees of freedom: 1 in 1,400


@given(SEEDS, some.integers(2, 20), some.floats(0.5, 30), some.floats(0, 1))
@settings(deadline=None, max_examples=30)
def test_meetings_never_take_more_than_the_hours_there_are(
    seed: int, actors: int, hours: float, exploration: float
) -> None:
    made = busy(seed, actors, hours)
    p = numbers(meeting_hours=2.0, meeting_share=1.0, exploration=exploration, brokerage=0.0)
    plain().encounters.meet(made, p, (seed, 0), 0)
    used = made.actors[:, at.HOURS_USED]
    assert (made.actors[:, at.HOURS_LEFT] >= 0).all()
    assert (used <= hours).all()
    assert used.sum() == pytest.approx(4.0 * made.territory[at.ENCOUNTERED])
    assert 2 * made.territory[at.ENCOUNTERED] <= actors * hours / 2.0


def busy(seed: int, actors: int, hours: float) -> World:
    """A territory in which some have voice and all would meet."""
    made, drawn = world(actors), np.random.default_rng(seed)
    made.actors[:, [at.HOURS_LEFT, at.MEETING_LEFT]] = hours
    made.actors[:, at.VOICE] = drawn.uniform(0, 1, actors) * (drawn.random(actors) < 0.8)
    made.needs[at.LEVEL] = 0.5
    return made


def test_every_second_actor_of_a_meeting_is_a_stranger_by_voice() -> None:
    """Nobody is tied: strangers are met in proportion to voice, but for oneself."""
    rules, made = plain().partner_choice, world(4)
    made.actors[:, at.VOICE] = (0.2, 0.8, 0.0, 0.4)
    plain().encounters._weigh(made, numbers(), (1, 0), 0, 0.0, 0.0)
    plain().choice.fill_up(made.scratch[rules.VOICE_SUMS], 4, 1.4)
    words = [plain().mixing.word_in(9, n) for n in range(4000)]
    found = np.bincount([rules._stranger(made, word) for word in words], minlength=4)
    assert found == pytest.approx([4000 / 7, 16000 / 7, 0, 8000 / 7], abs=110)
    made.actors[:, at.VOICE] = 0.0
    made.scratch[rules.VOICE_SUMS] = 0.0
    assert rules._stranger(made, 5) == -1
