"""The stance `conditional_aid` doses its own instruments, and has a source."""

import numpy as np
from tests.stances.test_calendars import BRIEFING

from simul_agir.stances import INSTRUMENTS, checked_calendar, get
from simul_agir.stances.conditional_aid import ConditionalAid


def test_its_own_shares_add_up_to_one() -> None:
    assert ConditionalAid.name == "conditional_aid"
    assert sum(ConditionalAid.own.values()) == 1.0
    assert set(ConditionalAid.own) <= set(INSTRUMENTS)
    assert ConditionalAid.source


def test_after_the_choice_its_own_instruments_are_dosed_in_their_shares() -> None:
    calendar = checked_calendar(get("conditional_aid"), BRIEFING)
    mine = {instrument: calendar[-1, INSTRUMENTS.index(instrument)] for instrument in ConditionalAid.own}
    assert all(dose > 0 for dose in mine.values())
    shares = np.array([*mine.values()]) / np.array([*ConditionalAid.own.values()])
    assert np.allclose(shares, shares[0])
