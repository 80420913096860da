"""A story is true to the arrays: what its events say gives every change of stage and sleep again."""

from functools import cache

import numpy as np
import pytest

from simul_agir import Scenario, simulate
from simul_agir.locale import RequestError
from simul_agir.simulation.story import record
from simul_agir.study.story import RecordedRun, Story, record_run, story_of

MOST_WORDS = 450  # words in three minutes, at 150 a minute
LIVES = [
    ("classroom", "residents", 1),
    ("classroom", "residents, month 9 none", 7),
    ("loos-en-gohelle", "resilience", 2),
]


@cache
def recorded(place: str, arm: str, number: int) -> RecordedRun:
    return record_run(Scenario.load(place), arm, seed=1, replicate=number - 1)


@cache
def story(place: str, arm: str = "residents", number: int = 1) -> Story:
    return story_of(Scenario.load(place), arm, seed=1, number=number, runs=40)


def test_a_life_is_the_run_that_simulate_lives_and_record_tells() -> None:
    scenario = Scenario.load("classroom")
    found = recorded("classroom", "residents", 3)
    assert np.array_equal(found.ensemble.values[0], simulate(scenario, "residents", 3, seed=1).values[2])
    told = record(scenario, "residents", seed=1, replicate=2)
    assert [(event.month, event.what, event.value) for event in found.events] == [
        (event.month, event.what, event.value) for event in told.events
    ]


def test_an_arm_keeps_the_scenario_it_was_asked_of() -> None:
    assert (
        recorded("classroom", "residents, effort x2", 1).scenario.effort == Scenario.load("classroom").effort
    )


def test_an_actor_is_found_by_any_of_its_names() -> None:
    found = story("classroom")
    names = found.recorded.scenario.landscape.names
    assert found.position("nadia belkacem") == found.position(names[0]) == 0
    with pytest.raises(RequestError, match="did you mean"):
        found.position("Nadia Belkasem")
    actor = next(place for place in range(12) if len(found.people.all_names(place)) > 1)
    assert found.position(found.people.all_names(actor)[-1][1]) == actor
