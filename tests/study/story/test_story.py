"""A story is true to the arrays: what its events say gives every change of stage and sleep again."""

import itertools
from functools import cache

import numpy as np
import pytest

from simul_agir import Scenario, simulate
from simul_agir.locale import RequestError
from simul_agir.simulation.story import record
from simul_agir.study.story import RecordedRun, Story, record_run, story_of
from simul_agir.study.story.followed import followed
from simul_agir.study.story.people import People, gender_of
from simul_agir.study.story.place import Place, place_of
from simul_agir.study.story.turning import APART, SPAN, candidates, turnings

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


@pytest.mark.parametrize(("place", "arm", "number"), LIVES)
def test_turning_points_are_the_weightiest_some_months_apart(place: str, arm: str, number: int) -> None:
    found = turnings(life(place, arm, number))
    assert 1 <= len(found) <= 3
    assert [turn.first for turn in found] == sorted(turn.first for turn in found)
    assert all(later.first - earlier.first >= APART for earlier, later in itertools.pairwise(found))
    assert max(turn.weight for turn in candidates(life(place, arm, number))) in {
        turn.weight for turn in found
    }


def test_the_largest_rise_and_the_steepest_fall_are_found_by_measure() -> None:
    found = life("classroom", "residents", 1)
    moves = {turn.kind: turn for turn in reversed(list(candidates(found))) if turn.kind in ("rise", "fall")}
    index = found.index
    for kind, pick in (("rise", max), ("fall", min)):
        turn = moves[kind]
        best = pick(index[month + SPAN] - index[month] for month in range(found.months - SPAN + 1))
        assert index[turn.last] - index[turn.first - 1] == pytest.approx(best)


def test_those_followed_are_different_actors_with_what_they_did() -> None:
    found = life("loos-en-gohelle", "resilience", 2)
    chosen = followed(found)
    assert len({each.actor for each in chosen}) == len(chosen) == 2
    for each in chosen:
        mine = [deed for deed in found.events if each.actor in deed.actors]
        assert each.met == sum(deed.what in ("encounter", "convened") for deed in mine)
        assert each.ends == found.stages[-1, each.actor]


@pytest.mark.parametrize(
    ("name", "gender"),
    [
        ("Claire Fontaine, déléguée du préfet", "feminine"),
        ("Thomas Le Goff, chef de projet", "masculine"),
        ("Jean-Marc Duval, adjoint au maire", "masculine"),
        ("Les voisines du hall 7, réseau d'entraide", None),
        ("Loos-en-Gohelle (commune)", None),
        ("Bailleur social, Lens", None),
        ("Claire Fontaine", None),
    ],
)
def test_names_of_persons_are_told_from_others(name: str, gender: str | None) -> None:
    assert gender_of(name) == gender


def test_a_person_who_leaves_is_replaced_by_another_name_for_good() -> None:
    found = life("classroom", "residents", 1)
    people = People(found)
    left = next(deed for deed in found.of("turnover") if people.is_person(deed.actors[0]))
    actor = left.actors[0]
    before, after = people.name(actor, left.month - 1), people.name(actor, left.month)
    assert before != after
    assert People(found).name(actor, left.month) == after
    names = [name for place in range(found.scenario.landscape.size) for _, name in people.all_names(place)]
    assert len(set(names)) == len(names)


def test_what_is_no_person_keeps_its_name() -> None:
    found = life("loos-en-gohelle", "resilience", 2)
    people = People(found)
    assert all(len(people.all_names(actor)) == 1 for actor in range(found.scenario.landscape.size))


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


def test_the_place_counts_who_ends_lower_and_higher() -> None:
    found = story("classroom")
    ends = found.others.of("index")[:, -1]
    assert found.place.lower == (ends < found.life.index[-1]).sum()
    assert found.place.lower + found.place.higher + (ends == found.life.index[-1]).sum() == 40
    assert place_of(9.0, found.others).standing == "highest"
    assert Place(100, 50, 49, 1.0, 0.5, 1.5).standing == "typical"
    assert Place(100, 2, 97, 1.0, 0.5, 1.5).standing == "lowest"


def test_an_actor_is_found_by_any_of_its_names() -> None:
    found = story("classroom")
    names = found.life.scenario.landscape.names
    assert found.position("nadia belkacem") == found.position(names[0]) == 0
    with pytest.raises(RequestError, match="did you mean"):
        found.position("Nadia Belkasem")
    actor = next(place for place in range(12) if len(found.people.all_names(place)) > 1)
    assert found.position(found.people.all_names(actor)[-1][1]) == actor
