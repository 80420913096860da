"""The partners that a scheme plans for an axis."""

import numpy as np
import pytest

from simul_agir.model import fields as at
from simul_agir.model.state import World
from territories import numbers, plain, world

ALL = np.uint64(2**64 - 1)


def planned(*partners: int) -> World:
    made = world(6)
    made.plan[0, : len(partners)] = partners
    return made


def stand_in(made: World, draw: float = 0.0, missing: np.uint64 = ALL, hours: float = 3.0) -> int:
    return int(plain().planned.planned_partner(made, numbers(), 0, 0, draw, missing, hours))


@pytest.mark.parametrize("count", range(7))
def test_seats_are_counted(count: int) -> None:
    assert plain().planned.seats(planned(*range(count)), 0) == count


def test_a_drawn_seat_is_asked_first() -> None:
    made = planned(3, 1, 5, 2)
    assert [stand_in(made, draw) for draw in (0.0, 0.25, 0.5, 0.99)] == [3, 1, 5, 2]


def test_those_without_hours_who_take_no_part_or_add_nothing_are_skipped() -> None:
    made = planned(3, 1, 5, 2)
    made.actors[3, at.HOURS_LEFT] = 2.0
    made.actors[1, at.AWAKE] = 0.0
    assert stand_in(made) == 5
    made.competence_mask[2] = 1
    assert stand_in(made, missing=np.uint64(1)) == 2


def test_the_asker_does_not_stand_in_for_itself_and_there_may_be_nobody() -> None:
    assert stand_in(planned(0, 4)) == 4
    assert stand_in(planned(0)) == -1
    assert stand_in(planned()) == -1
