"""Hours given to change displace routine work, and what routine work does not hold, needs lose."""

import pytest

from simul_agir.model import fields as at
from territories import numbers, plain, world

P = numbers(routine_share=0.75, displacement=0.6)


@pytest.mark.parametrize(
    ("used", "done", "load"),
    [
        (0.0, 75.0, 0.75),
        (25.0, 75.0, 1.0),
        (30.0, 75.0 - 0.6 * 5.0, (72.0 + 30.0) / 100.0),
        (100.0, 75.0 - 0.6 * 75.0, (30.0 + 100.0) / 100.0),
        (400.0, 0.0, 4.0),
    ],
)
def test_hours_beyond_slack_displace_routine_and_are_overtime(used: float, done: float, load: float) -> None:
    assert plain().routine_work.routine_done(75.0, 100.0, used, 0.6) == pytest.approx(done)
    assert plain().routine_work.load_of(75.0, 100.0, used, 0.6) == pytest.approx(load)


def test_who_has_no_hours_carries_no_load() -> None:
    assert plain().routine_work.load_of(0.0, 0.0, 0.0, 0.6) == 0.0
    assert plain().routine_work.load_of(75.0, 0.0, 10.0, 0.6) == 0.0


def test_a_need_is_held_as_far_as_those_whose_mandate_it_is_do_their_work() -> None:
    made = world(3, domains=2)
    made.profiles[:, at.MANDATE] = ((1.0, 0.0), (0.5, 0.5), (0.0, 1.0))
    made.actors[:, at.HOURS_USED] = (30.0, 0.0, 0.0)
    plain().routine_work.hold_needs(made, P)
    assert made.needs[at.HELD] == pytest.approx([(72.0 + 37.5) / (75.0 + 37.5), 1.0])
    assert made.territory[at.CONTINUITY] == pytest.approx((72.0 + 75.0 + 75.0) / 225.0)
    assert made.accounts[at.HOURS] == 30.0


def test_latent_groups_hold_no_need() -> None:
    made = world(2, domains=2)
    made.actors[1, at.LATENT] = 1.0
    made.actors[1, at.HOURS_USED] = 100.0
    plain().routine_work.hold_needs(made, P)
    assert made.needs[at.HELD] == pytest.approx([1.0, 1.0])
