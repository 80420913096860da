"""Reduced territories: what is on, who meets, and random numbers that belong to the number of a run."""

import numpy as np
import pytest

from simul_agir.model.parameters import SWITCHES
from simul_agir.verification.limit import RunOptions
from simul_agir.verification.reduced import (
    CAPACITY,
    MIXING,
    encounters,
    meeting,
    observe_runs,
    observe_territories,
    reduced,
)

MANDATE = np.full((6, 2), 0.5)


def test_all_is_off_but_what_is_asked_for() -> None:
    place = reduced("test", MANDATE, ("encounters", "trust_change"), {}, 3)
    on = {name for name, each in place.mechanisms.items() if each}
    assert on == {"encounters", "trust_change"}
    assert set(place.mechanisms) == set(SWITCHES)
    assert (place.budget, place.effort, place.warm_up) == (0.0, 0.0, 0)


def test_actors_are_alike_but_for_what_is_given() -> None:
    place = reduced("test", MANDATE, (), {}, 3, {"motivation": np.arange(6) / 10, "voice": 0.3})
    given = place.landscape.attributes
    assert given["motivation"].tolist() == [0.0, 0.1, 0.2, 0.3, 0.4, 0.5]
    assert set(given["voice"].tolist()) == {0.3}
    assert set(given["capacity"].tolist()) == {CAPACITY}
    assert set(given["posture_residents"].tolist()) == {0.0}


def test_fields_of_the_scenario_may_be_set() -> None:
    place = reduced("test", MANDATE, (), {"tie_gain": 0.25}, 3, warm_up=2, expertise=np.ones((6, 2)))
    assert (place.warm_up, place.months, place.parameters) == (2, 3, {"tie_gain": 0.25})
    assert place.landscape.expertise.sum() == 12.0


def test_meeting_hours_are_those_of_so_many_encounters() -> None:
    found = meeting(4.0, np.array([50.0, 150.0]))
    assert found["meeting_share"] * 100.0 / found["meeting_hours"] == pytest.approx(4.0)


@pytest.mark.parametrize(("meetings", "actors"), [(2.0, 30), (0.5, 50)])
def test_actors_meet_as_often_as_is_asked(meetings: float, actors: int) -> None:
    # Each encounter takes the hours of two, and a stranger drawn may be oneself: one time in `actors` nothing comes of it.
    place = reduced("test", np.full((actors, 2), 0.5), ("encounters",), {**meeting(meetings), **MIXING}, 40)
    found = observe_runs(place, 20, RunOptions(3, 1, None), encounters)[:, 1:]
    assert found.mean() / actors * 2.0 == pytest.approx(meetings * (actors - 1) / actors, rel=0.02)


def test_a_run_has_the_luck_of_its_number_however_runs_are_shared_out(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    place = reduced("test", MANDATE, ("encounters",), {**meeting(3.0), **MIXING}, 5)
    whole = observe_runs(place, 5, RunOptions(3, 1, None), encounters)
    monkeypatch.setattr("simul_agir.verification.reduced.AT_ONCE", 12)  # two runs at once
    assert np.array_equal(observe_runs(place, 5, RunOptions(3, 2, None), encounters), whole)
    assert np.array_equal(observe_runs(place, 2, RunOptions(3, 1, None), encounters), whole[:2])


def test_draws_come_in_the_order_of_their_numbers() -> None:
    def make(number: int) -> object:
        return reduced("test", np.full((number + 2, 2), 0.5), (), {}, 1)

    found = observe_territories(make, 4, RunOptions(3, 2, None), lambda batch: batch.state.actors.shape[1])  # type: ignore[arg-type]
    assert found.tolist() == [2, 3, 4, 5]
