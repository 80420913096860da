"""What is learnt from others, from training and from practice."""

import numpy as np
import pytest

from simul_agir.model import fields as at
from simul_agir.model.instruments import INFORM
from territories import believe, numbers, plain, world

KEY = (1, 0)


@pytest.mark.parametrize(
    ("distance", "share"), [(0.0, 0.0), (0.45, 1.0), (0.225, 0.75), (0.9, 0.0), (1.0, 0.0)]
)
def test_most_is_learnt_at_half_the_reach_and_nothing_at_none_or_beyond(
    distance: float, share: float
) -> None:
    assert plain().learning.understood(distance, 0.9) == pytest.approx(share)


def test_comfort_grows_toward_the_others_expertise_where_that_is_ahead() -> None:
    made = world(2, domains=2)
    made.profiles[:, at.EXPERTISE] = ((0.9, 0.3), (0.2, 0.6))
    made.actors[:, at.EXPERTISE_BREADTH] = (1.2, 0.8)
    made.profiles[:, at.COMFORT] = made.profiles[:, at.EXPERTISE]
    plain().learning.widen_comforts(made, numbers(comfort_gain=0.12, comfort_reach=0.9), 0, 1, 0.5, 0.8)
    gain = 0.12 * 4 * (0.5 / 0.9) * (1 - 0.5 / 0.9)
    assert made.profiles[0, at.COMFORT] == pytest.approx([0.9, 0.3 + gain * 0.5 * 0.3])
    assert made.profiles[1, at.COMFORT] == pytest.approx([0.2 + gain * 0.8 * 0.7, 0.6])


def test_the_nth_bit_is_found() -> None:
    assert [plain().learning.nth_bit(0b101001, n) for n in range(3)] == [0, 3, 5]


def test_one_link_is_adopted_at_a_time() -> None:
    made = world(1, domains=4)
    believe(made, 0, 2, 1)
    plain().learning.adopt_one(made, 0, 2, 0b1101, 0.0)
    assert int(made.bitsets[0, at.BELIEFS + 2]) == 0b0111
    plain().learning.adopt_one(made, 0, 2, 0b1101, 0.99)
    assert int(made.bitsets[0, at.BELIEFS + 2]) == 0b1111
    plain().learning.adopt_one(made, 0, 2, 0b1101, 0.5)
    plain().learning.adopt_one(made, 0, 2, 0b1101, 0.5)
    assert int(made.bitsets[0, at.BELIEFS + 2]) == 0b1101


@pytest.mark.parametrize(("draw", "copied"), [(0.19, True), (0.21, False)])
def test_a_belief_is_copied_with_the_chance_of_copying_times_trust(draw: float, copied: bool) -> None:
    made = world(2)
    believe(made, 1, 0, 2)
    plain().learning.copy_belief(made, numbers(copying=0.4), 0, 1, 0, 0.5, draw, 0.0)
    assert (int(made.bitsets[0, at.BELIEFS]) == 0b101) == copied


def test_habit_saturates_practice_by_practice() -> None:
    made, p = world(1), numbers(habit_gain=0.045, practice_gain=0.01)
    made.actors[0, at.SKILL] = 0.5
    for _ in range(10):
        plain().learning.practise(made, p, 0, 1.0)
    assert made.actors[0, at.HABIT] == pytest.approx(1 - 0.955**10)
    assert made.actors[0, at.SKILL] == pytest.approx(1 - 0.5 * 0.99**10)
    assert made.actors[0, at.PRACTICE] == 10.0


def test_a_small_practice_teaches_a_share() -> None:
    made, p = world(1), numbers(habit_gain=0.04, practice_gain=0.01)
    plain().learning.practise(made, p, 0, 0.25)
    assert made.actors[0, [at.HABIT, at.SKILL, at.PRACTICE]] == pytest.approx([0.01, 0.0025, 1.0])


def test_training_closes_a_share_of_what_is_missing() -> None:
    made, p = world(1), numbers(training_gain=0.025, training_split=0.5)
    made.actors[0, [at.SKILL, at.POSTURE]] = (0.4, 0.2)
    made.levels[[at.TRAINED_POSTURE, at.TRAINING_HOURS]] = (1.0, 8.0)
    plain().learning._train(made, p, 1.0)
    assert made.actors[0, at.SKILL] == pytest.approx(1 - 0.6 * np.exp(-0.1))
    assert made.actors[0, at.POSTURE] == pytest.approx(1 - 0.8 * np.exp(-0.1))
    assert made.actors[0, at.POSTURE + 1] == 0.0
    assert made.actors[0, [at.HOURS_LEFT, at.HOURS_USED]].tolist() == [92.0, 8.0]


def test_without_a_posture_to_train_all_goes_to_skill() -> None:
    made, p = world(1), numbers(training_gain=0.025)
    made.levels[at.TRAINING_HOURS] = 8.0
    plain().learning._train(made, p, 1.0)
    assert made.actors[0, at.SKILL] == pytest.approx(1 - np.exp(-0.2))


def test_training_goes_by_the_brief_within_limits() -> None:
    made = world(5)
    made.actors[:, at.TRAINING_WEIGHT] = (1.0, 3.0, 1.0, 1.0, 8.0)
    made.actors[2, at.VOICE] = 0.0
    made.actors[3, at.AWAKE] = 0.0
    made.actors[0, at.HOURS_LEFT] = 0.5
    made.levels[at.TRAINING_HOURS] = 12.0
    plain().learning.teach(made, numbers(train_limit=7.0), KEY, 0)
    assert made.actors[:, at.HOURS_USED] == pytest.approx([0.5, 3.0, 0.0, 0.0, 7.0])


@pytest.mark.parametrize(
    ("draws", "shown"),
    [
        ((0.1, 0.0, 0.9, 0.5), 0b011),
        ((0.1, 0.0, 0.9, 0.05), 0b111),
        ((0.1, 0.0, 0.1, 0.05), 0b011),
        ((0.6, 0.0, 0.9, 0.05), 0b001),
    ],
    ids=["shown as it is", "one link wrong", "its own domain is never wrong", "not shown"],
)
def test_shared_diagnosis_shows_the_links_of_a_need(draws: tuple[float, ...], shown: int) -> None:
    made = world(1)
    made.truth[at.LINKS, 0] = 0b011
    made.levels[INFORM] = 1.0
    plain().learning._show_links(made, numbers(inform_gain=0.5, inform_error=0.1), 0, draws)
    assert int(made.bitsets[0, at.BELIEFS]) == shown
