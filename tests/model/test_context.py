"""Needs rise, shocks strike by exposure, persons leave, latent groups wake and sleep."""

import numpy as np
import pytest

from simul_agir.model import fields as at
from simul_agir.model.state import World
from territories import numbers, plain, tie, world

CALM = {"crisis_hazard": 0.0, "shock_hazard": 0.0, "turnover_scale": 0.0, "need_trend": 0.0, "neglect": 0.0}
KEY = (1, 0)


def change(
    made: World, shocks: np.ndarray | None = None, month: int = 0, over: bool = True, **overrides: float
) -> None:
    """A month's context, calm but for what is overridden."""
    rows = np.zeros(made.needs.shape[1] + 2)
    if shocks is not None:
        rows[: len(shocks)] = shocks
    plain().context.change(made, numbers(**{**CALM, **overrides}), rows, KEY, month, over)


def test_a_need_grows_by_a_share_of_what_is_still_met() -> None:
    made = world()
    made.needs[at.LEVEL] = (0.5, 0.8, 1.0)
    made.needs[at.HELD] = 1.0
    change(made, need_trend=0.01)
    assert made.needs[at.LEVEL] == pytest.approx([0.505, 0.802, 1.0])


def test_a_need_that_routine_work_neglects_grows_by_neglect() -> None:
    made = world()
    made.needs[at.LEVEL] = 0.5
    made.needs[at.HELD] = (1.0, 0.5, 0.0)
    change(made, neglect=0.1)
    assert made.needs[at.LEVEL] == pytest.approx([0.5, 0.525, 0.55])


def test_a_shock_takes_its_share_from_the_needs_it_strikes() -> None:
    made = world()
    made.needs[at.LEVEL] = 0.5
    made.needs[at.HELD] = 1.0
    change(made, np.array([0.4, 0.0, 1.0, 0.0]))
    assert made.needs[at.LEVEL] == pytest.approx([0.7, 0.5, 1.0])


def test_the_hardship_of_a_shock_strikes_by_exposure() -> None:
    made = world()
    made.actors[:, at.EXPOSURE] = (0.0, 0.5, 1.0, 1.0)
    made.actors[3, at.HARDSHIP] = 0.5
    change(made, np.array([0.0, 0.0, 0.0, 0.6]), recovery=0.0)
    assert made.actors[:, at.HARDSHIP] == pytest.approx([0.0, 0.3, 0.6, 0.8])


def test_hardship_passes_by_a_share_a_month() -> None:
    made = world()
    made.actors[:, at.HARDSHIP] = 0.8
    for _ in range(3):
        change(made, recovery=0.1)
    assert made.actors[:, at.HARDSHIP] == pytest.approx(0.8 * 0.9**3)


def test_a_crisis_raises_every_need_and_strikes_every_exposed_actor() -> None:
    made = world()
    made.needs[at.LEVEL] = 0.5
    made.needs[at.HELD] = 1.0
    made.actors[:, at.EXPOSURE] = 0.5
    p = numbers(**{**CALM, "crisis_hazard": 0.1, "crisis_size": 0.2, "crisis_hardship": 0.4, "recovery": 0.0})
    struck = 0
    for month in range(60):
        before = made.needs[at.LEVEL].copy()
        plain().context.change(made, p, np.zeros(5), KEY, month, True)
        if (made.needs[at.LEVEL] > before).any():
            struck += 1
            assert made.needs[at.LEVEL] == pytest.approx(before + 0.2 * (1 - before))
    assert 1 <= struck <= 15
    assert made.actors[0, at.HARDSHIP] == pytest.approx(1 - 0.8**struck)


def test_switched_off_no_shock_strikes() -> None:
    made = world()
    made.needs[at.LEVEL] = 0.5
    made.needs[at.HELD] = 1.0
    made.actors[:, at.EXPOSURE] = 1.0
    p = numbers(**{**CALM, "shocks": 0.0, "shock_hazard": 0.5, "crisis_hazard": 0.1})
    plain().context.change(made, p, np.ones(5), KEY, 0, True)
    assert made.needs[at.LEVEL] == pytest.approx(0.5)
    assert not made.actors[:, at.HARDSHIP].any()


def test_what_is_lost_goes_back_to_its_base_but_for_what_is_kept() -> None:
    assert plain().context.back_to(0.8, 0.2, 0.4) == pytest.approx(0.44)


def test_a_new_person_keeps_what_the_organisation_remembers() -> None:
    made = world()
    row = made.actors[0]
    row[[at.IDENTIFICATION, at.FIRST_IDENTIFICATION, at.SKILL, at.FIRST_SKILL]] = (0.9, 0.4, 0.7, 0.2)
    row[at.FATIGUE] = 0.5
    row[at.POSTURE : at.POSTURE + 4] = 0.5
    row[at.FIRST_POSTURE : at.FIRST_POSTURE + 4] = (0.0, 0.1, 0.2, 0.3)
    made.profiles[0, at.PRIORITIES] = (0.6, 0.3, 0.1)
    made.profiles[0, at.MANDATE] = (0.1, 0.3, 0.6)
    made.profiles[0, at.COMFORT] = 0.8
    made.profiles[0, at.EXPERTISE] = 0.3
    tie(made, 0, 1, trust=0.8)
    made.bitsets[0, at.FACILITATED] = 1
    evidence = made.ties[0, at.SUCCESSES : at.FAILURES + 1, 0].copy()
    plain().context._replace(made, numbers(organisation_memory=0.4), 0)
    assert row[[at.IDENTIFICATION, at.SKILL, at.FATIGUE]] == pytest.approx([0.6, 0.4, 0.2])
    assert row[at.POSTURE : at.POSTURE + 4] == pytest.approx([0.2, 0.26, 0.32, 0.38])
    assert made.profiles[0, at.PRIORITIES] == pytest.approx([0.3, 0.3, 0.4])
    assert made.profiles[0, at.COMFORT] == pytest.approx([0.5] * 3)
    assert made.ties[0, at.SUCCESSES : at.FAILURES + 1, 0] == pytest.approx(0.4 * evidence)
    assert made.ties[0, at.STRENGTH, 0] == 0.5
    assert made.bitsets[0, at.FACILITATED] == 0


def test_trust_in_a_person_who_left_is_cut_where_others_keep_it() -> None:
    made, p = world(), numbers(organisation_memory=0.4, wearing=0)
    tie(made, 0, 1, trust=0.8)
    made.actors[1, at.REPLACED] = 1.0
    evidence = made.ties[0, at.SUCCESSES, 0]
    plain().decay.wear(made, p)
    assert made.ties[0, at.SUCCESSES, 0] == pytest.approx(0.4 * evidence)
    assert made.ties[1, at.SUCCESSES, 0] == pytest.approx(evidence)


def test_tenures_are_geometric() -> None:
    """300 actors with a hazard of .08 a month over 60 months: persons survive t months with probability .92^t."""
    made = world(300)
    made.actors[:, at.TURNOVER_CHANCE] = 0.08
    p = numbers(**{**CALM, "turnover_scale": 1.0})
    left = np.zeros((60, 300), bool)
    for month in range(60):
        plain().context.change(made, p, np.zeros(5), KEY, month, True)
        left[month] = made.actors[:, at.REPLACED] == 1.0
    assert left.mean() == pytest.approx(0.08, rel=0.1)
    arrivals = np.argwhere(left[:40])
    for months in (1, 3, 6, 12, 20):
        stayed = [not left[month + 1 : month + 1 + months, i].any() for month, i in arrivals]
        assert np.mean(stayed) == pytest.approx(0.92**months, abs=0.03)


def test_hours_for_change_are_a_share_of_what_hardship_and_fatigue_leave() -> None:
    made = world()
    made.actors[:, at.HARDSHIP] = (0.0, 0.4, 0.0, 0.0)
    made.actors[:, at.FATIGUE] = (0.0, 0.5, 0.0, 0.0)
    made.actors[2, at.AWAKE] = 0.0
    change(made, change_limit=0.5, hardship_cost=0.5, recovery=0.0)
    assert made.actors[:, at.HOURS_LEFT] == pytest.approx([50.0, 0.5 * 100 * 0.8 * 0.5, 0.0, 50.0])


def test_a_sleeping_group_wakes_when_hardship_and_help_reach_the_threshold() -> None:
    made = world()
    made.actors[:, at.LATENT] = 1.0
    made.actors[:, at.AWAKE] = 0.0
    made.actors[:, at.HARDSHIP] = (0.3, 0.3, 0.6, 0.0)
    made.actors[:, at.HELP_RECEIVED] = (0.29, 0.3, 0.0, 0.0)
    change(made, wake_threshold=0.6, recovery=0.0, help_memory=1.0)
    assert made.actors[:, at.AWAKE].tolist() == [0.0, 1.0, 1.0, 0.0]


def test_a_latent_group_may_fall_asleep_and_any_other_actor_never() -> None:
    made = world()
    made.actors[0, [at.LATENT, at.IDLE]] = (1.0, 900.0)
    for month in range(400):
        change(made, month=month, sleep_rise=0.03, recovery=0.0)
    assert made.actors[:, at.AWAKE].tolist() == [0.0, 1.0, 1.0, 1.0]


def test_nobody_meets_in_a_month_in_which_meetings_are_forbidden() -> None:
    made = world()
    closed = np.array([0.0, 0.0, 0.0, 0.0, 1.0])
    change(made, closed)
    assert made.territory[at.CLOSED] == 1.0
    change(made, closed, closures=0.0)
    assert made.territory[at.CLOSED] == 0.0
    change(made)
    assert made.territory[at.CLOSED] == 0.0


def test_a_month_opens_with_its_resources_and_without_last_months_counts() -> None:
    made = world()
    made.actors[:, [at.ORDINARY, at.EARMARKED, at.IN_KIND]] = (300.0, 200.0, 10.0)
    made.actors[:, [at.HOURS_USED, at.PRACTICE, at.REPLACED]] = 7.0
    made.territory[at.ENCOUNTERED : at.TERRITORY] = 7.0
    made.bitsets[:, at.OUTSIDE] = 0b1
    change(made, ordinary_margin=0.1)
    left = made.actors[:, [at.ORDINARY_LEFT, at.EARMARKED_LEFT, at.IN_KIND_LEFT]]
    assert left == pytest.approx(np.array([[30.0, 200.0, 10.0]] * 4))
    change(made, month=1, over=False, ordinary_margin=0.1)
    left = made.actors[:, [at.ORDINARY_LEFT, at.EARMARKED_LEFT, at.IN_KIND_LEFT]]
    assert left == pytest.approx(np.array([[60.0, 400.0, 20.0]] * 4))
    change(made, month=2, ordinary_margin=0.1)
    left = made.actors[:, [at.ORDINARY_LEFT, at.EARMARKED_LEFT, at.IN_KIND_LEFT]]
    assert left == pytest.approx(np.array([[30.0, 200.0, 10.0]] * 4))
    assert not made.actors[:, [at.HOURS_USED, at.PRACTICE, at.REPLACED]].any()
    assert not made.territory[at.ENCOUNTERED : at.TERRITORY].any()
    assert (made.bitsets[:, at.OUTSIDE] == 0b1000).all()
