"""What wears off, how fast, and what each sees of its alters meanwhile."""

import pytest

from simul_agir.model import fields as at
from territories import PRIOR, numbers, plain, tie, world

KEY = (1, 0)


def test_load_above_one_tires_and_costs_motivation() -> None:
    made = world(3)
    made.actors[:, at.MOTIVATION] = 0.5
    made.actors[:, at.FATIGUE] = 0.1
    made.actors[:, at.HOURS_USED] = (0.0, 25.0, 50.0)
    p = numbers(
        routine_share=0.75, displacement=0.6, fatigue_gain=0.5, fatigue_recovery=0.15, overload_motivation=0.2
    )
    for i in range(3):
        plain().decay._tire(made, p, i)
    over = (75.0 - 0.6 * 25.0 + 50.0) / 100.0 - 1.0
    assert made.actors[:, at.FATIGUE] == pytest.approx([0.085, 0.085, 0.085 + 0.5 * over])
    assert made.actors[:, at.MOTIVATION] == pytest.approx([0.5, 0.5, 0.5 - 0.2 * over])


def test_a_months_wear_by_hand() -> None:
    made = world(1, domains=2)
    row = made.actors[0]
    row[[at.SKILL, at.FIRST_SKILL, at.IDENTIFICATION, at.FIRST_IDENTIFICATION]] = (0.8, 0.3, 0.7, 0.2)
    row[[at.MOTIVATION, at.INTRINSIC, at.HABIT]] = (0.9, 0.4, 0.5)
    row[[at.VOICE, at.FIRST_VOICE]] = (0.9, 0.5)
    row[[at.POSTURE + 2, at.FIRST_POSTURE + 2]] = (0.6, 0.1)
    made.profiles[0, at.COMFORT] = (0.6, 0.5)
    made.profiles[0, at.EXPERTISE] = (0.4, 0.5)
    made.profiles[0, at.PRIORITIES] = (0.7, 0.3)
    made.profiles[0, at.MANDATE] = (0.5, 0.5)
    p = numbers(
        habit_shield=0.8,
        habit_erosion=0.05,
        skill_erosion=0.05,
        identification_erosion=0.06,
        voice_return=0.02,
        comfort_erosion=0.04,
        motivation_return=0.05,
        mandate_pull=0.02,
    )
    plain().decay._wear_off(made, p, 0)
    exposed = 1 - 0.8 * 0.5
    assert row[at.HABIT] == pytest.approx(0.475)
    assert row[at.SKILL] == pytest.approx(0.8 - 0.05 * exposed * 0.5)
    assert row[at.POSTURE + 2] == pytest.approx(0.6 - 0.05 * exposed * 0.5)
    assert row[at.VOICE] == pytest.approx(0.9 - 0.02 * 0.4)
    assert row[at.IDENTIFICATION] == pytest.approx(0.7 - 0.06 * exposed * 0.5)
    assert row[at.MOTIVATION] == pytest.approx(0.9 - 0.05 * 0.5)
    assert made.profiles[0, at.COMFORT] == pytest.approx([0.6 - 0.04 * exposed * 0.2, 0.5])
    assert made.profiles[0, at.PRIORITIES] == pytest.approx([0.7 - 0.02 * 0.2, 0.3 + 0.02 * 0.2])


def test_who_practised_keeps_habit_and_comfort() -> None:
    made = world(1)
    made.actors[0, [at.PRACTICE, at.HABIT]] = (1.0, 0.5)
    made.profiles[0, at.COMFORT] = 0.6
    plain().decay._wear_off(made, numbers(), 0)
    assert made.actors[0, at.HABIT] == 0.5
    assert made.profiles[0, at.COMFORT].tolist() == [0.6] * 3


def test_one_is_known_as_able_where_ones_comfort_suffices() -> None:
    made = world(1)
    made.profiles[0, at.COMFORT] = (0.6, 0.59, 0.8)
    made.actors[0, at.EXPERTISE_BREADTH] = 1.5
    plain().decay._take_stock(made, numbers(working_comfort=0.6), 0)
    assert int(made.competence_mask[0]) == 0b101
    assert made.actors[0, at.COMFORT_RATIO] == pytest.approx(1.99 / 1.5)


def test_a_faded_tie_is_forgotten_and_one_sees_who_is_engaged() -> None:
    made = world(4)
    tie(made, 0, 1, strength=0.5, trust=0.6)
    tie(made, 0, 2, strength=0.08, trust=0.8)
    made.actors[2, at.ENGAGED] = 0.0
    plain().decay.wear(made, numbers(tie_fading=0.1, tie_floor=0.075))
    assert made.actors[0, at.TIES] == 1.0
    assert made.ties[0, at.STRENGTH, 0] == pytest.approx(0.45)
    assert made.actors[0, at.SEEN] == 0.5
    assert made.actors[0, at.TRUST] == pytest.approx(0.7)
    assert made.actors[3, [at.SEEN, at.TRUST]].tolist() == [0.0, PRIOR]


def test_that_nobody_would_help_is_that_each_alter_would_not() -> None:
    made = world(3)
    tie(made, 0, 1, trust=0.6)
    tie(made, 0, 2, trust=0.8)
    made.actors[:, at.IDENTIFICATION] = (0.0, 0.5, 1.0)
    made.actors[2, at.FATIGUE] = 0.25
    plain().decay.wear(made, numbers(wearing=0.0, fatigue_recovery=0.0, aid_hours=4.0))
    unhelped = made.scratch[plain().decay.UNHELPED]
    assert unhelped[0] == pytest.approx((1 - 0.6 * 0.5) * (1 - 0.8 * 0.75))
    assert unhelped[1] == 1.0
