"""What an action takes, how likely it succeeds, what its outcome changes."""

import numpy as np
import pytest

from simul_agir.model import fields as at
from simul_agir.model.instruments import AMPLIFY_VOICE, REGULATE
from simul_agir.model.state import World
from territories import PRIOR, believe, numbers, plain, tie, world

KEY = (1, 0)


def test_success_is_logistic_in_coverage_and_coordination() -> None:
    p = numbers(delivery=0.9, weight_coverage=3.0, weight_coordination=2.0)
    usual = plain().team_action.USUAL
    assert plain().team_action.success_chance(p, usual, usual) == pytest.approx(0.9)
    odds = 9.0 * np.exp(3.0 * 0.2 - 2.0 * 0.1)
    assert plain().team_action.success_chance(p, usual + 0.2, usual - 0.1) == pytest.approx(odds / (1 + odds))


def test_without_weights_all_actions_succeed_alike() -> None:
    p = numbers(delivery=0.85, weight_coverage=0.0, weight_coordination=0.0)
    assert plain().team_action.success_chance(p, 0.0, 1.0) == pytest.approx(0.85)


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
    assert plain().team_action.coverage(made, 0, count, 0b11) == pytest.approx((0.6 + 0.2 + 0.0) / 3)


def test_coverage_leaves_out_who_did_not_do_its_part() -> None:
    made = world(2, domains=2)
    made.truth[at.LINKS, 0] = 0b11
    made.profiles[:2, at.COMFORT] = ((0.5, 0.4), (0.9, 0.8))
    for i in range(2):
        believe(made, i, 0, 1)
    assert plain().team_action.coverage(made, 0, members(made, 0, 1), 0b01) == pytest.approx(0.45)
    assert plain().team_action.coverage(made, 0, members(made, 0, 1), 0b00) == 0.0


def test_coordination_is_mutual_trust_times_alignment() -> None:
    made = world(3, domains=2)
    made.profiles[:, at.PRIORITIES] = ((0.6, 0.4), (0.5, 0.5), (0.6, 0.4))
    tie(made, 0, 1, trust=0.8)
    p, by_hand = numbers(), (0.8 * 0.9 + PRIOR) / 2
    assert plain().team_action.coordination_of(made, p, members(made, 0, 1, 2)) == pytest.approx(by_hand)
    assert plain().team_action.coordination_of(made, p, members(made, 0)) == 1.0


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
    "delivery": 0.95,
    "action_hours": 8.0,
    "action_impact": 1.0,
    "correction": 0.0,
}


def act(
    made: World, who: tuple[int, ...], obliged: int = 0, sort: int = at.PLAIN, **overrides: float
) -> None:
    """These actors act on need 0, with luck that lets most actions succeed; who has no reliability delivers nothing."""
    p = numbers(**{**SURE, **overrides})
    plain().team_action.act(made, p, KEY, 5, 5, 0, 0, members(made, *who), np.uint64(obliged), sort)


def test_a_success_relieves_the_need_and_binds_its_members() -> None:
    made = world(4)
    made.needs[at.LEVEL] = 0.8
    made.actors[:, [at.IDENTIFICATION, at.MOTIVATION, at.ASPIRATION]] = 0.5
    made.actors[:2, at.PROXIMITY] = 0.3
    act(made, (0, 1), doing_gain=0.08, doing_surprise=0.1)
    assert made.needs[at.LEVEL] == pytest.approx([0.8 * (1 - 1 / 4), 0.8, 0.8])
    assert made.ties[0, [at.SUCCESSES, at.FAILURES], 0].tolist() == [1.0, 0.0]
    assert made.actors[:2, at.IDENTIFICATION] == pytest.approx([0.5 + 0.04 + 0.05] * 2)
    assert made.actors[:2, at.HOURS_USED].tolist() == [8.0, 8.0]
    assert made.bitsets[:, at.JOINT].tolist() == [1, 1, 0, 0]
    assert made.tie_index[:2, at.CONTACT, 0].tolist() == [1, 1]
    assert made.territory[[at.JOINT_ACTIONS, at.SUCCEEDED]].tolist() == [1.0, 1.0]
    assert made.territory[at.SUBSIDIARITY] == pytest.approx(0.3)
    assert made.truth[at.ACTED].tolist() == [1, 0, 0]
    assert made.truth[at.WON].tolist() == [1, 0, 0]


def test_where_nobody_does_its_part_the_action_fails() -> None:
    made = world(4)
    made.needs[at.LEVEL] = 0.8
    made.actors[:, [at.IDENTIFICATION, at.MOTIVATION, at.ASPIRATION]] = 0.5
    made.actors[:, at.RELIABILITY] = 0.0
    act(made, (0, 1), doing_gain=0.03, doing_surprise=0.15)
    assert made.needs[at.LEVEL].tolist() == [0.8] * 3
    assert made.ties[0, [at.SUCCESSES, at.FAILURES], 0].tolist() == [0.0, 1.0]
    assert made.actors[:2, at.IDENTIFICATION] == pytest.approx([0.5 + 0.015 - 0.075] * 2)
    assert made.territory[[at.JOINT_ACTIONS, at.SUCCEEDED, at.SUBSIDIARITY]].tolist() == [1.0, 0.0, 0.0]
    assert not made.truth[at.WON].any()


def test_each_records_whether_the_other_did_its_part_and_not_what_came_of_it() -> None:
    made = world(3)
    made.actors[1, at.RELIABILITY] = 0.0
    act(made, (0, 1, 2))
    recorded = {
        (i, int(made.tie_index[i, at.ALTER, a])): made.ties[i, at.SUCCESSES : at.FAILURES + 1, a].tolist()
        for i in range(3)
        for a in range(2)
    }
    for (_, other), evidence in recorded.items():
        assert evidence == ([0.0, 1.0] if other == 1 else [1.0, 0.0])


def test_trust_in_a_partner_settles_where_its_reliability_is() -> None:
    """r + s is 1 / (1 - lambda) = 20 in the long run: (20 rho + n0 pi) / (20 + n0), by the mean of many actions."""
    made, trusts = world(2), []
    made.actors[1, at.RELIABILITY] = 0.6
    p = numbers(**{**SURE, "trust_memory": 0.95, "trust_prior": 0.7, "prior_weight": 2.0})
    for slot in range(3000):
        plain().team_action.act(made, p, KEY, 5, 5, slot, 0, members(made, 0, 1), np.uint64(0), at.PLAIN)
        trusts.append(plain().ties.trust_in(made, p, 0, 1))
    assert np.mean(trusts[300:]) == pytest.approx((20 * 0.6 + 1.4) / 22, abs=0.01)


def test_acting_alone_is_possible_and_no_joint_action() -> None:
    made = world(4)
    act(made, (2,))
    assert made.territory[[at.SOLO_ACTIONS, at.JOINT_ACTIONS, at.SUCCEEDED]].tolist() == [1.0, 0.0, 1.0]
    assert not made.bitsets[:, [at.JOINT, at.OBLIGED]].any()
    assert not made.truth[at.ACTED].any()


def test_what_a_condition_obliged_is_kept_apart() -> None:
    made = world(4)
    act(made, (0, 1, 2), obliged=0b100)
    assert made.bitsets[:, at.JOINT].tolist() == [1, 1, 0, 0]
    assert made.bitsets[:, at.OBLIGED].tolist() == [0, 0, 1, 0]
    assert made.tie_index[2, at.CONTACT].any() == np.False_
    assert made.tie_index[0, at.CONTACT].sum() == 1
    assert made.territory[[at.JOINT_ACTIONS, at.OBLIGED_ACTIONS]].tolist() == [1.0, 0.0]


def test_with_nobody_free_beside_the_initiator_it_is_an_obliged_action() -> None:
    made = world(4)
    act(made, (0, 1), obliged=0b10)
    assert made.territory[[at.JOINT_ACTIONS, at.OBLIGED_ACTIONS]].tolist() == [0.0, 1.0]
    assert not made.bitsets[:, at.JOINT].any()
    assert not made.tie_index[:, at.CONTACT].any()
    assert not made.truth[at.ACTED].any()


def test_an_action_outside_ones_concern_is_evidence_and_one_within_is_none() -> None:
    made = world(3)
    made.profiles[0, at.MANDATE] = (1.0, 0.0, 0.0)
    made.profiles[1, at.MANDATE] = (0.0, 1.0, 0.0)
    act(made, (0, 1))
    assert made.bitsets[:, at.OUTSIDE].tolist() == [0, 1, 0]


def test_two_fields_that_work_together_first_are_an_innovation_once() -> None:
    made = world(3)
    made.actors[:, at.FIELD] = (0.0, 1.0, 1.0)
    act(made, (0, 1, 2))
    assert made.territory[at.INNOVATION] == 1.0
    act(made, (1, 0))
    assert made.territory[at.INNOVATION] == 1.0


def test_actions_of_three_fields_are_counted() -> None:
    made = world(3)
    made.actors[:, at.FIELD] = (0.0, 1.0, 2.0)
    act(made, (0, 1))
    act(made, (0, 1, 2))
    assert made.territory[at.THREE_FIELDS] == 1.0


def test_a_small_action_costs_moves_and_relieves_a_share_and_is_no_deed_of_full_size() -> None:
    made = world(4)
    made.needs[at.LEVEL] = 0.8
    made.actors[:, [at.IDENTIFICATION, at.ASPIRATION]] = 0.5
    small = {"micro_scale": 0.05, "doing_gain": 0.08, "doing_surprise": 0.1, "aspiration_rate": 0.2}
    act(made, (0, 1), sort=at.MICRO_ACTION, **small)
    assert made.actors[:2, at.HOURS_USED] == pytest.approx([0.4, 0.4])
    assert made.needs[at.LEVEL, 0] == pytest.approx(0.8 * (1 - 0.05 / 4))
    assert made.actors[:2, at.IDENTIFICATION] == pytest.approx([0.5 + 0.05 * (0.04 + 0.05)] * 2)
    assert made.actors[:2, at.ASPIRATION] == pytest.approx([0.5 + 0.2 * 0.05 * 0.5] * 2)
    assert made.ties[0, at.SUCCESSES, 0] == pytest.approx(0.05)
    assert made.tie_index[:2, at.CONTACT, 0].tolist() == [1, 1]
    assert not made.bitsets[:, [at.JOINT, at.OBLIGED, at.OUTSIDE]].any()
    assert not made.truth[[at.ACTED, at.WON]].any()


def test_actions_raise_the_voice_of_who_has_one_twice_as_much_of_who_leads() -> None:
    made = world(3)
    made.actors[:, at.VOICE] = made.actors[:, at.FIRST_VOICE] = (0.2, 0.4, 0.0)
    act(made, (0, 1, 2), voice_gain=0.03)
    assert made.actors[:3, at.VOICE] == pytest.approx([0.2 + 0.06 * 0.8, 0.4 + 0.03 * 0.6, 0.0])
    act(made, (0, 1, 2), moving_voice=0.0)
    assert made.actors[0, at.VOICE] == pytest.approx(0.2 + 0.06 * 0.8)


def test_support_bears_the_hours_that_an_action_asks_of_low_voices() -> None:
    made = world(2)
    made.actors[0, at.VOICE] = 0.25
    made.levels[AMPLIFY_VOICE] = 0.4
    act(made, (0, 1))
    assert made.actors[:2, at.HOURS_USED] == pytest.approx([8.0 * 0.7, 8.0])


def test_working_outside_ones_field_widens_comfort_there_toward_the_best_expert() -> None:
    made = world(3)
    made.profiles[0, at.MANDATE] = (1.0, 0.0, 0.0)
    made.profiles[1:3, at.MANDATE] = (0.0, 1.0, 0.0)
    made.profiles[:3, at.EXPERTISE, 0] = (0.8, 0.2, 0.1)
    made.profiles[:3, at.COMFORT, 0] = (0.8, 0.3, 0.9)
    act(made, (0, 1, 2), field_gain=0.1, comfort_gain=0.0)
    assert made.profiles[:3, at.COMFORT, 0] == pytest.approx([0.8, 0.3 + 0.1 * 0.5, 0.9])
    act(made, (0, 1), field_practice=0.0, comfort_gain=0.0)
    assert made.profiles[1, at.COMFORT, 0] == pytest.approx(0.35)


def test_a_success_does_more_within_six_months_of_one_on_a_linked_need() -> None:
    made = world(4)
    made.truth[at.LINKS, 0] = 0b011
    made.needs[at.LEVEL] = 0.8
    for ago, more in ((0, 1.5), (5, 1.5), (6, 1.0)):
        made.needs[at.LEVEL, 0] = 0.8
        made.truth[at.WON] = (0, 1 << ago, 0)
        act(made, (0, 1), synergy_gain=0.5)
        assert made.needs[at.LEVEL, 0] == pytest.approx(0.8 * (1 - more / 4))
    made.needs[at.LEVEL, 0] = 0.8
    made.truth[at.WON] = (1, 0, 1)
    act(made, (0, 1), synergy_gain=0.5)
    assert made.needs[at.LEVEL, 0] == pytest.approx(0.8 * (1 - 1 / 4))


def test_conditional_money_crowds_motivation_out() -> None:
    made = world(3)
    made.actors[:, at.MOTIVATION] = 0.5
    act(made, (0, 1), sort=at.CONDITIONAL, crowding_out=0.04, motivation_surprise=0.0)
    assert made.actors[:3, at.MOTIVATION] == pytest.approx([0.48, 0.48, 0.5])


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
    assert int(made.bitsets[0, at.BELIEFS]) == 0b011


@pytest.mark.parametrize(("reliability", "outcome"), [(1.0, 1.0), (0.0, 0.0)])
def test_each_member_feels_the_outcome_less_what_it_had_come_to_expect(
    reliability: float, outcome: float
) -> None:
    made = world(3)
    made.actors[:, at.MOTIVATION] = 0.5
    made.actors[:, at.RELIABILITY] = reliability
    made.actors[:, at.ASPIRATION] = (0.2, 0.7, 0.4)
    act(made, (0, 1), motivation_surprise=0.2, aspiration_rate=0.25, visibility=0.0)
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


def test_tired_members_deliver_less() -> None:
    made = world(1)
    made.actors[0, [at.RELIABILITY, at.FATIGUE]] = (0.8, 0.75)
    delivered = 0
    for slot in range(2000):
        delivered += int(plain().team_action._who_delivers(made, KEY, 5, slot, members(made, 0)))
    assert delivered / 2000 == pytest.approx(0.8 * 0.25, abs=0.03)
