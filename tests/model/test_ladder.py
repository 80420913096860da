"""Criteria, stages, bottlenecks: read off the world, never written into it but as a verdict."""

import numpy as np
import pytest

from simul_agir.model import fields as at
from simul_agir.model.ladder import CRITERIA, FIRST_CRITERION, STAGES
from simul_agir.model.state import World
from territories import PRIOR, believe, numbers, plain, tie, world

SOUGHT = 0b10  # a contact of the month just lived


def met(made: World, criterion: str, i: int = 0, **overrides: float) -> float:
    """How far an actor meets a criterion; met from 1."""
    rules = plain()
    sought, seekers = rules.ties.contacts(made, i), rules.ties.sought_by(made, i)
    return float(
        rules.ladder.score(made, numbers(**overrides), i, CRITERIA.index(criterion), sought, seekers)
    )


def work_together(made: World, i: int, j: int, trust: float = 0.5, mutual: bool = True) -> None:
    """i sought j lately, and j sought i."""
    a, b = tie(made, i, j, trust=trust)
    made.tie_index[i, at.CONTACT, a] = made.tie_index[j, at.SOUGHT_BY, b] = SOUGHT
    made.tie_index[j, at.CONTACT, b] = made.tie_index[i, at.SOUGHT_BY, a] = SOUGHT if mutual else 0


def test_identification_counts_above_its_level() -> None:
    made = world()
    made.actors[0, at.IDENTIFICATION] = 0.4
    assert met(made, "identification", identification_level=0.5) == pytest.approx(0.8)


def test_comfort_counts_by_how_much_wider_it_is_than_expertise() -> None:
    made = world()
    made.actors[0, at.COMFORT_RATIO] = 1.2
    assert met(made, "comfort", comfort_level=1.25) == pytest.approx(0.8)


def test_months_outside_ones_own_concern_are_counted() -> None:
    made = world()
    made.bitsets[0, at.OUTSIDE] = 0b100000000011
    assert met(made, "outside_concern", outside_months=3) == pytest.approx(1.0)


def test_only_those_who_sought_each_other_are_partners() -> None:
    made = world(5)
    work_together(made, 0, 1)
    work_together(made, 0, 2)
    work_together(made, 0, 3, mutual=False)
    assert met(made, "partners", partners_level=4) == pytest.approx(0.5)
    assert met(made, "partners", i=3, partners_level=4) == 0.0


def test_a_facilitator_is_at_hand_when_one_is_one_or_works_with_one() -> None:
    made = world(4)
    work_together(made, 0, 1, mutual=False)
    tie(made, 0, 2)
    made.bitsets[2, at.FACILITATED] = 1
    assert met(made, "facilitator") == 0.0
    made.bitsets[1, at.FACILITATED] = 1
    assert [met(made, "facilitator", i) for i in range(4)] == [1.0, 1.0, 1.0, 0.0]


def test_alignment_is_with_those_one_works_with() -> None:
    made = world(3, domains=2)
    made.profiles[:, at.PRIORITIES] = ((0.6, 0.4), (0.4, 0.6), (0.0, 1.0))
    work_together(made, 0, 1)
    tie(made, 0, 2)
    assert met(made, "alignment", alignment_level=0.6) == pytest.approx(0.8 / 0.6)
    assert met(made, "alignment", i=2) == 0.0


def test_joint_actions_count_by_the_month_and_obliged_ones_do_not() -> None:
    made = world()
    made.bitsets[0, at.OBLIGED] = 0b1111
    assert met(made, "joint_action") == 0.0
    made.bitsets[0, at.JOINT] = 0b1000
    assert met(made, "joint_action", joint_level=1) == 1.0


def test_cohesion_is_mean_mutual_trust_over_those_one_works_with() -> None:
    made = world(4)
    work_together(made, 0, 1, trust=0.9)
    work_together(made, 0, 2, trust=0.6)
    tie(made, 0, 3, trust=0.1)
    assert met(made, "cohesion", cohesion_level=0.75) == pytest.approx(1.0)


def test_one_who_has_forgotten_the_actor_has_no_opinion_of_it() -> None:
    made = world(2)
    work_together(made, 0, 1, trust=0.9)
    plain().ties.forget(made, 1, 0)
    assert met(made, "cohesion", cohesion_level=0.75) == pytest.approx(np.sqrt(0.9 * PRIOR) / 0.75)


def test_fluidity_is_the_share_of_proposals_decided_without_delay() -> None:
    made = world()
    assert met(made, "fluidity") == 0.0
    made.bitsets[0, at.PROPOSALS] = 3 | 1 << 5
    made.bitsets[0, at.PROMPT] = 2 | 1 << 5
    assert met(made, "fluidity", fluidity_level=0.75) == pytest.approx(1.0)


def test_shared_objectives_are_alignment_with_the_mean_of_those_present() -> None:
    made = world(4, domains=2)
    made.profiles[:, at.PRIORITIES] = ((1.0, 0.0), (0.0, 1.0), (0.8, 0.2), (0.0, 1.0))
    made.actors[1, at.VOICE] = 0.0
    made.actors[3, at.AWAKE] = 0.0
    plain().ladder.find_centre(made)
    assert met(made, "shared_objectives", shared_level=0.9) == pytest.approx(0.9 / 0.9)


def test_help_is_assured_by_the_mean_of_the_year() -> None:
    made = world()
    made.help_probability[0, :6] = 0.9
    assert met(made, "assured_help", assured_level=0.9) == pytest.approx(0.5)


def test_understanding_is_the_lesser_of_agreement_with_the_truth_and_with_others() -> None:
    made = world(2, domains=4)
    for k, links in enumerate((0b0111, 0b0010, 0b0100, 0b1000)):
        made.truth[at.LINKS, k] = links
    believe(made, 0, 0, 1, 3)
    believe(made, 1, 0, 1)
    assert plain().ladder.agreement(made, 0, made.truth[at.LINKS], 0) == pytest.approx(1 / 3)
    assert plain().ladder.agreement(made, 0, made.bitsets[1], at.BELIEFS) == pytest.approx(1 / 2)
    assert met(made, "understanding") == 0.0
    work_together(made, 0, 1)
    assert met(made, "understanding", understanding_level=0.8) == pytest.approx(1 / 3 / 0.8)


def test_where_nobody_sees_any_link_all_agree() -> None:
    made = world(2)
    assert plain().ladder.agreement(made, 0, made.bitsets[1], at.BELIEFS) == 1.0


def test_a_tie_is_worked_with_whoever_sought_and_for_a_year_only() -> None:
    made = world(2)
    work_together(made, 0, 1, mutual=False)
    ladder = plain().ladder
    assert ladder.working(made, 0)
    assert ladder.working(made, 1)
    assert not ladder.reciprocated(made, 0)
    made.tie_index[0, at.CONTACT, 0] = 1
    assert not ladder.working(made, 0)


def passing(criteria: set[str]) -> World:
    """Five actors of whom the first meets just these criteria."""
    made = world(5)
    for j in range(1, 5):
        work_together(
            made, 0, j, trust=0.95 if "cohesion" in criteria else 0.3, mutual="partners" in criteria
        )
    row = made.actors[0]
    row[at.IDENTIFICATION] = 0.9 if "identification" in criteria else 0.1
    row[at.COMFORT_RATIO] = 1.5 if "comfort" in criteria else 1.0
    made.bitsets[0, at.OUTSIDE] = 0b1111 if "outside_concern" in criteria else 0
    made.bitsets[0, at.FACILITATED] = 1 if "facilitator" in criteria else 0
    made.bitsets[0, at.JOINT] = 1 if "joint_action" in criteria else 0
    made.bitsets[0, at.PROPOSALS] = 1 if "fluidity" in criteria else 0
    made.bitsets[0, at.PROMPT] = 1 if "fluidity" in criteria else 0
    made.help_probability[0] = 1.0 if "assured_help" in criteria else 0.0
    if "alignment" not in criteria:
        made.profiles[1:, at.PRIORITIES] = (1.0, 0.0, 0.0)
        made.profiles[0, at.PRIORITIES] = (0.0, 0.5, 0.5)
    if "understanding" not in criteria:
        believe(made, 0, 0, 1, 2)
    made.scratch[plain().ladder.CENTRE, :3] = (
        made.profiles[0, at.PRIORITIES] if "shared_objectives" in criteria else (1.0, 0.0, 0.0)
    )
    return made


def judged(made: World, **overrides: float) -> tuple[float, float]:
    """The stage and the index of the first actor."""
    made.scratch[plain().decay.UNHELPED, :5] = 1.0 - made.help_probability[:5, 0]
    every = {f"item_{name}": 1.0 for name in CRITERIA}
    plain().ladder.judge(made, numbers(**{**every, **overrides}), 0)
    return made.actors[0, at.STAGE], made.actors[0, at.INDEX]


UP_TO = [set(CRITERIA[: FIRST_CRITERION[stage]]) for stage in range(5)]


@pytest.mark.parametrize("stage", range(5))
def test_a_stage_is_reached_when_its_criteria_and_all_below_hold(stage: int) -> None:
    reached, index = judged(passing(UP_TO[stage]))
    assert reached == stage
    assert stage <= index < stage + 1


@pytest.mark.parametrize("missing", CRITERIA)
def test_one_criterion_missing_keeps_below_its_stage_whatever_holds_above(missing: str) -> None:
    made = passing(set(CRITERIA) - {missing})
    assert met(made, missing) < 1.0
    stage = next(s for s in range(4) if CRITERIA.index(missing) < FIRST_CRITERION[s + 1])
    assert judged(made)[0] == stage


def test_the_index_is_the_stage_and_the_progress_to_the_next() -> None:
    made = passing(UP_TO[0])
    made.actors[0, at.COMFORT_RATIO] = 1.125
    _, index = judged(made, comfort_level=1.25)
    assert index == pytest.approx((0.5 + 0) / 2)


def test_a_stage_can_fall_and_the_best_is_remembered() -> None:
    made = passing(UP_TO[2])
    made.scratch[plain().decay.UNHELPED] = 1.0
    plain().ladder.judge(made, numbers(), 3)
    assert made.actors[0, [at.STAGE, at.BEST_STAGE]].tolist() == [2.0, 2.0]
    made.bitsets[0, at.JOINT] = 0
    plain().ladder.judge(made, numbers(), 4)
    assert made.actors[0, [at.STAGE, at.BEST_STAGE]].tolist() == [1.0, 2.0]


def test_the_months_chance_of_being_helped_is_kept_for_a_year() -> None:
    made = world(3)
    made.scratch[plain().decay.UNHELPED, :3] = (0.3, 1.0, 0.0)
    plain().ladder.judge(made, numbers(), 14)
    assert made.help_probability[:, 2] == pytest.approx([0.7, 0.0, 1.0])
    assert not np.delete(made.help_probability, 2, axis=1).any()


def test_those_asleep_or_without_voice_stand_at_latency() -> None:
    for column in (at.AWAKE, at.VOICE):
        made = passing(set(CRITERIA))
        made.actors[0, column] = 0.0
        plain().ladder.judge(made, numbers(), 3)
        assert made.actors[0, [at.STAGE, at.INDEX]].tolist() == [0.0, 0.0]


def test_judging_writes_nothing_but_its_verdict() -> None:
    made = passing(UP_TO[2])
    before = {name: np.copy(array) for name, array in made._asdict().items()}
    plain().ladder.judge(made, numbers(), 3)
    changed = {name for name, array in made._asdict().items() if not np.array_equal(array, before[name])}
    assert changed <= {"actors", "help_probability", "events", "territory"}
    columns = np.flatnonzero((made.actors != before["actors"]).any(axis=0))
    assert set(columns) <= {at.STAGE, at.BEST_STAGE, at.INDEX}


def test_raw_passes_are_not_nested_and_bottlenecks_are_of_the_next_stage() -> None:
    made = passing({"identification", "outside_concern", "joint_action", "fluidity"})
    plain().ladder.judge(made, numbers(), 3)
    made.actors[1:, at.VOICE] = 0.0
    passes, bottlenecks = np.zeros((5, 12), bool), np.zeros(12)
    plain().ladder.examine(made, numbers(), passes, bottlenecks)
    found = {CRITERIA[c] for c in np.flatnonzero(passes[0])}
    assert {"identification", "outside_concern", "joint_action", "fluidity"} <= found
    assert "comfort" not in found
    assert {CRITERIA[c] for c in np.flatnonzero(bottlenecks)} == {"comfort"}
    assert bottlenecks.max() == 1.0


def test_the_first_two_criteria_gate_belonging_and_so_on() -> None:
    gates = [CRITERIA[FIRST_CRITERION[s] : FIRST_CRITERION[s + 1]] for s in range(4)]
    assert [len(gate) for gate in gates] == [2, 3, 4, 3]
    assert STAGES == ("latency", "belonging", "team", "team_action", "excellence")


@pytest.mark.parametrize("missing", CRITERIA)
def test_a_criterion_left_out_keeps_nobody(missing: str) -> None:
    assert judged(passing(set(CRITERIA) - {missing}), **{f"item_{missing}": 0.0}) == (4.0, 4.0)


def test_progress_is_over_the_criteria_that_count() -> None:
    _, index = judged(passing({"comfort", "outside_concern", "facilitator"}), item_alignment=0.0)
    assert index == pytest.approx(1 + 1 / 2)


def test_an_actor_without_a_tie_stands_at_latency() -> None:
    made = passing(set(CRITERIA))
    made.actors[0, at.TIES] = 0.0
    stage, index = judged(made)
    assert stage == 0
    assert index < 1.0
