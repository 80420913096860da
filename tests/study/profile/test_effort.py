"""Effort as an axis: a profile at each multiple, on the same random numbers."""

import pytest

from simul_agir.scenario import Scenario
from simul_agir.study.profile.effort import MULTIPLES, EffortAxis, effort_axis

ARMS = ["none", "residents"]


@pytest.fixture(scope="module")
def found() -> EffortAxis:
    return effort_axis(Scenario.load("classroom"), ARMS, (0.5, 1.0, 4.0), runs=6, seed=3, jobs=1)


def test_there_is_a_profile_for_each_multiple(found: EffortAxis) -> None:
    assert found.multiples == (0.5, 1.0, 4.0)
    assert len(found.profiles) == 3
    assert [each["times"] for each in found.to_dict()["effort"]] == [0.5, 1.0, 4.0]


def test_the_usual_effort_is_the_scenario_s_own_answer(found: EffortAxis) -> None:
    alone = effort_axis(found.scenario, ARMS, (1.0,), runs=6, seed=3, jobs=1)
    assert alone.profiles[0].to_dict() == found.profiles[1].to_dict()


def test_without_a_stance_s_effort_other_amounts_of_it_change_the_answer(found: EffortAxis) -> None:
    assert found.profiles[0].to_dict() != found.profiles[2].to_dict()


def test_progress_counts_the_multiples() -> None:
    told: list[tuple[int, int]] = []
    effort_axis(
        Scenario.load("classroom"),
        ARMS,
        (1.0, 2.0),
        runs=2,
        jobs=1,
        progress=lambda done, whole: told.append((done, whole)),
    )
    assert told == [(1, 2), (2, 2)]


def test_the_usual_multiples_reach_from_a_quarter_to_ten_times() -> None:
    assert (MULTIPLES[0], MULTIPLES[-1]) == (0.25, 10.0)
    assert list(MULTIPLES) == sorted(MULTIPLES)
