"""Who proposes what, who is asked and accepts, how long the decision takes."""

import numpy as np
import pytest

from simul_agir.model import fields as at
from simul_agir.model.events import DELAYED, REFUSED
from simul_agir.model.instruments import CONDITION_FUNDS, MATCH_CONTRIBUTIONS, REGULATE
from simul_agir.model.state import World
from territories import PRIOR, believe, numbers, plain, tie, world

KEY = (1, 0)


def test_willingness_is_the_mean_of_trust_motivation_identification_and_fit_less_fatigue() -> None:
    made = world(2, domains=4)
    tie(made, 0, 1, trust=0.8)
    believe(made, 0, 0, 1, 2)
    made.competence_mask[1] = 0b1010
    made.actors[1, [at.MOTIVATION, at.IDENTIFICATION, at.FATIGUE]] = (0.6, 0.4, 0.25)
    will = 0.25 * (0.8 + 0.6 + 0.4 + 1 / 3)
    assert plain().proposals.willingness(made, numbers(), 0, 1, 0, at.PLAIN, False) == pytest.approx(
        will * 0.75
    )


def test_the_prospect_of_money_draws_those_who_depend_on_grants() -> None:
    made = world(2)
    made.actors[1, [at.MOTIVATION, at.IDENTIFICATION, at.GRANT_DEPENDENCE]] = (0.5, 0.5, 0.8)
    p, plainly = numbers(grant_pull=0.3), 0.25 * (PRIOR + 0.5 + 0.5 + 0.0)
    assert plain().proposals.willingness(made, p, 0, 1, 0, at.PLAIN, True) == pytest.approx(plainly)
    made.accounts[at.PURSE] = 1.0
    drawn = plainly + (1 - plainly) * 0.3 * 0.8
    assert plain().proposals.willingness(made, p, 0, 1, 0, at.PLAIN, True) == pytest.approx(drawn)
    assert plain().proposals.willingness(made, p, 0, 1, 0, at.PLAIN, False) == pytest.approx(plainly)


@pytest.mark.parametrize(("column", "value"), [(at.HOURS_LEFT, 1.0), (at.AWAKE, 0.0), (at.ENGAGED, 0.0)])
def test_who_has_no_hours_sleeps_or_takes_no_part_will_not(column: int, value: float) -> None:
    made = world(2)
    made.actors[1, at.MOTIVATION] = 1.0
    p = numbers(own_field=8.0)
    assert plain().proposals.willingness(made, p, 0, 1, 0, at.PLAIN, False) > 0
    made.actors[1, column] = value
    assert plain().proposals.willingness(made, p, 0, 1, 0, at.PLAIN, False) == 0.0


def test_who_never_joins_such_a_plan_refuses_to_co_produce() -> None:
    made = world(2)
    made.actors[1, [at.MOTIVATION, at.RELUCTANCE]] = (1.0, 0.7)
    for ceiling, joins in ((0.64, False), (0.75, True)):
        p = numbers(join_ceiling=ceiling)
        assert (plain().proposals.willingness(made, p, 0, 1, 0, at.CONDITIONAL, True) > 0) == joins
        assert plain().proposals.willingness(made, p, 0, 1, 0, at.CONDITIONAL, False) > 0


def test_a_small_action_asks_for_few_hours() -> None:
    made, p = world(2), numbers(micro_scale=0.05, action_hours=8.0)
    made.actors[1, [at.MOTIVATION, at.HOURS_LEFT]] = (1.0, 0.5)
    assert plain().proposals.willingness(made, p, 0, 1, 0, at.PLAIN, False) == 0.0
    assert plain().proposals.willingness(made, p, 0, 1, 0, at.MICRO_ACTION, False) > 0.0


def test_those_close_to_residents_propose_small_actions_the_more_the_lower_their_voice() -> None:
    made, p = world(2), numbers()
    made.actors[:2, at.PROXIMITY] = (0.5, 0.4)
    made.actors[:2, at.VOICE] = 0.3
    sorts = [[plain().proposals._sort_of(made, p, i, word) for word in range(800)] for i in range(2)]
    assert np.mean(sorts[0]) / at.MICRO_ACTION == pytest.approx(0.7, abs=0.05)
    assert set(sorts[1]) == {at.PLAIN}
    off = numbers(micro_actions=0.0)
    assert plain().proposals._sort_of(made, off, 0, 0) == at.PLAIN
    made.levels[CONDITION_FUNDS] = 1.0
    assert plain().proposals._sort_of(made, p, 1, 0) == at.CONDITIONAL


def test_a_match_pulls_those_of_a_low_voice_to_propose() -> None:
    made, p = world(3), numbers(match_pull=1.2)
    made.actors[:, at.MOTIVATION] = 0.5
    made.actors[:, at.FIRST_VOICE] = (0.0, 0.25, 1.0)
    made.levels[MATCH_CONTRIBUTIONS] = 0.5
    total = plain().proposals._drive(made, p, KEY, 0, 0.0)
    drive = made.scratch[plain().randomness.WEIGHTS][:3].tolist()
    assert drive == pytest.approx([0.5 * 1.1, 0.5 * 1.075, 0.5])
    assert total == sum(drive)


def test_each_who_must_agree_may_delay_the_more_the_less_it_trusts() -> None:
    made = world(3)
    tie(made, 0, 1, trust=0.8)
    made.team[:3] = (0, 1, 2)
    p = numbers(delay=0.5, facilitated_delay=0.4)
    assert plain().proposals.prompt_chance(made, p, 3) == pytest.approx(
        (1 - 0.5 * 0.2) * (1 - 0.5 * (1 - PRIOR))
    )
    made.levels[REGULATE] = 0.5
    eased = 1 - 0.6 * 0.5
    by_hand = (1 - 0.5 * eased * 0.2) * (1 - 0.5 * eased * (1 - PRIOR))
    assert plain().proposals.prompt_chance(made, p, 3) == pytest.approx(by_hand)
    made.bitsets[2, at.FACILITATED] = 1
    by_hand = (1 - 0.5 * 0.4 * 0.2) * (1 - 0.5 * 0.4 * (1 - PRIOR))
    assert plain().proposals.prompt_chance(made, p, 3) == pytest.approx(by_hand)


def gathering(made: World, word: int = 0, **overrides: float) -> tuple[list[int], int]:
    """Members of an action of actor 0 on need 0, and the set of those obliged."""
    sort = at.CONDITIONAL if made.levels[CONDITION_FUNDS] else at.PLAIN
    count, obliged = plain().proposals._gather(made, numbers(**overrides), 5, 0, 0, sort, word)
    return made.team[:count].tolist(), int(obliged)


def willing(made: World, *who: int) -> World:
    """These alters of actor 0 are sure to accept."""
    made.actors[list(who), at.MOTIVATION] = 1.0
    made.actors[list(who), at.IDENTIFICATION] = 1.0
    for j in who:
        tie(made, 0, j, trust=0.99, weight=1e6)
        made.tie_weights[0, plain().ties.place(made, 0, j)] = 0.5
    return made


def test_those_are_asked_who_bring_what_is_missing() -> None:
    made = willing(world(4), 1, 2, 3)
    believe(made, 0, 0, 1, 2)
    made.competence_mask[:] = (0b001, 0b001, 0b110, 0b010)
    found = {tuple(gathering(made, slot)[0]) for slot in range(30)}
    assert (0, 2) in found
    assert found <= {(0,), (0, 2), (0, 3)}


def test_one_who_misses_nothing_acts_alone() -> None:
    made = willing(world(3), 1, 2)
    made.competence_mask[:] = 0b111
    assert gathering(made) == ([0], 0)


def test_no_team_is_larger_than_its_limit() -> None:
    made = willing(world(8, domains=8), *range(1, 8))
    believe(made, 0, 0, *range(1, 8))
    made.competence_mask[:] = [1 << k for k in range(8)]
    sizes = {len(gathering(made, slot, team_size=3.0)[0]) for slot in range(30)}
    assert max(sizes) == 3


def test_a_condition_brings_in_other_fields_and_they_are_told_apart() -> None:
    made = willing(world(3), 1, 2)
    made.accounts[at.PURSE] = 1.0
    made.actors[:, at.GRANT_DEPENDENCE] = 1.0
    made.actors[:, at.FIELD] = (0.0, 1.0, 2.0)
    made.competence_mask[:] = 0b001
    made.levels[CONDITION_FUNDS] = 1.0
    found = {tuple(members): obliged for members, obliged in (gathering(made, slot) for slot in range(30))}
    assert {members: obliged for members, obliged in found.items() if len(members) == 3}
    for members, obliged in found.items():
        assert obliged == (1 << len(members)) - 2


def test_refusals_are_noted_and_nobody_is_asked_twice() -> None:
    made = world(4)
    for j in (1, 2, 3):
        tie(made, 0, j)
        made.tie_weights[0, plain().ties.place(made, 0, j)] = 0.5
    made.actors[1:, at.HOURS_LEFT] = 0.0
    believe(made, 0, 0, 1)
    made.competence_mask[1:] = 0b010
    assert gathering(made) == ([0], 0)
    noted = made.events[: int(made.territory[at.EVENTS])]
    assert noted[:, 1].tolist() == [REFUSED] * 3
    assert sorted(noted[:, 3]) == [1, 2, 3]


def test_planned_partners_are_asked_first_as_far_as_the_plan_is_clear() -> None:
    made = willing(world(4), 1)
    made.actors[3, [at.MOTIVATION, at.IDENTIFICATION]] = 1.0
    believe(made, 0, 0, 1)
    made.competence_mask[:] = (0b001, 0b010, 0b000, 0b010)
    made.axes[0], made.plan[0, 0] = 1.0, 3
    made.levels[at.CLARITY] = 1.0
    asked = [gathering(made, slot)[0][1:] for slot in range(30)]
    assert [3] in asked
    assert asked.count([3]) > 15


def test_a_need_is_chosen_among_the_axes_as_far_as_they_are_clear() -> None:
    made = world(1)
    made.needs[at.LEVEL] = (1.0, 0.0, 0.0)
    made.axes[:] = (0.0, 1.0, 3.0)
    made.levels[at.CLARITY] = 0.4
    p = numbers()
    choose = plain().proposals._chosen_need
    assert [choose(made, p, 0, 0.39, which, 0.5) for which in (0.2, 0.3)] == [1, 2]
    assert choose(made, p, 0, 0.41, 0.2, 0.5) == 0


def decided(made: World, month: int = 5, **overrides: float) -> None:
    made.team[:2] = (0, 1)
    plain().proposals._decide(
        made, numbers(**{"calls": 0.0, **overrides}), KEY, month, 0, 0, 2, np.uint64(0b10), at.PLAIN, 7
    )


def test_a_prompt_decision_is_carried_out_at_once() -> None:
    made = world(3)
    decided(made, delay=0.0)
    assert made.territory[[at.QUEUED, at.OBLIGED_ACTIONS]].tolist() == [0.0, 1.0]
    assert made.bitsets[:2, [at.PROPOSALS, at.PROMPT]].tolist() == [[1, 1], [1, 1]]


def test_a_decided_plan_waits_for_the_next_call() -> None:
    made = world(3)
    decided(made, delay=0.0, calls=1.0)
    assert made.territory[[at.QUEUED, at.APPLICATIONS, at.OBLIGED_ACTIONS]].tolist() == [1.0, 1.0, 0.0]
    assert made.queue[0, [at.WAITS_FOR, at.MEMBERS, at.OBLIGED_MEMBERS]].tolist() == [at.A_CALL, 2, 0b10]
    plain().proposals._take_up_due(made, numbers(), KEY, 6)
    assert made.territory[at.QUEUED] == 1.0


def test_a_delayed_decision_waits_and_is_carried_out_when_it_is_due() -> None:
    made = world(3)
    p = {"calls": 0.0, "delay": 1.0, "delay_months": 1.0, "facilitated_delay": 1.0, "proposal_rate": 0.0}
    made.bitsets[:2, at.FACILITATED] = 0
    tie(made, 0, 1, trust=0.001, weight=1e6)
    decided(made, **p)
    assert made.territory[at.QUEUED] == 1.0
    assert made.bitsets[:2, [at.PROPOSALS, at.PROMPT]].tolist() == [[1, 0], [1, 0]]
    line = made.queue[0]
    assert line[[at.PROPOSED, at.NEED, at.OBLIGED_MEMBERS, at.MEMBERS]].tolist() == [5, 0, 0b10, 2]
    assert int(made.events[0, 1]) == DELAYED
    due = int(line[at.DUE])
    for month in range(6, due + 1):
        assert made.territory[at.OBLIGED_ACTIONS] == 0.0
        plain().proposals.work_on_needs(made, numbers(**p), KEY, month)
    assert made.territory[[at.QUEUED, at.OBLIGED_ACTIONS]].tolist() == [0.0, 1.0]


def test_a_decision_waits_the_longer_the_more_must_agree() -> None:
    made, waits = world(4), []
    made.team[:3] = (0, 1, 2)
    p = numbers(delay=1.0, delay_months=1.5, facilitated_delay=1.0)
    for j in (1, 2):
        tie(made, 0, j, trust=0.001, weight=1e6)
    for word in range(200):
        made.territory[at.QUEUED] = 0.0
        plain().proposals._decide(made, p, KEY, 5, 0, 0, 3, np.uint64(0), at.PLAIN, word)
        waits.append(int(made.queue[0, at.DUE]) - 5)
    assert set(waits) == {1, 2, 3, 4, 5}
    assert np.bincount(waits)[1:5].tolist() == pytest.approx([200 / 4.5] * 4, abs=16)


def test_who_has_no_hours_when_it_is_due_drops_out() -> None:
    made = world(3)
    made.queue[0, [at.DUE, at.PROPOSED, at.NEED, at.MEMBERS, at.OBLIGED_MEMBERS]] = (6, 5, 0, 3, 0b110)
    made.queue[0, at.FIRST_MEMBER : at.FIRST_MEMBER + 3] = (0, 1, 2)
    made.territory[at.QUEUED] = 1.0
    made.actors[1, at.HOURS_LEFT] = 0.0
    plain().proposals._take_up_due(made, numbers(calls=0.0), KEY, 6)
    assert made.actors[:, at.HOURS_USED].tolist() == [8.0, 0.0, 8.0]
    assert made.bitsets[2, at.OBLIGED] == 1


def test_proposals_wait_in_their_order_when_one_before_them_is_carried_out() -> None:
    made = world(4)
    for line, due in enumerate((9, 6, 8)):
        made.queue[line, [at.DUE, at.PROPOSED, at.SLOT, at.MEMBERS]] = (due, 5, line, 2)
        made.queue[line, at.FIRST_MEMBER : at.FIRST_MEMBER + 2] = (0, 1)
    made.territory[at.QUEUED] = 3.0
    plain().proposals._take_up_due(made, numbers(calls=0.0), KEY, 6)
    assert made.territory[at.QUEUED] == 2.0
    assert made.queue[:2, at.SLOT].tolist() == [0, 2]


def test_proposals_are_as_many_as_motivation_and_engagement_make() -> None:
    made = world(10)
    made.actors[:, at.MOTIVATION] = 0.5
    made.actors[5:, at.ENGAGED] = 0.0
    made.actors[:, at.HOURS_LEFT] = 1e6
    p = numbers(proposal_rate=1.0, latent_activity=0.2, delay=0.0, calls=0.0, motivation_change=0.0)
    for month in range(60):
        plain().proposals.work_on_needs(made, p, KEY, month)
    acted = made.territory[at.JOINT_ACTIONS : at.OBLIGED_ACTIONS + 1].sum()
    assert acted / 60 == pytest.approx(5 * 0.5 + 5 * 0.5 * 0.2, rel=0.05)


def test_who_has_no_hours_left_proposes_nothing() -> None:
    made = world(4)
    made.actors[:, at.MOTIVATION] = 1.0
    made.actors[:, at.HOURS_LEFT] = 7.0
    plain().proposals.work_on_needs(made, numbers(action_hours=8.0, calls=0.0), KEY, 0)
    assert made.territory[at.JOINT_ACTIONS : at.OBLIGED_ACTIONS + 1].sum() == 0
