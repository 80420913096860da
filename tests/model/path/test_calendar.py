"""The calendar of a stance by hand: who trains longer, how thin; what is left of the effort; own shares."""

import numpy as np
import pytest

from simul_agir.model.instruments import INSTRUMENTS, TRAIN
from simul_agir.scenario import PathSpec, Step
from simul_agir.simulation.calendars import calendars_of, path_row
from simul_agir.stances import get
from territories import plain, scenario

PATH = PathSpec(Step(0, 3), Step(3, 1), Step(4, 4), Step(20, 0))
PLACE = scenario(months=24, path=PATH, effort=1.0)
ROW = path_row(PLACE)


def calendar_of(stance: str) -> np.ndarray:
    """A copy of a stance's calendar, (25, 12)."""
    return calendars_of(PLACE, get(stance))[0].copy()


def test_a_gap_lengthens_the_training_in_proportion() -> None:
    lengths = [plain().calendar.length_of_training(4, gap * 1.5) for gap in (0.5, 0.0, 1.0, 0.01)]
    assert lengths == [7, 4, 10, 5]


@pytest.mark.parametrize(("spread", "share"), [(0.0, 0.7), (1.0, 0.5 * 0.7 + 0.5 * 0.1)])
def test_a_longer_training_is_as_intense_or_spread_thinner(spread: float, share: float) -> None:
    usual, changed = calendar_of("residents"), calendar_of("residents")
    plain().calendar.lengthen(changed, ROW, 3, 8, spread)
    base = PLACE.effort * 133.9 * 0.4
    assert changed[5:13, TRAIN] == pytest.approx(base * share)
    assert changed[13:, TRAIN] == pytest.approx(base * 0.1)
    assert changed.sum(axis=1) == pytest.approx(usual.sum(axis=1))
    own = [INSTRUMENTS.index(name) for name in ("amplify_voice", "match_contributions")]
    assert np.array_equal(changed[:, own], usual[:, own])


def test_months_lived_and_calendars_of_another_make_stay() -> None:
    for stance, month, rows in (("residents", 6, slice(7)), ("money", 3, slice(None))):
        changed = calendar_of(stance)
        plain().calendar.lengthen(changed, ROW, month, 8, 0.5)
        assert np.array_equal(changed[rows], calendar_of(stance)[rows])


def test_own_shares_tell_the_posture_that_a_calendar_works_through() -> None:
    assert plain().calendar.own_shares(calendar_of("mixed")) == pytest.approx([0.25] * 4)
    assert plain().calendar.own_shares(calendar_of("residents")) == pytest.approx([1, 0, 0, 0])
    assert not any(plain().calendar.own_shares(calendar_of("animation")))


def test_what_is_left_of_the_effort_is_spent_in_the_months_to_come() -> None:
    calendar = np.zeros((5, 12))
    calendar[1:, 0] = [4.0, 4.0, 1.0, 3.0]
    plain().calendar.spend_rest(calendar, 2, 20.0)
    assert calendar[:, 0].tolist() == [0.0, 4.0, 4.0, 3.0, 9.0]
    plain().calendar.spend_rest(calendar, 2, 6.0)  # more is spent already: nothing is left
    assert calendar[:, 0].tolist() == [0.0, 4.0, 4.0, 0.0, 0.0]


def test_turns_are_as_long_as_they_can_be_and_the_first_are_longer() -> None:
    turns = [plain().calendar.turn_of(2, 12, 4, month) for month in range(12)]
    assert turns == [0, 0, 0, 0, 0, 1, 1, 1, 2, 2, 3, 3]
