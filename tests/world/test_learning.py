"""What is learnt from others, from training and from practice; and how it wears off."""

import numpy as np
import pytest

from simul_agir.world import state as at
from simul_agir.world.instruments import INFORM
from territories import believe, numbers, plain, tie, world

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
    assert int(made.marks[0, at.BELIEFS + 2]) == 0b0111
    plain().learning.adopt_one(made, 0, 2, 0b1101, 0.99)
    assert int(made.marks[0, at.BELIEFS + 2]) == 0b1111
    plain().learning.adopt_one(made, 0, 2, 0b1101, 0.5)
    plain().learning.adopt_one(made, 0, 2, 0b1101, 0.5)
    assert int(made.marks[0, at.BELIEFS + 2]) == 0b1101


@pytest.mark.parametrize(("draw", "copied"), [(0.19, True), (0.21, False)])
def test_a_belief_is_copied_with_the_chance_of_copying_times_trust(draw: float, copied: bool) -> None:
    made = world(2)
    believe(made, 1, 0, 2)
    plain().learning.copy_belief(made, numbers(copying=0.4), 0, 1, 0, 0.5, draw, 0.0)
    assert (int(made.marks[0, at.BELIEFS]) == 0b101) == copied


def test_habit_saturates_practice_by_practice() -> None:
    made, p = world(1), numbers(habit_gain=0.045, practice_gain=0.01)
    made.actors[0, at.SKILL] = 0.5
    for _ in range(10):
        plain().learning.practise(made, p, 0)
    assert made.actors[0, at.HABIT] == pytest.approx(1 - 0.955**10)
    assert made.actors[0, at.SKILL] == pytest.approx(1 - 0.5 * 0.99**10)
    assert made.actors[0, at.PRACTICE] == 10.0


def test_training_closes_a_share_of_what_is_missing() -> None:
    made, p = world(1), numbers(training_gain=0.025, training_split=0.5)
    made.actors[0, [at.SKILL, at.POSTURE]] = (0.4, 0.2)
    made.levels[[at.TRAINED_POSTURE, at.TRAINING_HOURS]] = (1.0, 8.0)
    plain().learning._train(made, p, 0, 1.0)
    assert made.actors[0, at.SKILL] == pytest.approx(1 - 0.6 * np.exp(-0.1))
    assert made.actors[0, at.POSTURE] == pytest.approx(1 - 0.8 * np.exp(-0.1))
    assert made.actors[0, at.POSTURE + 1] == 0.0
    assert made.actors[0, [at.HOURS_LEFT, at.HOURS_USED]].tolist() == [92.0, 8.0]


def test_without_a_posture_to_train_all_goes_to_skill() -> None:
    made, p = world(1), numbers(training_gain=0.025)
    made.levels[at.TRAINING_HOURS] = 8.0
    plain().learning._train(made, p, 0, 1.0)
    assert made.actors[0, at.SKILL] == pytest.approx(1 - np.exp(-0.2))


def test_training_goes_by_the_brief_within_limits() -> None:
    made = world(5)
    made.brief[:] = (1.0, 3.0, 1.0, 1.0, 8.0)
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
    assert int(made.marks[0, at.BELIEFS]) == shown


def test_load_above_one_tires_and_costs_motivation() -> None:
    made = world(3)
    made.actors[:, at.MOTIVATION] = 0.5
    made.actors[:, at.FATIGUE] = 0.1
    made.actors[:, at.HOURS_USED] = (0.0, 25.0, 50.0)
    p = numbers(
        routine_share=0.75, displacement=0.6, fatigue_gain=0.5, fatigue_recovery=0.15, overload_motivation=0.2
    )
    for i in range(3):
        plain().learning._tire(made, p, i)
    over = (75.0 - 0.6 * 25.0 + 50.0) / 100.0 - 1.0
    assert made.actors[:, at.FATIGUE] == pytest.approx([0.085, 0.085, 0.085 + 0.5 * over])
    assert made.actors[:, at.MOTIVATION] == pytest.approx([0.5, 0.5, 0.5 - 0.2 * over])


def test_a_months_wear_by_hand() -> None:
    made = world(1, domains=2)
    row = made.actors[0]
    row[[at.SKILL, at.FIRST_SKILL, at.IDENTIFICATION, at.FIRST_IDENTIFICATION]] = (0.8, 0.3, 0.7, 0.2)
    row[[at.MOTIVATION, at.INTRINSIC, at.HABIT]] = (0.9, 0.4, 0.5)
    row[[at.POSTURE + 2, at.FIRST_POSTURE + 2]] = (0.6, 0.1)
    made.profiles[0, at.COMFORT] = (0.6, 0.5)
    made.profiles[0, at.EXPERTISE] = (0.4, 0.5)
    made.profiles[0, at.PRIORITIES] = (0.7, 0.3)
    made.profiles[0, at.MANDATE] = (0.5, 0.5)
    p = numbers(
        habit_shield=0.8,
        habit_erosion=0.05,
        skill_erosion=0.05,
        identification_erosion=0.03,
        comfort_erosion=0.04,
        motivation_return=0.05,
        mandate_pull=0.02,
    )
    plain().learning._set_rates(made, p)
    plain().learning._wear_off(made, p, 0)
    exposed = 1 - 0.8 * 0.5
    assert row[at.HABIT] == pytest.approx(0.475)
    assert row[at.SKILL] == pytest.approx(0.8 - 0.05 * exposed * 0.5)
    assert row[at.POSTURE + 2] == pytest.approx(0.6 - 0.05 * exposed * 0.5)
    assert row[at.IDENTIFICATION] == pytest.approx(0.7 - 0.03 * exposed * 0.5)
    assert row[at.MOTIVATION] == pytest.approx(0.9 - 0.05 * 0.5)
    assert made.profiles[0, at.COMFORT] == pytest.approx([0.6 - 0.04 * exposed * 0.2, 0.5])
    assert made.profiles[0, at.PRIORITIES] == pytest.approx([0.7 - 0.02 * 0.2, 0.3 + 0.02 * 0.2])


def test_who_practised_keeps_habit_and_comfort() -> None:
    made = world(1)
    made.actors[0, [at.PRACTICE, at.HABIT]] = (1.0, 0.5)
    made.profiles[0, at.COMFORT] = 0.6
    plain().learning._set_rates(made, numbers())
    plain().learning._wear_off(made, numbers(), 0)
    assert made.actors[0, at.HABIT] == 0.5
    assert made.profiles[0, at.COMFORT].tolist() == [0.6] * 3


def test_one_is_known_as_able_where_ones_comfort_suffices() -> None:
    made = world(1)
    made.profiles[0, at.COMFORT] = (0.6, 0.59, 0.8)
    made.actors[0, at.EXPERTISE_BREADTH] = 1.5
    plain().learning._take_stock(made, numbers(working_comfort=0.6), 0)
    assert int(made.able[0]) == 0b101
    assert made.actors[0, at.COMFORT_RATIO] == pytest.approx(1.99 / 1.5)


def test_a_faded_tie_is_forgotten_and_one_sees_who_is_engaged() -> None:
    made = world(4)
    tie(made, 0, 1, strength=0.5, trust=0.6)
    tie(made, 0, 2, strength=0.08, trust=0.8)
    made.actors[2, at.ENGAGED] = 0.0
    plain().learning.wear(made, numbers(tie_fading=0.1, tie_floor=0.075))
    assert made.actors[0, at.TIES] == 1.0
    assert made.ties[0, at.STRENGTH, 0] == pytest.approx(0.45)
    assert made.actors[0, at.SEEN] == 0.5
    assert made.actors[0, at.TRUST] == pytest.approx(0.7)
    assert made.actors[3, [at.SEEN, at.TRUST]].tolist() == [0.0, 0.5]


def test_that_nobody_would_help_is_that_each_alter_would_not() -> None:
    made = world(3)
    tie(made, 0, 1, trust=0.6)
    tie(made, 0, 2, trust=0.8)
    made.actors[:, at.IDENTIFICATION] = (0.0, 0.5, 1.0)
    made.actors[2, at.FATIGUE] = 0.25
    plain().learning.wear(made, numbers(wearing=0.0, fatigue_recovery=0.0, aid_hours=4.0))
    unhelped = made.scratch[plain().learning.UNHELPED]
    assert unhelped[0] == pytest.approx((1 - 0.6 * 0.5) * (1 - 0.8 * 0.75))
    assert unhelped[1] == 1.0
