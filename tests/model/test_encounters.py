"""Who seeks whom, and what each takes away from an encounter."""

import numpy as np
import pytest

from simul_agir.model import fields as at
from simul_agir.model.events import FRICTION, INTRODUCED, MEDIATED, MET, MET_CONVENED, REFUSED
from simul_agir.model.state import World
from territories import PRIOR, believe, numbers, plain, tie, world

KEY = (3, 0)
SURE = {"misunderstanding": 0.0, "meeting_record": 0.3, "brokerage": 0.0}


def encounter(made: World, convened: bool = False, mediation: float = 0.0, **overrides: float) -> None:
    """Actors 0 and 1 meet about need 0."""
    p = numbers(**{**SURE, **overrides})
    if convened:
        plain().encounters.convened_encounter(made, p, KEY, 5, 0, 0, 1, 0, mediation)
    else:
        plain().encounters.encounter(made, p, 5, 123, 0, 1, 0)


def events(made: World) -> list[int]:
    """What was noted, in order."""
    return [int(line[1]) for line in made.events[: int(made.territory[at.EVENTS])]]


def test_the_distance_of_priorities_is_half_the_sum_of_their_differences() -> None:
    made = world(2)
    made.profiles[:2, at.PRIORITIES] = ((0.5, 0.5, 0.0), (0.2, 0.5, 0.3))
    assert plain().encounters.priority_distance(made, 0, 1) == pytest.approx(0.3)


def test_each_moves_a_share_of_the_way_to_the_other_as_far_as_it_is_open() -> None:
    made = world(2, domains=2)
    made.profiles[:, at.PRIORITIES] = ((1.0, 0.0), (0.0, 1.0))
    made.actors[:, at.OPENNESS] = (1.0, 0.5)
    plain().encounters.approach(made, 0.2, 0, 1)
    assert made.profiles[0, at.PRIORITIES] == pytest.approx([0.8, 0.2])
    assert made.profiles[1, at.PRIORITIES] == pytest.approx([0.1, 0.9])


def test_two_wholly_open_keep_their_mean() -> None:
    made = world(2)
    made.profiles[:, at.PRIORITIES] = ((0.7, 0.2, 0.1), (0.1, 0.1, 0.8))
    mean = made.profiles[:, at.PRIORITIES].mean(axis=0)
    plain().encounters.approach(made, 0.37, 0, 1)
    assert made.profiles[:, at.PRIORITIES].mean(axis=0) == pytest.approx(mean, abs=1e-15)


def test_one_who_is_closed_does_not_move() -> None:
    made = world(2, domains=2)
    made.profiles[:, at.PRIORITIES] = ((1.0, 0.0), (0.0, 1.0))
    made.actors[:, at.OPENNESS] = (0.0, 1.0)
    plain().encounters.approach(made, 0.5, 0, 1)
    assert made.profiles[:, at.PRIORITIES].tolist() == [[1.0, 0.0], [0.5, 0.5]]


def test_tolerance_widens_with_skill_and_breadth() -> None:
    made = world(2)
    made.actors[:2, at.SKILL] = (0.2, 0.6)
    made.actors[:2, at.COMFORT_RATIO] = (1.0, 1.5)
    p = numbers(tolerance=0.3, tolerance_skill=0.5, tolerance_comfort=0.2)
    by_hand = 0.3 * (1 + 0.5 * 0.4 + 0.2 * 0.25)
    assert plain().encounters._tolerance(made, p, 0, 1) == pytest.approx(by_hand)


def test_familiarity_is_the_share_of_the_others_expertise_within_ones_comfort() -> None:
    made = world(2, domains=2)
    made.profiles[0, at.COMFORT] = (0.5, 0.2)
    made.profiles[1, at.EXPERTISE] = (0.4, 0.6)
    made.actors[1, at.EXPERTISE_BREADTH] = 1.0
    assert plain().partner_choice.familiarity(made, 0, 1) == pytest.approx(0.6)
    assert plain().partner_choice.familiarity(made, 1, 0) == 1.0


def test_a_topic_is_drawn_by_priorities_and_needs_or_in_latency_by_the_mandate() -> None:
    made = world(1)
    made.needs[at.LEVEL] = (0.5, 0.25, 0.0)
    made.profiles[0, at.PRIORITIES] = (0.2, 0.4, 0.4)
    made.profiles[0, at.MANDATE] = (0.0, 0.5, 0.5)
    grid = (np.arange(1000) + 0.5) / 1000
    topics = [plain().partner_choice.topic(made, 0, draw) for draw in grid]
    assert np.bincount(topics, minlength=3).tolist() == [500, 500, 0]
    made.actors[0, at.ENGAGED] = 0.0
    assert {plain().partner_choice.topic(made, 0, draw) for draw in grid} == {1}


def test_where_nothing_is_needed_any_topic_will_do() -> None:
    made = world(1)
    assert [plain().partner_choice.topic(made, 0, draw) for draw in (0.1, 0.5, 0.9)] == [0, 1, 2]


def test_in_agreement_priorities_approach_trust_grows_and_the_tie_is_made() -> None:
    made = world(2, domains=2)
    made.profiles[:, at.PRIORITIES] = ((0.6, 0.4), (0.4, 0.6))
    made.actors[:, at.IDENTIFICATION] = 0.5
    encounter(made, convergence=0.25, new_tie=0.1, tie_gain=0.15, identification_meeting=0.03)
    assert made.profiles[0, at.PRIORITIES] == pytest.approx([0.55, 0.45])
    assert made.ties[0, [at.SUCCESSES, at.FAILURES], 0].tolist() == [0.3, 0.0]
    assert made.ties[0, at.STRENGTH, 0] == pytest.approx(0.1 + 0.15 * 0.9)
    by_hand = 0.5 + 0.03 * 0.5 * (1 - 0.75 * 0.1)  # of a tie that has just been made
    assert made.actors[:2, at.IDENTIFICATION] == pytest.approx([by_hand, by_hand])
    assert made.territory[at.ENCOUNTERED] == 1.0
    assert events(made) == [MET]


def test_beyond_tolerance_there_is_friction_and_nothing_is_learnt() -> None:
    made = world(2, domains=2)
    made.profiles[:, at.PRIORITIES] = ((1.0, 0.0), (0.0, 1.0))
    before = made.profiles.copy()
    encounter(made)
    assert np.array_equal(made.profiles, before)
    assert made.ties[0, [at.SUCCESSES, at.FAILURES], 0].tolist() == [0.0, 0.3]
    assert made.territory[at.FRICTIONS] == 1.0
    assert events(made) == [FRICTION]


def test_a_misunderstanding_fails_without_friction() -> None:
    made = world(2)
    encounter(made, misunderstanding=1.0)
    assert made.ties[0, [at.SUCCESSES, at.FAILURES], 0].tolist() == [0.0, 0.3]
    assert made.territory[at.FRICTIONS] == 0.0


def test_mediation_at_the_table_widens_tolerance() -> None:
    made = world(2, domains=2)
    made.profiles[:, at.PRIORITIES] = ((0.8, 0.2), (0.3, 0.7))
    encounter(made, convened=True, mediation=0.3)
    assert events(made) == [MET_CONVENED]
    assert (made.territory[at.CONVENED], made.territory[at.ENCOUNTERED]) == (1.0, 0.0)


def test_a_convened_encounter_changes_state_but_is_no_evidence() -> None:
    made = world(2)
    made.actors[:, at.ENGAGED] = 1.0
    encounter(made, convened=True)
    assert plain().ties.trust(made, numbers(), 0, 0) > PRIOR
    assert not made.tie_index[:, at.CONTACT].any()
    assert not made.bitsets[:, at.OUTSIDE].any()


def test_the_initiator_of_a_spontaneous_encounter_sought_the_other_and_not_the_reverse() -> None:
    made = world(2)
    encounter(made)
    assert made.tie_index[:2, at.CONTACT, 0].tolist() == [1, 0]


def test_both_practise_and_are_idle_no_more() -> None:
    made = world(2)
    made.actors[:, at.IDLE] = 5.0
    encounter(made)
    assert made.actors[:2, [at.PRACTICE, at.IDLE]].tolist() == [[1.0, 0.0]] * 2


def test_a_belief_is_copied_errors_too() -> None:
    made = world(2)
    believe(made, 0, 0, 1)
    believe(made, 1, 0, 2)
    tie(made, 0, 1, trust=0.99, weight=1000)
    encounter(made, copying=1.0, trust_memory=1.0)
    mine, others = int(made.bitsets[0, at.BELIEFS]), int(made.bitsets[1, at.BELIEFS])
    assert {mine, others} != {0b011, 0b101}


def apart(made: World) -> World:
    """Actors 0 and 1 too far apart; actor 2 tied to both, skilled and engaged."""
    made.profiles[:2, at.PRIORITIES] = ((0.7, 0.3), (0.3, 0.7))
    tie(made, 0, 2)
    tie(made, 1, 2)
    made.actors[2, at.SKILL] = 1.0
    return made


BROKERS = {
    "brokerage": 1.0,
    "tolerance": 0.3,
    "tolerance_skill": 0.0,
    "mediation_reach": 0.3,
    "mediation_hours": 2.0,
}


def test_a_common_alter_settles_a_friction_and_is_remembered_for_it() -> None:
    made = apart(world(3, domains=2))
    encounter(made, **BROKERS)
    assert events(made) == [MEDIATED, MET]
    assert made.bitsets[2, at.FACILITATED] == 1
    assert made.actors[2, at.HOURS_LEFT] == 98.0


@pytest.mark.parametrize(
    "spoil",
    [
        lambda made: made.actors.__setitem__((2, at.SKILL), 0.2),
        lambda made: made.actors.__setitem__((2, at.ENGAGED), 0.0),
        lambda made: made.actors.__setitem__((2, at.HOURS_LEFT), 1.0),
        lambda made: plain().ties.forget(made, 2, plain().ties.place(made, 2, 1)),
        lambda made: made.profiles.__setitem__((0, at.PRIORITIES), (1.0, 0.0)),
    ],
    ids=["unskilled", "not engaged", "without hours", "not tied to the other", "too far apart"],
)
def test_who_cannot_mediate_does_not(spoil: object) -> None:
    made = apart(world(3, domains=2))
    spoil(made)  # type: ignore[operator]
    encounter(made, **BROKERS)
    assert events(made) == [FRICTION]
    assert made.bitsets[2, at.FACILITATED] == 0


def test_regulation_pays_the_mediators_hours() -> None:
    made = apart(world(3, domains=2))
    made.levels[at.FACILITATION_HOURS] = 3.0
    encounter(made, **BROKERS)
    assert made.actors[2, at.HOURS_LEFT] == 100.0
    assert made.levels[at.FACILITATION_HOURS] == 1.0


def test_an_initiator_introduces_its_partner_to_another_alter() -> None:
    made = world(3)
    tie(made, 0, 2)
    made.actors[0, at.SKILL] = 1.0
    for word in range(20):
        p = numbers(**{**SURE, "brokerage": 1.0, "introduction": 1.0})
        plain().encounters.encounter(made, p, 5, word, 0, 1, 0)
        if INTRODUCED in events(made):
            break
    assert plain().ties.tied(made, 1, 2)
    assert made.bitsets[0, at.FACILITATED] == 1
    a = plain().ties.place(made, 1, 2)
    assert plain().ties.trust(made, numbers(), 1, a) == pytest.approx(PRIOR)


def test_hours_left_bound_the_meetings_and_every_meeting_costs_both_the_same() -> None:
    made = world(6)
    made.actors[:, at.HOURS_LEFT] = 4.0
    made.needs[at.LEVEL] = 0.5
    made.profiles[:, at.EXPERTISE] = made.profiles[:, at.COMFORT] = 0.5
    made.actors[:, at.EXPERTISE_BREADTH] = 1.5
    p = numbers(meeting_hours=2.0, meeting_share=1.0, exploration=1.0, brokerage=0.0)
    plain().encounters.meet(made, p, KEY, 0)
    met = made.territory[at.ENCOUNTERED]
    assert met > 0
    assert made.actors[:, at.HOURS_USED].sum() == pytest.approx(2 * 2.0 * met)
    assert (made.actors[:, at.HOURS_LEFT] >= 0).all()


def test_nobody_seeks_those_who_sleep() -> None:
    made = world(6)
    made.actors[3:, at.AWAKE] = 0.0
    made.needs[at.LEVEL] = 0.5
    plain().encounters.meet(made, numbers(exploration=1.0, meeting_share=1.0, brokerage=0.0), KEY, 0)
    met = made.events[: int(made.territory[at.EVENTS])]
    assert len(met) > 10
    assert met[:, 2:4].max() <= 2


def test_there_are_as_many_meetings_as_hours_for_them() -> None:
    made = world(4)
    made.needs[at.LEVEL] = 0.5
    made.actors[2:, at.ENGAGED] = 0.0
    made.actors[:, [at.HOURS_LEFT, at.MEETING_LEFT]] = 1e6
    p = numbers(
        exploration=1.0, meeting_share=0.1, meeting_hours=2.5, latent_activity=0.5, own_field=0.0, **SURE
    )
    slots = []
    for month in range(40):
        before = made.territory[at.ENCOUNTERED] + made.territory[at.EVENTS]
        plain().encounters.meet(made, p, KEY, month)
        slots.append(made.territory[at.ENCOUNTERED] + made.territory[at.EVENTS] - before)
    hours = 0.1 * (100 + 100 + 50 + 50)
    tried = sum(slots) / 2  # every encounter is counted, and noted
    assert tried / 40 == pytest.approx(hours / 5.0 * 3 / 4, rel=0.2)  # one in four draws itself


def test_those_in_latency_refuse_what_is_not_their_concern() -> None:
    made = world(3)
    made.actors[1:, at.ENGAGED] = 0.0
    made.needs[at.LEVEL] = 0.5
    made.actors[:, at.EXPERTISE_BREADTH] = 0.0
    p = numbers(exploration=1.0, own_field=8.0, latent_activity=0.0, meeting_share=0.5)
    plain().encounters.meet(made, p, KEY, 0)
    assert made.territory[at.ENCOUNTERED] == 0.0
    assert set(events(made)) == {REFUSED}
