"""Latent groups fall asleep by a hazard, and wake by hardship and help."""

import math

import pytest

from simul_agir.model import fields as at
from simul_agir.model.state import World
from territories import numbers, plain, tie, world

KEY = (5, 0)


def group(idle: float = 0.0, hardship: float = 0.0) -> World:
    made = world(2)
    made.actors[0, [at.LATENT, at.IDLE, at.HARDSHIP]] = (1.0, idle, hardship)
    return made


def hazard(made: World, **overrides: float) -> float:
    return float(plain().sleeping.hazard(made, numbers(**overrides), 0))


@pytest.mark.parametrize("idle", [0.0, 5.0, 12.0])
def test_a_group_met_within_a_year_keeps_the_lowest_hazard(idle: float) -> None:
    assert hazard(group(idle), sleep_hazard=0.004) == pytest.approx(0.004)


def test_beyond_a_year_the_hazard_rises_toward_a_limit() -> None:
    by_hand = 0.004 + 0.02 * (1 - math.exp(-6 / 12))
    assert hazard(group(18.0), sleep_hazard=0.004, sleep_rise=0.02, sleep_months=12.0) == pytest.approx(
        by_hand
    )
    assert hazard(group(5000.0), sleep_hazard=0.005, sleep_rise=0.03) == pytest.approx(0.035)


def test_hardship_adds_to_the_hazard_so_that_a_crisis_lowers_as_well_as_wakes() -> None:
    assert hazard(group(0.0, 0.5), sleep_hazard=0.005, sleep_hardship=0.1) == pytest.approx(0.055)
    asleep = group(0.0, 1.0)
    asleep.actors[0, at.AWAKE] = 0.0
    plain().sleeping.wake_or_sleep(asleep, numbers(), KEY, 0, 3)
    assert asleep.actors[0, at.AWAKE] == 1.0


def test_ties_lower_the_hazard() -> None:
    made = group()
    tie(made, 0, 1, strength=0.6)
    by_hand = 0.005 * math.exp(-0.5 * 0.6)
    assert hazard(made, sleep_hazard=0.005, alliance=0.5) == pytest.approx(by_hand)
    assert hazard(made, sleep_hazard=0.005, alliance=0.5, alliances=0.0) == pytest.approx(0.005)


def test_a_constant_hazard_leaves_a_geometric_share_awake() -> None:
    p, awake, months = numbers(sleep_hazard=0.005, sleep_rise=0.0), 0, 60
    for replicate in range(400):
        made = group()
        for month in range(months):
            plain().sleeping.wake_or_sleep(made, p, (5, replicate), 0, month)
        awake += made.actors[0, at.AWAKE] == 1.0
    expected = (1 - 0.005) ** months
    assert awake / 400 == pytest.approx(expected, abs=4 * math.sqrt(expected * (1 - expected) / 400))


def test_switched_off_nobody_wakes_and_nobody_falls_asleep() -> None:
    made = group(900.0, 1.0)
    for month in range(200):
        plain().sleeping.wake_or_sleep(made, numbers(awakening=0.0), KEY, 0, month)
    assert made.actors[0, at.AWAKE] == 1.0
