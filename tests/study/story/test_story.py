"""A story is true to the arrays: what its events say gives every change of stage and sleep again."""

from functools import cache

import numpy as np
import pytest

from simul_agir import Scenario, simulate
from simul_agir.locale import RequestError
from simul_agir.simulation.story import record
from simul_agir.study.story import RecordedRun, Story, record_run, story_of

SPOKEN = 450  # words in three minutes, at 150 a minute
LIVES = [
    ("classroom", "residents", 1),
    ("classroom", "residents, month 9 none", 7),
    ("loos-en-gohelle", "resilience", 2),
]


@cache
def life(place: str, arm: str, number: int) -> RecordedRun:
    return record_run(Scenario.load(place), arm, seed=1, replicate=number - 1)


@cache
def story(place: str, arm: str = "residents", number: int = 1) -> Story:
    return story_of(Scenario.load(place), arm, seed=1, number=number, runs=40)


@pytest.mark.parametrize(("place", "arm", "number"), LIVES)
def test_the_stages_are_rebuilt_from_the_events(place: str, arm: str, number: int) -> None:
    found = life(place, arm, number)
    stages = found.stages[0].copy()
    for month in range(1, found.months + 1):
        for deed in found.of("rise", "fall", first=month, last=month):
            up = deed.value > stages[deed.actors[0]]
            assert up == (deed.what == "rise")
            stages[deed.actors[0]] = deed.value
        with_voice = found.stages[month] >= 0
        assert np.array_equal(stages[with_voice], found.stages[month][with_voice]), month


@pytest.mark.parametrize(("place", "arm", "number"), LIVES)
def test_who_is_awake_is_rebuilt_from_the_events(place: str, arm: str, number: int) -> None:
    found = life(place, arm, number)
    awake = found.awake[0].copy()
    for month in range(1, found.months + 1):
        for deed in found.of("wake", "sleep", first=month, last=month):
            awake[deed.actors[0]] = deed.what == "wake"
        assert np.array_equal(awake, found.awake[month]), month


@pytest.mark.parametrize(("place", "arm", "number"), LIVES)
def test_the_counts_of_a_month_are_those_of_its_events(place: str, arm: str, number: int) -> None:
    found = life(place, arm, number)
    for indicator, kinds in (("successes", ("success",)), ("frictions", ("friction",))):
        counts = [
            sum(1 for _ in found.of(*kinds, first=month, last=month)) for month in range(1, found.months + 1)
        ]
        assert np.array_equal(found.ensemble.of(indicator)[0, 1:], counts)


def test_a_life_is_the_run_that_simulate_lives_and_record_tells() -> None:
    scenario = Scenario.load("classroom")
    found = life("classroom", "residents", 3)
    assert np.array_equal(found.ensemble.values[0], simulate(scenario, "residents", 3, seed=1).values[2])
    told = record(scenario, "residents", seed=1, replicate=2)
    assert [(deed.month, deed.what, deed.value) for deed in found.events] == [
        (event.month, event.what, event.value) for event in told.events
    ]


def test_an_arm_keeps_the_scenario_it_was_asked_of() -> None:
    assert life("classroom", "residents, effort x2", 1).scenario.effort == Scenario.load("classroom").effort


@pytest.mark.parametrize("lang", ["en", "fr"])
@pytest.mark.parametrize("place", ["classroom", "loos-en-gohelle"])
@pytest.mark.parametrize("number", [1, 2, 3])
def test_a_story_is_read_aloud_in_less_than_three_minutes(place: str, lang: str, number: int) -> None:
    telling = story(place, number=number).told(lang)
    assert telling.words < SPOKEN
    kinds = [passage.kind for passage in telling.passages]
    assert kinds.count("turning") == 3
    assert 2 <= kinds.count("followed") <= 3
    assert kinds.count("year") == story(place).life.months / 12


@pytest.mark.parametrize("arm", ["none", "mixed", "decree", "residents, month 12 none", "diagnosed"])
def test_every_arm_can_be_told(arm: str) -> None:
    found = story("classroom", arm)
    assert found.told("fr").words < SPOKEN
    assert found.told("en").passages[0].kind == "start"


def test_an_actor_is_found_by_any_of_its_names() -> None:
    found = story("classroom")
    names = found.life.scenario.landscape.names
    assert found.position("nadia belkacem") == found.position(names[0]) == 0
    with pytest.raises(RequestError, match="did you mean"):
        found.position("Nadia Belkasem")
    actor = next(place for place in range(12) if len(found.people.all_names(place)) > 1)
    assert found.position(found.people.all_names(actor)[-1][1]) == actor
