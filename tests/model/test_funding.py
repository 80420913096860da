"""Teams apply, a call pays what they lack while the purse lasts, and what is paid is carried out."""

import numpy as np
import pytest

from simul_agir.model import fields as at
from simul_agir.model.events import FUNDED_ACTION, NOT_FUNDED
from simul_agir.model.instruments import POOL_ORDINARY
from simul_agir.model.state import World
from territories import believe, numbers, plain, world

KEY = (1, 0)
COSTS = {
    "action_cost": 10_000.0,
    "hour_value": 20.0,
    "in_kind_hours": 10.0,
    "co_producers": 3.0,
    "own_field": 1.5,
    "call_months": 1.0,
    "pool_share": 0.2,
    "pool_delay": 2.0,
}


def rich(made: World) -> World:
    """Members with means of every sort, need 0 the first's own field only; a full purse."""
    made.actors[:, at.ORDINARY_LEFT] = 1000.0
    made.actors[:, at.EARMARKED_LEFT] = 400.0
    made.actors[:, at.IN_KIND_LEFT] = 15.0
    made.actors[:, at.FIELD] = range(len(made.actors))
    made.profiles[0, at.MANDATE] = (1.0, 0.0, 0.0)
    made.profiles[1:, at.MANDATE] = (0.0, 1.0, 0.0)
    made.accounts[at.PURSE] = 1e6
    return made


def applied(made: World, *who: int, sort: int = at.PLAIN, slot: int = 0) -> None:
    """These wait for a call with a plan for need 0."""
    made.team[: len(who)] = who
    plain().funding.wait(made, at.A_CALL, 5, 5, slot, 0, len(who), np.uint64(0), sort)


def call(made: World, month: int = 5, **overrides: float) -> None:
    plain().funding.hold_call(made, numbers(**{**COSTS, **overrides}), KEY, month)


def happened(made: World, what: int) -> int:
    return int((made.events[: int(made.territory[at.EVENTS]), 1] == what).sum())


def test_own_means_count_first_and_the_purse_pays_the_rest() -> None:
    made = rich(world(3))
    applied(made, 0, 1)
    call(made)
    own = 1000.0 + 2 * 400.0 + 2 * 10 * 20.0
    assert made.accounts[[at.PURSE, at.MONEY]].tolist() == [1e6 - 10_000 + own, 10_000 - own]
    assert made.actors[:, at.ORDINARY_LEFT].tolist() == [0.0, 1000.0, 1000.0]
    assert made.actors[:, at.EARMARKED_LEFT].tolist() == [0.0, 0.0, 400.0]
    assert made.actors[:, at.IN_KIND_LEFT].tolist() == [5.0, 5.0, 15.0]
    assert made.territory[[at.FUNDED, at.JOINT_ACTIONS, at.QUEUED]].tolist() == [1.0, 1.0, 0.0]
    assert made.territory[at.CROSSING_MONEY] == 1000.0


def test_a_member_pays_no_more_than_its_share_of_the_cost() -> None:
    made = rich(world(2))
    made.actors[:, at.ORDINARY_LEFT] = 1e6
    applied(made, 0, 1)
    call(made, in_kind_hours=0.0)
    assert made.actors[:2, at.ORDINARY_LEFT].tolist() == [995_000.0, 1e6]
    assert made.accounts[at.MONEY] == 10_000.0 - 5000.0 - 400.0


def test_an_application_is_paid_whole_or_not_at_all() -> None:
    made = rich(world(2))
    made.accounts[at.PURSE] = 7799.0
    applied(made, 0, 1)
    before = made.actors.copy()
    call(made)
    assert np.array_equal(made.actors, before)
    assert made.accounts[[at.PURSE, at.MONEY]].tolist() == [7799.0, 0.0]
    assert made.territory[[at.FUNDED, at.JOINT_ACTIONS, at.QUEUED]].tolist() == [0.0, 0.0, 0.0]
    assert (happened(made, NOT_FUNDED), happened(made, FUNDED_ACTION)) == (1, 0)


def test_applications_are_paid_while_the_purse_lasts_in_an_order_that_is_drawn() -> None:
    first = []
    for seed in range(40):
        made = world(4)
        made.actors[:, at.FIELD] = 0.0
        made.accounts[at.PURSE] = 25_000.0
        for i in range(4):
            applied(made, i, slot=i)
        plain().funding.hold_call(made, numbers(**COSTS), (seed, 0), 5)
        paid = made.events[: int(made.territory[at.EVENTS])]
        first.append(int(paid[paid[:, 1] == FUNDED_ACTION][0, 2]))
        assert made.territory[at.FUNDED] == 2.0
        assert made.accounts[at.PURSE] == 5000.0
    assert set(first) == {0, 1, 2, 3}


def test_what_is_paid_starts_before_the_next_call_and_others_keep_their_place() -> None:
    made, starts = world(3), []
    made.territory[at.VOICES] = 100
    for slot in range(12):
        applied(made, slot % 3, slot=slot)
    call(made, action_cost=0.0, call_months=6.0, action_hours=0.0)
    waiting = made.queue[: int(made.territory[at.QUEUED])]
    assert (waiting[:, at.WAITS_FOR] == at.A_START).all()
    starts = waiting[:, at.DUE].tolist()
    assert set(starts) <= {6, 7, 8, 9, 10}
    assert waiting[:, at.SLOT].tolist() == sorted(waiting[:, at.SLOT].tolist())
    assert made.territory[at.SOLO_ACTIONS] == 12 - len(starts)


@pytest.mark.parametrize(("who", "funded"), [((0, 1), 0.0), ((0, 1, 2), 1.0)])
def test_conditional_money_is_for_plans_of_enough_fields(who: tuple[int, ...], funded: float) -> None:
    made = rich(world(3))
    applied(made, *who, sort=at.CONDITIONAL)
    call(made)
    assert made.territory[at.FUNDED] == funded
    assert (made.accounts[at.MONEY] > 0) == bool(funded)


def test_a_plan_that_misses_the_condition_may_still_pay_for_itself() -> None:
    made = rich(world(2))
    made.actors[:, at.ORDINARY_LEFT] = 1e6
    applied(made, 0, sort=at.CONDITIONAL)
    call(made)
    assert made.territory[at.FUNDED] == 1.0
    assert made.actors[0, at.EARMARKED_LEFT] == 400.0


def test_the_pool_takes_a_share_of_all_margins_and_pays_what_crosses_fields_later() -> None:
    made = rich(world(4))
    made.levels[POOL_ORDINARY] = 0.5
    applied(made, 0, 1)
    call(made)
    pool = 0.5 * 0.2 * 4 * 1000.0
    own = 900.0 + 2 * 400.0 + 2 * 10 * 20.0
    assert made.accounts[at.MONEY] == pytest.approx(10_000 - own - pool)
    assert made.actors[:, at.ORDINARY_LEFT].tolist() == [0.0, 900.0, 900.0, 900.0]
    assert made.territory[at.CROSSING_MONEY] == pytest.approx(900.0 + pool)
    assert made.queue[0, [at.WAITS_FOR, at.DUE]].tolist() == [at.A_START, 7]


def test_the_pool_pays_nothing_within_one_field_and_nothing_when_off() -> None:
    for fields, pooling in (((1.0, 1.0), 1.0), ((0.0, 1.0), 0.0)):
        made = rich(world(2))
        made.levels[POOL_ORDINARY] = 1.0
        made.actors[:, at.FIELD] = fields
        applied(made, 0, 1)
        call(made, pooling=pooling)
        left = 800.0 if pooling else 1000.0
        assert made.accounts[at.MONEY] == pytest.approx(10_000 - left - 800.0 - 400.0)


def test_a_small_action_costs_a_share() -> None:
    made = world(1)
    made.accounts[at.PURSE] = 1000.0
    applied(made, 0, sort=at.MICRO_ACTION)
    call(made, micro_scale=0.05)
    assert made.accounts[at.MONEY] == pytest.approx(500.0)


def test_public_power_with_those_close_to_residents_is_complementarity() -> None:
    made = rich(world(3))
    made.actors[:, at.PUBLIC_POWER] = (0.9, 0.0, 0.0)
    made.actors[:, at.PROXIMITY] = (0.0, 0.2, 0.8)
    applied(made, 0, 1)
    call(made)
    assert made.territory[at.COMPLEMENTARITY] == 0.0
    applied(made, 0, 2)
    call(made)
    assert made.territory[at.COMPLEMENTARITY] == 1.0


def test_who_sleeps_or_has_no_hours_at_the_start_drops_out() -> None:
    made = world(3)
    applied(made, 0, 1, 2)
    made.actors[0, at.AWAKE] = 0.0
    made.actors[2, at.HOURS_LEFT] = 7.0
    call(made, action_cost=0.0, action_hours=8.0)
    assert made.actors[:, at.HOURS_USED].tolist() == [0.0, 8.0, 0.0]
    assert made.territory[[at.FUNDED, at.SOLO_ACTIONS]].tolist() == [1.0, 1.0]


def written(made: World, sort: int = at.PLAIN, **overrides: float) -> bool:
    made.team[:3] = (0, 1, 2)
    p = numbers(**{"application_hours": 6.0, **overrides})
    return bool(plain().funding.apply(made, p, KEY, 5, 5, 0, 0, 3, np.uint64(0), sort))


def test_the_initiator_spends_the_hours_of_writing_and_nothing_else_moves() -> None:
    made = world(3)
    before = made.actors.copy()
    assert written(made)
    assert made.actors[:, at.HOURS_USED].tolist() == [6.0, 0.0, 0.0]
    assert made.territory[at.APPLICATIONS] == 1.0
    made.actors[:, [at.HOURS_USED, at.HOURS_LEFT]] = before[:, [at.HOURS_USED, at.HOURS_LEFT]]
    assert np.array_equal(made.actors, before)


def test_those_who_plan_for_conditional_money_come_closer_and_exchange_beliefs() -> None:
    made = world(3, domains=2)
    made.profiles[:, at.PRIORITIES] = ((1.0, 0.0), (0.5, 0.5), (0.0, 1.0))
    believe(made, 0, 0, 1)
    assert written(made, at.CONDITIONAL, convergence=0.5, copying=1.0, trust_prior=0.8)
    assert made.actors[:, at.HOURS_USED].tolist() == [6.0] * 3
    # Pairs in order: 0 with 1, then 0 with 2, then 1 with 2; each goes half of the way.
    assert made.profiles[:, at.PRIORITIES, 0] == pytest.approx([0.375, 0.5625, 0.5625])
    assert made.profiles[:, at.PRIORITIES].sum(axis=1) == pytest.approx([1.0] * 3)


def test_without_planning_conditional_money_asks_for_no_session() -> None:
    made = world(3)
    assert written(made, at.CONDITIONAL, planning=0.0)
    assert made.actors[:, at.HOURS_USED].tolist() == [6.0, 0.0, 0.0]


def test_without_calls_the_team_acts_at_once_and_nobody_pays() -> None:
    made = rich(world(3))
    assert not written(made, calls=0.0)
    assert made.territory[[at.JOINT_ACTIONS, at.APPLICATIONS, at.FUNDED]].tolist() == [1.0, 0.0, 0.0]
    assert made.accounts[at.PURSE] == 1e6


def test_keys_are_sorted_with_their_values() -> None:
    keys = np.random.default_rng(3).integers(0, 20, 200) / 20
    values = np.arange(200.0)
    expected = np.lexsort((values, keys))
    plain().funding._sort(sorted_keys := keys.copy(), values, 200)
    assert sorted_keys.tolist() == keys[expected].tolist()
    assert values.tolist() == expected.tolist()
