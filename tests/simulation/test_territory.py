"""A territory is a Mesa model, and each of its months is that of the ensemble's replicate, to the last bit."""

import copy
import gc
import pickle
import weakref
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from simul_agir import Scenario, ScenarioError, record
from simul_agir.model.indicators import INDICATORS
from simul_agir.model.ladder import STAGES
from simul_agir.simulation import Batch, Territory
from simul_agir.stances import StanceError
from simulation.sameness import STANCES, assert_same_life, differing
from stances.example_stances import Calming
from territories import scenario

PLACE = scenario(months=12, warm_up=6, seed=5)


@pytest.mark.parametrize("stance", STANCES)
def test_every_month_of_a_territory_is_that_of_the_replicate(stance: str) -> None:
    ensemble = Batch.begin(PLACE, "none", 3, seed=9, first=2).run_until(0).branch(stance)
    territory = Territory(PLACE, stance, seed=9, replicate=3)
    for month in range(13):
        ensemble.run_until(month)
        second = ensemble.state.take(slice(1, 2))
        assert differing(territory.batch.state, second) == []
        lived = [getattr(territory, name) for name in INDICATORS]
        assert lived == ensemble.indicators[1, month].tolist()
        assert np.array_equal(territory.needs, ensemble.need_levels[1, month])
        territory.step()
    assert not territory.running


def test_making_one_lives_the_warm_up() -> None:
    territory = Territory(PLACE)
    assert (territory.month, territory.steps, territory.running) == (0, 0, True)
    assert territory.motivation > 0


def test_a_territory_runs_until_its_last_month() -> None:
    territory = Territory(PLACE, "residents")
    territory.run_model()
    assert (territory.month, territory.steps, territory.running) == (12, 12, False)
    before = territory.batch.state.copy()
    territory.step()
    assert territory.month == 12
    assert differing(territory.batch.state, before) == []


def test_it_knows_what_it_was_made_of() -> None:
    territory = Territory(PLACE, Calming(), seed=4, replicate=7)
    assert (territory.scenario, territory.stance) == (PLACE, "calms_down")
    assert (territory.seed, territory.replicate) == (4, 7)


def test_a_scenario_may_be_a_name_or_a_folder(tmp_path: Path) -> None:
    named, given = Territory("classroom"), Territory(Scenario.load("classroom"))
    assert named.scenario == given.scenario
    assert_same_life(named.batch, given.batch)


@pytest.mark.parametrize("name", INDICATORS)
def test_every_indicator_is_an_attribute(name: str) -> None:
    assert isinstance(getattr(Territory(PLACE), name), float)
    assert getattr(Territory, name).__doc__


def test_what_is_not_an_indicator_is_no_attribute() -> None:
    with pytest.raises(AttributeError):
        _ = Territory(PLACE).happiness


def test_needs_are_read_and_written_as_a_whole() -> None:
    territory = Territory(PLACE)
    territory.needs = [0.1, 0.2, 0.3, 0.4]
    assert territory.needs.tolist() == [0.1, 0.2, 0.3, 0.4]
    with pytest.raises(ValueError, match="read-only"):
        territory.needs[0] = 0.9
    for wrong in ([0.1, 0.2], [0.1, 0.2, 0.3, 1.4], [0.1, 0.2, 0.3, np.nan]):
        with pytest.raises(ValueError, match="4 numbers in 0 to 1"):
            territory.needs = wrong


@pytest.mark.parametrize(
    ("arguments", "error"),
    [
        ({"scenario": "nowhere-at-all"}, ScenarioError),
        ({"scenario": PLACE, "stance": "residnets"}, StanceError),
        ({"scenario": PLACE, "seed": -1}, ValueError),
        ({"scenario": PLACE, "replicate": 2**32}, ValueError),
    ],
)
def test_what_no_territory_can_be_made_of_is_refused(arguments: dict, error: type[Exception]) -> None:
    with pytest.raises(error):
        Territory(**arguments)


@pytest.mark.parametrize("month", [0, 2, 7, 12])
@pytest.mark.parametrize("stance", ["none", "diagnosed", "where_gaps_are"])
def test_a_pickled_or_copied_territory_lives_on_as_the_same(stance: str, month: int) -> None:
    territory = Territory(PLACE, stance)
    for _ in range(month):
        territory.step()
    twins = [pickle.loads(pickle.dumps(territory)), copy.deepcopy(territory)]
    territory.run_model()
    for twin in twins:
        twin.run_model()
        assert_same_life(twin.batch, territory.batch)
        assert all(actor.model is twin for actor in twin.agents)
        table = twin.datacollector.get_model_vars_dataframe()
        assert table.equals(territory.datacollector.get_model_vars_dataframe())


def test_a_copy_is_a_copy() -> None:
    territory = Territory(PLACE)
    twin = copy.deepcopy(territory)
    twin.actors[0].motivation = 0.123
    assert territory.actors[0].motivation != 0.123


def test_no_territory_is_kept_alive() -> None:
    territory = Territory(PLACE)
    territory.step()
    kept = weakref.ref(territory)
    del territory
    gc.collect()
    assert kept() is None


def test_agents_have_numbers_of_their_own_in_copies_too() -> None:
    import mesa

    territory = Territory(PLACE)
    assert [actor.unique_id for actor in territory.agents] == list(range(1, 9))
    twin = copy.deepcopy(territory)
    for model in (territory, twin):
        assert mesa.Agent(model).unique_id == 9
        assert len(set(model.agents.get("unique_id"))) == 9


def test_the_stages_of_actors_with_voice_are_the_indicators() -> None:
    territory = Territory(PLACE, "residents")
    territory.run_model()
    stages = np.array([actor.stage for actor in territory.actors if actor.voice > 0])
    assert [getattr(territory, name) for name in STAGES] == pytest.approx(
        [np.mean(stages == stage) for stage in range(5)]
    )


def test_a_territory_without_warm_up_begins_at_month_0_and_has_a_story() -> None:
    place = replace(PLACE, warm_up=0)
    territory = Territory(place, "residents", seed=3)
    assert territory.month == 0
    territory.run_model()
    told = record(place, "residents", seed=3)
    assert np.array_equal(told.ensemble.values[0], territory.batch.indicators[0])
    assert {event.month for event in told.events} <= set(range(1, 13))
