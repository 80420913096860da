"""The stance `ordinary_resources` doses its own instruments, and has a source."""

import numpy as np
from tests.stances.test_calendars import BRIEFING

from simul_agir.stances import INSTRUMENTS, checked_calendar, get
from simul_agir.stances.ordinary_resources import OrdinaryResources


def test_its_own_shares_add_up_to_one() -> None:
    assert OrdinaryResources.name == "ordinary_resources"
    assert sum(OrdinaryResources.own.values()) == 1.0
    assert set(OrdinaryResources.own) <= set(INSTRUMENTS)
    assert OrdinaryResources.source


def test_after_the_choice_its_own_instruments_are_dosed_in_their_shares() -> None:
    calendar = checked_calendar(get("ordinary_resources"), BRIEFING)
    mine = {instrument: calendar[-1, INSTRUMENTS.index(instrument)] for instrument in OrdinaryResources.own}
    assert all(dose > 0 for dose in mine.values())
    shares = np.array([*mine.values()]) / np.array([*OrdinaryResources.own.values()])
    assert np.allclose(shares, shares[0])
