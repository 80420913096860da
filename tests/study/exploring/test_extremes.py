"""Settings at both their ends, and who leads there."""

from dataclasses import replace

import numpy as np
import pytest

from simul_agir.scenario import Scenario
from simul_agir.simulation import simulate_arms
from simul_agir.study.exploring import moved, sliders_of
from simul_agir.study.exploring.extremes import SETTINGS, Lever, _lead, levers_of
from simul_agir.study.outcomes import PRIMARY, SMALLEST_RELEVANT_EFFECT

ARMS = ["none", "residents"]


@pytest.fixture(scope="module")
def small() -> Scenario:
    return Scenario.load("classroom")


@pytest.fixture(scope="module")
def found(small: Scenario) -> tuple[Lever, ...]:
    return levers_of(small, ARMS, "none", 3, runs=6, jobs=1)


def test_each_setting_stands_at_both_its_ends_and_never_where_it_is(
    small: Scenario, found: tuple[Lever, ...]
) -> None:
    sliders = {each.key: each for each in sliders_of(small) if each.key in SETTINGS and not each.why_not}
    assert {each.key for each in found} <= sliders.keys()
    for lever in found:
        slider = sliders[lever.key]
        assert lever.value in (slider.low, slider.high)
        assert lever.value != lever.before == slider.start
        assert (lever.unit, lever.runs, lever.month) == (slider.unit, 6, slider.month)


def test_who_leads_there_is_who_ends_highest_on_the_same_luck(
    small: Scenario, found: tuple[Lever, ...]
) -> None:
    lever = next(each for each in found if each.key == "effort" and each.value > each.before)
    lived = simulate_arms(moved(small, {"effort": lever.value}), ARMS, 6, 3, 1)
    ends = {name: each.of(PRIMARY)[:, -1] for name, each in lived.items()}
    assert lever.first == max(ends, key=lambda name: float(ends[name].mean()))
    assert lever.lead == pytest.approx(float((ends[lever.first] - ends["none"]).mean()))


def test_where_the_same_arm_leads_nothing_turns(found: tuple[Lever, ...]) -> None:
    for lever in found:
        if lever.first == "none":
            assert (lever.lead, lever.low, lever.high, lever.turns) == (0.0, 0.0, 0.0, False)


@pytest.mark.parametrize(
    ("lead", "low", "turns"),
    [
        (SMALLEST_RELEVANT_EFFECT, 0.01, True),
        (SMALLEST_RELEVANT_EFFECT, 0.0, False),  # by chance alone
        (0.9 * SMALLEST_RELEVANT_EFFECT, 0.01, False),  # too little to matter
        (1.0, None, False),  # one run
    ],
)
def test_an_answer_turns_where_the_lead_matters_and_is_no_chance(
    lead: float, low: float | None, turns: bool
) -> None:
    lever = Lever("effort", "factor", 4.0, 1.0, "residents", lead, low, 1.0, 40)
    assert lever.turns == turns
    assert not replace(lever, low=None).turns


def test_of_one_run_there_is_a_mean_and_no_interval() -> None:
    assert _lead(np.array([0.25]), 1) == (None, 0.25, None)
    low, mean, high = _lead(np.full(9, 0.5), 1)
    assert (low, mean, high) == pytest.approx((0.5, 0.5, 0.5))


def test_progress_counts_what_is_asked(small: Scenario) -> None:
    told: list[tuple[int, int]] = []
    levers_of(small, ["none"], "none", 3, 1, 1, lambda done, whole: told.append((done, whole)))
    assert [done for done, _ in told] == list(range(1, told[0][1] + 1))
