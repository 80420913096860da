"""Policies written as phases keep the contract of stances."""

import numpy as np
import pytest

from simul_agir.stances import StanceError
from simul_agir.stances.contract import StanceContract, briefings
from simul_agir.stances.phased import Phased, phases_of, spread


class Turns(Phased):
    name = "turns"
    source = "a test"
    phases = ({"train": 0.3, "convene": 0.1}, {"regulate": 0.6})


class TestTurns(StanceContract):
    stance = Turns


def test_each_phase_gets_its_share_of_the_effort() -> None:
    for briefing in briefings():
        if briefing.months >= 12 and briefing.hours:
            calendar = Turns().calendar(briefing)
            assert phases_of(calendar, 2).sum(axis=1) == pytest.approx([0.4, 0.6])


def test_phases_of_a_calendar_give_it_back() -> None:
    shares = np.random.default_rng(1).dirichlet(np.ones(36)).reshape(3, 12)
    assert phases_of(spread(shares, 36, 100.0), 3) == pytest.approx(shares)


def test_phases_that_dose_nothing_are_refused() -> None:
    with pytest.raises(StanceError, match="no dose"):
        spread(np.zeros((2, 12)), 12, 100.0)
