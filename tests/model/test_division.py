"""Hours go to joint work or to meetings by what each has given."""

import math

import numpy as np
import pytest

from simul_agir.model import fields as at
from territories import numbers, plain, world


def share(action: float, meeting: float, **overrides: float) -> float:
    made = world(1)
    made.actors[0, [at.ACTION_GAIN, at.MEETING_GAIN]] = (action, meeting)
    plain().division.divide(made, numbers(**overrides), 0)
    return float(made.actors[0, at.WORK_SHARE])


def test_the_share_of_joint_work_is_logistic_in_what_an_hour_of_each_has_given() -> None:
    assert share(0.002, -0.003, hour_choice=200.0) == pytest.approx(1 / (1 + math.exp(-1.0)))
    assert share(-0.003, 0.002, hour_choice=200.0) == pytest.approx(1 / (1 + math.exp(1.0)))


def test_neither_is_given_less_than_a_tenth_of_the_hours() -> None:
    assert share(1.0, -1.0, hour_choice=400.0) == pytest.approx(0.9)
    assert share(-1.0, 1.0, hour_choice=400.0) == pytest.approx(0.1)


@pytest.mark.parametrize("action", [-0.5, 0.0, 0.5])
def test_without_choice_hours_are_divided_evenly_whatever_was_gained(action: float) -> None:
    assert share(action, 0.0, hour_choice=0.0) == 0.5


def test_eight_at_a_time_are_divided_as_each_alone() -> None:
    made, alone = world(8), world(8)
    gains = np.linspace(-0.02, 0.02, 8)
    made.actors[:8, at.ACTION_GAIN] = alone.actors[:8, at.ACTION_GAIN] = gains
    plain().division.divide(made, numbers(), plain().actors.eight_from(0))
    for i in range(8):
        plain().division.divide(alone, numbers(), i)
    assert made.actors[:8, at.WORK_SHARE].tolist() == alone.actors[:8, at.WORK_SHARE].tolist()


def test_meetings_get_what_joint_work_leaves_and_no_more() -> None:
    made = world(1)
    made.actors[0, at.HOURS_LEFT] = 10.0
    division = plain().division
    p = numbers(hour_choice=0.0)
    division.divide(made, p, 0)
    assert made.actors[0, at.MEETING_LEFT] == 5.0
    division.spend_on_meeting(made, 0, 3.0)
    assert made.actors[0, [at.HOURS_LEFT, at.HOURS_USED, at.MEETING_LEFT]].tolist() == [7.0, 3.0, 2.0]
    assert not division.has_meeting_hours(made, p, 0, 3.0)
    assert division.has_meeting_hours(made, numbers(division=0.0), 0, 3.0)


def test_invitations_beyond_a_share_of_capacity_are_lost() -> None:
    made = world(1)
    made.actors[0, at.INVITED] = 9.0
    division = plain().division
    assert division.has_room_for_invitation(made, numbers(invitation_share=0.12), 0, 3.0)
    assert not division.has_room_for_invitation(made, numbers(invitation_share=0.11), 0, 3.0)
    assert division.has_room_for_invitation(made, numbers(invitation_share=0.11, division=0.0), 0, 3.0)


def test_what_an_hour_gives_is_remembered_a_share_of_the_way() -> None:
    made = world(1)
    made.actors[0, at.ACTION_GAIN] = 0.01
    plain().division.weigh_hours(made, numbers(hour_memory=0.2), 0, at.ACTION_GAIN, 0.4, 8.0, 1.0)
    assert made.actors[0, at.ACTION_GAIN] == pytest.approx(0.01 + 0.2 * (0.05 - 0.01))
    plain().division.weigh_hours(made, numbers(), 0, at.ACTION_GAIN, 0.4, 0.0, 1.0)
    assert made.actors[0, at.ACTION_GAIN] == pytest.approx(0.018)


def test_who_leans_to_joint_work_proposes_more_and_seeks_others_less() -> None:
    made = world(1)
    made.actors[0, at.WORK_SHARE] = 0.8
    assert plain().division.for_work(made, 0) == pytest.approx(1.6)
    assert plain().division.for_meetings(made, 0) == pytest.approx(0.4)
