"""Who helps: out of trust and identification, out of help received, or because it is paid."""

import pytest

from simul_agir.model import fields as at
from simul_agir.model.state import World
from territories import numbers, plain, world


def helper(identification: float = 0.8, fatigue: float = 0.25, received: float = 0.0) -> World:
    made = world(1)
    made.actors[0, [at.IDENTIFICATION, at.FATIGUE, at.HELP_RECEIVED]] = (identification, fatigue, received)
    return made


def chance(made: World, trusted: float = 0.5, hours: bool = True, paid: bool = False, **over: float) -> float:
    return float(plain().helping.chance_of_help(made, numbers(**over), 0, trusted, hours, paid))


def test_one_helps_by_trust_identification_and_rest() -> None:
    assert chance(helper()) == pytest.approx(0.5 * 0.8 * 0.75)
    assert chance(helper(), hours=False) == 0.0
    asleep = helper()
    asleep.actors[0, at.AWAKE] = 0.0
    assert chance(asleep) == 0.0


def test_help_received_returns_as_readiness_to_help_anybody() -> None:
    ready = 0.4 * 3 / 4
    by_hand = 0.75 * (ready + (1 - ready) * 0.5 * 0.8)
    assert chance(helper(received=3.0), readiness=0.4) == pytest.approx(by_hand)
    assert chance(helper(received=3.0), readiness=0.4, return_of_help=0.0) == pytest.approx(0.3)
    assert chance(helper(0.0, received=3.0), trusted=0.0, readiness=0.4) == pytest.approx(0.75 * ready)


def test_paid_help_needs_neither_trust_nor_identification_nor_hours() -> None:
    assert chance(helper(0.0), trusted=0.0, hours=False, paid=True, paid_success=0.8) == 0.8
    assert chance(helper(), hours=False, paid=True, paid_help=0.0) == pytest.approx(0.3)
