"""What an action takes, how likely it succeeds, what its outcome changes."""

import numpy as np
import pytest

from simul_agir.model import fields as at
from simul_agir.model.instruments import CONDITION_FUNDS, MATCH_CONTRIBUTIONS, POOL_ORDINARY, REGULATE
from simul_agir.model.state import World
from territories import believe, numbers, plain, tie, world

KEY = (1, 0)
EVEN = {"weight_coverage": 1.0, "weight_coordination": 1.0, "weight_resources": 1.0, "success_ceiling": 0.9}


@pytest.mark.parametrize(
    ("elasticity", "mean"),
    [
        (0.5, 3 / (1 / 0.5 + 1 / 0.8 + 1 / 0.4)),
        (1.0, (0.5 * 0.8 * 0.4) ** (1 / 3)),
        (2.0, ((0.5**0.5 + 0.8**0.5 + 0.4**0.5) / 3) ** 2),
    ],
)
def test_success_is_a_ces_mean_below_a_ceiling(elasticity: float, mean: float) -> None:
    p = numbers(**EVEN, elasticity=elasticity)
    assert plain().team_action.success_chance(p, 0.5, 0.8, 0.4) == pytest.approx(0.9 * mean)
    assert plain().team_action.success_chance(p, 1.0, 1.0, 1.0) == pytest.approx(0.9)


def test_a_factor_without_weight_does_not_count() -> None:
    p = numbers(**{**EVEN, "weight_coordination": 0.0})
    assert plain().team_action.success_chance(p, 0.5, 0.0, 0.5) == pytest.approx(0.45)
    alone = numbers(weight_coverage=0, weight_coordination=0, weight_resources=0, success_ceiling=0.9)
    assert plain().team_action.success_chance(alone, 0.0, 0.0, 0.0) == 0.9


def test_a_missing_factor_leaves_no_chance() -> None:
    assert plain().team_action.success_chance(numbers(**EVEN, elasticity=0.5), 0.0, 1.0, 1.0) < 1e-5


def members(made: World, *who: int) -> int:
    made.team[: len(who)] = who
    return len(who)


def test_coverage_counts_a_link_as_far_as_a_member_who_believes_in_it_is_at_ease_there() -> None:
    made = world(3, domains=4)
    made.truth[at.LINKS, 0] = 0b0111
    made.profiles[:3, at.COMFORT] = ((0.5, 0.9, 0.0, 1.0), (0.6, 0.2, 0.0, 0.0), (1.0, 1.0, 1.0, 1.0))
    believe(made, 0, 0, 3)
    believe(made, 1, 0, 1)
    count = members(made, 0, 1)
    assert plain().team_action.coverage(made, 0, count) == pytest.approx((0.6 + 0.2 + 0.0) / 3)


def test_coordination_is_mutual_trust_times_alignment() -> None:
    made = world(3, domains=2)
    made.profiles[:, at.PRIORITIES] = ((0.6, 0.4), (0.5, 0.5), (0.6, 0.4))
    tie(made, 0, 1, trust=0.8)
    by_hand = (0.8 * 0.9 + 0.5) / 2
    assert plain().team_action.coordination_of(made, members(made, 0, 1, 2)) == pytest.approx(by_hand)
    assert plain().team_action.coordination_of(made, members(made, 0)) == 1.0


COSTS = {
    "action_cost": 10_000.0,
    "grant_rate": 0.5,
    "hour_value": 20.0,
    "in_kind_hours": 10.0,
    "match_rate": 3.0,
    "co_producers": 3.0,
    "own_field": 1.5,
}


def rich(made: World) -> World:
    """Two members with means of every sort, of the first's own field only; a full purse."""
    made.actors[:2, at.ORDINARY_LEFT] = 1000.0
    made.actors[:2, at.EARMARKED_LEFT] = 400.0
    made.actors[:2, at.IN_KIND_LEFT] = 15.0
    made.actors[:, at.FIELD] = (0.0, 1.0, 2.0)
    made.profiles[0, at.MANDATE] = (1.0, 0.0, 0.0)
    made.profiles[1, at.MANDATE] = (0.0, 1.0, 0.0)
    made.accounts[at.PURSE] = 1e6
    return made


def test_an_action_is_paid_by_its_members_by_what_they_bring_and_by_a_grant() -> None:
    made = rich(world(3))
    share = plain().team_action.unlock_resources(made, numbers(**COSTS), 0, members(made, 0, 1))
    ordinary, earmarked, in_kind, grant = 1000.0, 800.0, 2 * 10 * 20.0, 5000.0
    assert share == pytest.approx((ordinary + earmarked + in_kind + grant) / 10_000.0)
    assert made.actors[:2, at.ORDINARY_LEFT].tolist() == [0.0, 1000.0]
    assert made.actors[:2, at.EARMARKED_LEFT].tolist() == [0.0, 0.0]
    assert made.actors[:2, at.IN_KIND_LEFT].tolist() == [5.0, 5.0]
    assert made.accounts[[at.PURSE, at.MONEY]].tolist() == [1e6 - grant, grant]


def test_pooled_ordinary_means_may_be_spent_outside_their_owners_field() -> None:
    made = rich(world(3))
    made.levels[POOL_ORDINARY] = 0.25
    plain().team_action.unlock_resources(made, numbers(**COSTS), 0, members(made, 0, 1))
    assert made.actors[1, at.ORDINARY_LEFT] == 750.0


def test_contributions_are_matched() -> None:
    made = rich(world(3))
    made.levels[MATCH_CONTRIBUTIONS] = 0.5
    share = plain().team_action.unlock_resources(made, numbers(**COSTS), 0, members(made, 0, 1))
    assert share == pytest.approx((1000 + 800 + 400 + 0.5 * 3 * 400 + 5000) / 10_000)


@pytest.mark.parametrize(("who", "eligible"), [((0, 1), 0.25), ((0, 1, 2), 1.0)])
def test_conditioned_money_is_for_plans_of_enough_fields(who: tuple[int, ...], eligible: float) -> None:
    made = rich(world(3))
    made.actors[:, at.EARMARKED_LEFT] = 0.0
    made.levels[CONDITION_FUNDS] = 0.75
    plain().team_action.unlock_resources(made, numbers(**COSTS), 0, members(made, *who))
    assert made.accounts[at.MONEY] == pytest.approx(eligible * 5000.0)


def test_an_empty_purse_pays_what_it_has_and_no_more() -> None:
    made = rich(world(3))
    made.accounts[at.PURSE] = 120.0
    plain().team_action.unlock_resources(made, numbers(**COSTS), 0, members(made, 0, 1))
    assert made.accounts[[at.PURSE, at.MONEY]].tolist() == [0.0, 120.0]


def test_nobody_pays_more_than_the_action_costs() -> None:
    made = rich(world(3))
    made.actors[:, at.ORDINARY_LEFT] = 1e6
    made.levels[[MATCH_CONTRIBUTIONS, POOL_ORDINARY]] = 1.0
    share = plain().team_action.unlock_resources(made, numbers(**COSTS), 0, members(made, 0, 1))
    assert share == 1.0
    assert made.actors[:2, at.ORDINARY_LEFT].tolist() == [995_000.0, 995_000.0]
    assert made.accounts[at.MONEY] == 0.0


@pytest.mark.parametrize(
    ("surprise", "felt"), [(0.6, 0.4 + 0.15 * 0.6 * 0.6), (-0.5, 0.4 - 0.15 * 0.5 * 0.4)]
)
def test_motivation_moves_by_surprise_in_proportion_to_its_room(surprise: float, felt: float) -> None:
    made = world(1)
    made.actors[0, at.MOTIVATION] = 0.4
    plain().team_action.feel(made, numbers(motivation_surprise=0.15), 0, surprise)
    assert made.actors[0, at.MOTIVATION] == pytest.approx(felt)


SURE = {
    "weight_coverage": 0.0,
    "weight_coordination": 0.0,
    "weight_resources": 0.0,
    "action_hours": 8.0,
    "action_impact": 1.0,
    "correction": 0.0,
}


def act(
    made: World, who: tuple[int, ...], obliged: int = 0, ceiling: float = 1.0, **overrides: float
) -> None:
    """These actors act on need 0; sure to succeed, or, with no ceiling, to fail."""
    p = numbers(**{**SURE, "success_ceiling": ceiling, **overrides})
    plain().team_action.act(made, p, KEY, 5, 5, 0, 0, members(made, *who), np.uint64(obliged))


def test_a_success_relieves_the_need_and_binds_its_members() -> None:
    made = world(4)
    made.needs[at.LEVEL] = 0.8
    made.actors[:, [at.IDENTIFICATION, at.MOTIVATION]] = 0.5
    made.actors[:2, at.PROXIMITY] = 0.3
    act(made, (0, 1), identification_action=0.08)
    assert made.needs[at.LEVEL] == pytest.approx([0.8 * (1 - 1 / 4), 0.8, 0.8])
    assert plain().ties.trust(made, 0, 0) == pytest.approx(2 / 3)
    assert made.actors[:2, at.IDENTIFICATION] == pytest.approx([0.54, 0.54])
    assert made.actors[:2, at.HOURS_USED].tolist() == [8.0, 8.0]
    assert made.marks[:, at.JOINT].tolist() == [1, 1, 0, 0]
    assert made.web[:2, at.CONTACT, 0].tolist() == [1, 1]
    assert made.territory[[at.JOINT_ACTIONS, at.SUCCEEDED]].tolist() == [1.0, 1.0]
    assert made.territory[LED_BY_PROXIMITY] == 0.3
    assert made.truth[at.ACTED].tolist() == [1, 0, 0]


def test_a_failure_does_the_reverse() -> None:
    made = world(4)
    made.needs[at.LEVEL] = 0.8
    made.actors[:, [at.IDENTIFICATION, at.MOTIVATION]] = 0.5
    made.profiles[:, at.COMFORT] = 1.0
    act(made, (0, 1), ceiling=0.0)
    assert made.needs[at.LEVEL].tolist() == [0.8] * 3
    assert plain().ties.trust(made, 0, 0) == pytest.approx(1 / 3)
    assert (made.actors[:2, at.IDENTIFICATION] < 0.5).all()
    assert made.territory[[at.JOINT_ACTIONS, at.SUCCEEDED]].tolist() == [1.0, 0.0]


def test_acting_alone_is_possible_and_no_joint_action() -> None:
    made = world(4)
    act(made, (2,))
    assert made.territory[[at.SOLO_ACTIONS, at.JOINT_ACTIONS, at.SUCCEEDED]].tolist() == [1.0, 0.0, 1.0]
    assert not made.marks[:, [at.JOINT, at.OBLIGED]].any()
    assert not made.truth[at.ACTED].any()


def test_what_a_condition_obliged_is_kept_apart() -> None:
    made = world(4)
    act(made, (0, 1, 2), obliged=0b100)
    assert made.marks[:, at.JOINT].tolist() == [1, 1, 0, 0]
    assert made.marks[:, at.OBLIGED].tolist() == [0, 0, 1, 0]
    assert made.web[2, at.CONTACT].any() == np.False_
    assert made.web[0, at.CONTACT].sum() == 1
    assert made.territory[[at.JOINT_ACTIONS, at.OBLIGED_ACTIONS]].tolist() == [1.0, 0.0]


def test_with_nobody_free_beside_the_initiator_it_is_an_obliged_action() -> None:
    made = world(4)
    act(made, (0, 1), obliged=0b10)
    assert made.territory[[at.JOINT_ACTIONS, at.OBLIGED_ACTIONS]].tolist() == [0.0, 1.0]
    assert not made.marks[:, at.JOINT].any()
    assert not made.web[:, at.CONTACT].any()
    assert not made.truth[at.ACTED].any()


def test_an_action_outside_ones_concern_is_evidence_and_one_within_is_none() -> None:
    made = world(3)
    made.profiles[0, at.MANDATE] = (1.0, 0.0, 0.0)
    made.profiles[1, at.MANDATE] = (0.0, 1.0, 0.0)
    act(made, (0, 1))
    assert made.marks[:, at.OUTSIDE].tolist() == [0, 1, 0]


def test_two_fields_that_work_together_first_are_an_innovation_once() -> None:
    made = world(3)
    made.actors[:, at.FIELD] = (0.0, 1.0, 1.0)
    act(made, (0, 1, 2))
    assert made.territory[at.INNOVATION] == 1.0
    act(made, (1, 0))
    assert made.territory[at.INNOVATION] == 1.0


def test_public_power_with_those_close_to_residents_is_complementarity() -> None:
    made = world(3)
    made.actors[:, at.PUBLIC_POWER] = (0.9, 0.0, 0.0)
    made.actors[:, at.PROXIMITY] = (0.0, 0.2, 0.8)
    act(made, (0, 1))
    assert made.territory[COMPLEMENTARY] == 0.0
    act(made, (0, 2))
    assert made.territory[COMPLEMENTARY] == 1.0


def test_success_is_seen_by_the_initiators_other_alters_better_under_regulation() -> None:
    made = world(4)
    tie(made, 0, 2)
    tie(made, 1, 3)
    made.actors[:, at.MOTIVATION] = 0.5
    made.levels[REGULATE] = 0.5
    made.actors[:2, at.ASPIRATION] = (0.9, 0.3)
    act(made, (0, 1), visibility=0.1, regulated_visibility=0.5, motivation_surprise=0.15)
    seen = 0.1 + 0.5 * (0.5 - 0.1)
    expected = 0.9  # by the initiator
    assert made.actors[2, at.MOTIVATION] == pytest.approx(0.5 + 0.15 * seen * (1 - expected) * 0.5)
    assert made.actors[3, at.MOTIVATION] == 0.5


def test_an_outcome_corrects_beliefs() -> None:
    made = world(2)
    made.truth[at.LINKS, 0] = 0b011
    believe(made, 0, 0, 2)
    for _ in range(2):
        act(made, (0,), correction=1.0)
    assert int(made.marks[0, at.BELIEFS]) == 0b011


@pytest.mark.parametrize(("ceiling", "outcome"), [(1.0, 1.0), (0.0, 0.0)])
def test_each_member_feels_the_outcome_less_what_it_had_come_to_expect(
    ceiling: float, outcome: float
) -> None:
    made = world(3)
    made.actors[:, at.MOTIVATION] = 0.5
    made.actors[:, at.ASPIRATION] = (0.2, 0.7, 0.4)
    made.profiles[:, at.COMFORT] = 1.0
    act(made, (0, 1), ceiling=ceiling, motivation_surprise=0.2, aspiration_rate=0.25, visibility=0.0)
    surprise = outcome - np.array([0.2, 0.7])
    assert made.actors[:2, at.MOTIVATION] == pytest.approx(0.5 + 0.2 * surprise * 0.5)
    assert made.actors[:, at.ASPIRATION] == pytest.approx(
        [0.2 + 0.25 * surprise[0], 0.7 + 0.25 * surprise[1], 0.4]
    )


def test_who_always_succeeds_expects_it_in_the_end_and_feels_no_more() -> None:
    made = world(1)
    made.actors[:, at.ASPIRATION] = 0.5
    for _ in range(100):
        act(made, (0,), aspiration_rate=0.2)
    assert made.actors[0, at.ASPIRATION] == pytest.approx(1.0)
    before = made.actors[0, at.MOTIVATION]
    act(made, (0,), aspiration_rate=0.2)
    assert made.actors[0, at.MOTIVATION] == pytest.approx(before, abs=1e-9)


def test_where_motivation_does_not_move_nor_does_what_is_expected() -> None:
    made = world(1)
    made.actors[:, at.ASPIRATION] = 0.5
    act(made, (0,), motivation_change=0.0)
    assert made.actors[0, at.ASPIRATION] == 0.5


def test_tired_members_succeed_less() -> None:
    made = world(2)
    made.actors[:, at.FATIGUE] = 0.9
    successes = 0
    for slot in range(60):
        p = numbers(**SURE, success_ceiling=1.0)
        plain().team_action.act(made, p, KEY, slot, slot, 0, 0, members(made, 0), np.uint64(0))
        successes = int(made.territory[at.SUCCEEDED])
    assert 0 < successes < 18
