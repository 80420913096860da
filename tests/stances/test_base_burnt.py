"""Tests of `stances.base_burnt`: the control of a lever check."""

from simul_agir.stances import checked_calendar
from simul_agir.stances.base_burnt import BaseBurnt
from simul_agir.stances.contract import briefings


def test_the_control_costs_what_every_arm_costs() -> None:
    for briefing in briefings():
        checked_calendar(BaseBurnt(), briefing)
