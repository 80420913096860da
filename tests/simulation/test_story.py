"""A story tells what happened in one run: no more, no less than what was counted."""

from collections import Counter

import numpy as np
import pytest

from simul_agir import Scenario, record, simulate
from simul_agir.model import fields as at
from simul_agir.model.events import WHAT
from simul_agir.model.ladder import STAGES
from simul_agir.scenario import Shock
from simul_agir.simulation import Batch, Story, story
from simulation.sameness import assert_same_answer
from stances.example_stances import Calming
from territories import scenario

PLACE = scenario(actors=10, months=18, warm_up=6, seed=5, shocks=(Shock(3, 0.4, (), 0.9),), effort=0.5)


@pytest.fixture(scope="module", params=["none", "residents", "resilience", "conditional_aid"])
def told(request: pytest.FixtureRequest) -> Story:
    return record(PLACE, request.param, seed=6, replicate=2)


def counted(told: Story, what: str, month: int) -> int:
    return sum(event.what == what and event.month == month for event in told.events)


@pytest.mark.parametrize(
    ("what", "indicators"),
    [
        ("success", {"successes": 1}),
        ("failure", {"actions": 1, "solo_actions": 1, "obliged_actions": 1, "successes": -1}),
        ("friction", {"frictions": 1}),
        ("help", {"help_given": 1}),
        ("no_help", {"help_asked": 1, "help_given": -1}),
    ],
)
def test_every_event_is_counted_and_everything_counted_is_told(
    told: Story, what: str, indicators: dict[str, int]
) -> None:
    measured = sum(sign * told.ensemble.of(name)[0] for name, sign in indicators.items())
    assert [counted(told, what, month) for month in range(1, 19)] == measured[1:].tolist()


def test_its_months_are_told_as_they_are_lived() -> None:
    months: list[tuple[int, int]] = []
    record(PLACE, "none", progress=lambda done, total: months.append((done, total)))
    assert months[-18:] == [(month, 18) for month in range(1, 19)]


def test_no_more_meetings_are_told_than_counted(told: Story) -> None:
    for what, name in (("encounter", "encounters"), ("convened", "convened")):
        for month in range(1, 19):
            assert counted(told, what, month) <= told.ensemble.of(name)[0, month]


def test_rises_and_falls_lead_from_the_first_stage_to_the_last(told: Story) -> None:
    batch = Batch.begin(PLACE, told.ensemble.stance, 1, 6, 2).run_until(0)
    names = PLACE.landscape.names
    stages = dict(zip(names, batch.state.actors[0, :, at.STAGE], strict=True))
    for event in told.events:
        if event.what in ("rise", "fall"):
            (actor,) = event.actors
            assert (event.value > stages[actor]) == (event.what == "rise")
            stages[actor] = event.value
    assert list(stages.values()) == batch.run_until(18).state.actors[0, :, at.STAGE].tolist()


def test_events_come_in_their_order_and_none_from_the_warm_up(told: Story) -> None:
    months = [event.month for event in told.events]
    assert months == sorted(months)
    assert set(months) <= set(range(1, 19))


def test_actors_and_needs_are_named(told: Story) -> None:
    for event in told.events:
        assert event.what in WHAT
        assert set(event.actors) <= set(PLACE.landscape.names)
        assert event.need is None or event.need in PLACE.domains
        assert len(set(event.actors)) == len(event.actors)
        assert np.isfinite(event.value)
    people = {event.what: len(event.actors) for event in told.events}
    expected = {
        "encounter": 2,
        "introduction": 3,
        "mediation": 3,
        "help": 2,
        "turnover": 1,
        "rise": 1,
        "crisis": 0,
    }
    assert {what: count for what, count in people.items() if what in expected}.items() <= expected.items()


def test_values_say_what_they_are_said_to_say(told: Story) -> None:
    for event in told.events:
        if event.what in ("rise", "fall"):
            assert event.value in range(len(STAGES))
        elif event.what == "delay":
            assert event.value >= 1
        elif event.what in ("mediation", "introduction"):
            assert event.value == 0
        elif event.what in ("funded", "not_funded"):  # euros asked of the purse
            assert event.value >= 0
        else:
            assert 0 <= event.value <= 1


def test_a_story_is_the_ensembles_replicate(told: Story) -> None:
    many = simulate(PLACE, told.ensemble.stance, runs=3, seed=6)
    assert told.ensemble.runs == 1
    assert np.array_equal(told.ensemble.values[0], many.values[2])
    assert np.array_equal(told.ensemble.final_stages[0], many.final_stages[2])
    assert (told.ensemble.seed, told.ensemble.scenario) == (6, PLACE)


def test_listening_changes_nothing() -> None:
    assert_same_answer(record(PLACE, Calming(), seed=3).ensemble, simulate(PLACE, Calming(), runs=1, seed=3))


def test_a_story_longer_than_its_room_is_told_to_the_end(monkeypatch: pytest.MonkeyPatch) -> None:
    whole = record(PLACE, "residents")
    monkeypatch.setattr(story, "_ROOM", 0)
    assert record(PLACE, "residents").events == whole.events


def test_in_the_classroom_a_lot_happens() -> None:
    told = record(Scenario.load("classroom"), "residents", seed=2)
    happened = Counter(event.what for event in told.events)
    assert set(happened) >= {
        "encounter",
        "convened",
        "success",
        "failure",
        "rise",
        "fall",
        "refusal",
        "introduction",
    }
