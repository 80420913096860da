"""An actor is a view: what one reads is in the arrays, what one writes goes there, and the rules go on from it."""

from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from simul_agir.model import fields as at
from simul_agir.model.ladder import CRITERIA, STAGES
from simul_agir.scenario import ATTRIBUTES
from simul_agir.simulation import Actor, Stage, Territory
from simul_agir.simulation.actor import Cell
from territories import scenario

PLACE = scenario(months=12, warm_up=6, seed=5)
CELLS = [name for name, cell in vars(Actor).items() if isinstance(cell, Cell)]


@pytest.fixture
def territory() -> Territory:
    return Territory(PLACE, "residents")


@pytest.fixture
def old() -> Territory:
    """One that has lived to its end."""
    territory = Territory(PLACE, "residents")
    territory.run_model()
    return territory


def test_every_attribute_of_a_landscape_can_be_read_and_written() -> None:
    assert set(ATTRIBUTES) <= set(CELLS)


@pytest.mark.parametrize("name", CELLS)
def test_what_is_written_is_in_the_cell_and_nowhere_else(territory: Territory, name: str) -> None:
    actor, before = territory.actors[2], territory.batch.state.actors.copy()
    value = 0.625 if name != "capacity" else 80.0
    setattr(actor, name, value)
    assert getattr(actor, name) == pytest.approx(value)
    changed = np.argwhere(territory.batch.state.actors != before)
    assert changed.tolist() == [[0, 2, getattr(Actor, name).column]]


@pytest.mark.parametrize("name", CELLS)
@pytest.mark.parametrize("value", [-0.1, 1e9, float("nan")])
def test_what_is_outside_its_range_is_refused(territory: Territory, name: str, value: float) -> None:
    before = getattr(territory.actors[2], name)
    with pytest.raises(ValueError, match=f"{name} = .* is outside"):
        setattr(territory.actors[2], name, value)
    assert getattr(territory.actors[2], name) == before


def test_the_rules_go_on_from_what_was_written(territory: Territory) -> None:
    before = territory.identification
    territory.agents.set("identification", 1.0)
    territory.step()
    assert territory.identification > before


def test_a_new_person_every_month_when_turnover_is_certain(territory: Territory) -> None:
    territory.actors[0].turnover = 1.0
    territory.step()
    assert territory.batch.state.actors[0, 0, at.REPLACED] == 1.0


def test_who_loses_its_voice_counts_no_more(territory: Territory) -> None:
    territory.actors[1].voice = 0.0
    assert territory.batch.state.territory[0, at.VOICES] == 7
    territory.actors[1].voice = 0.4
    assert territory.batch.state.territory[0, at.VOICES] == 8


def test_who_and_what_an_actor_is(territory: Territory) -> None:
    landscape = PLACE.landscape
    assert [actor.name for actor in territory.agents] == list(landscape.names)
    assert [actor.id for actor in territory.agents] == list(landscape.ids)
    assert [actor.kind for actor in territory.agents] == list(landscape.kinds)
    assert [actor.position for actor in territory.agents] == list(range(8))
    assert repr(territory.actors[0]).startswith("<actor Actor 0: ")


@pytest.mark.parametrize("name", ["expertise", "comfort", "priorities", "mandate"])
def test_a_profile_is_read_as_a_copy_that_stays_as_it_was(territory: Territory, name: str) -> None:
    read = getattr(territory.actors[0], name)
    kept = read.copy()
    with pytest.raises(ValueError, match="read-only"):
        read[0] = 0.5
    for actor in territory.actors:
        actor.priorities = [0.7, 0.1, 0.1, 0.1]
        actor.comfort = [1.0, 1.0, 1.0, 1.0]
    assert np.array_equal(read, kept)


def test_profiles_are_written_as_a_whole(territory: Territory) -> None:
    actor = territory.actors[3]
    actor.priorities = [0.5, 0.25, 0.25, 0.0]
    actor.mandate = [0.0, 0.0, 1.0, 0.0]
    actor.expertise = [0.0, 0.25, 0.75, 0.0]
    actor.comfort = [0.0, 0.5, 1.0, 0.7]
    assert actor.priorities.tolist() == [0.5, 0.25, 0.25, 0.0]
    assert actor.comfort.tolist() == [0.0, 0.5, 1.0, 0.7]
    row = actor.row
    assert row[[at.FIELD, at.EXPERTISE_BREADTH, at.COMFORT_RATIO]] == pytest.approx([2, 1.0, 2.2])
    assert int(territory.batch.state.competence_mask[0, 3]) == 0b1100


def test_comfort_follows_expertise_that_outgrows_it(territory: Territory) -> None:
    actor = territory.actors[3]
    actor.expertise = [1.0, 1.0, 1.0, 1.0]
    assert actor.comfort.tolist() == [1.0] * 4


@pytest.mark.parametrize(
    ("name", "values", "said"),
    [
        ("priorities", [0.5, 0.5, 0.5, 0.5], "sum to 1"),
        ("priorities", [1.5, -0.5, 0.0, 0.0], "0 to 1"),
        ("priorities", [0.5, 0.5], "4 numbers"),
        ("comfort", [0.0, 0.0, 0.0, 0.0], "narrower than expertise"),
        ("expertise", [0.0, 0.0, 0.0, np.nan], "0 to 1"),
    ],
)
def test_a_profile_that_cannot_be_is_refused(territory: Territory, name: str, values: Any, said: str) -> None:
    before = getattr(territory.actors[3], name)
    with pytest.raises(ValueError, match=said):
        setattr(territory.actors[3], name, values)
    assert np.array_equal(getattr(territory.actors[3], name), before)


def test_a_stage_is_a_number_with_a_name(old: Territory) -> None:
    assert [stage.name for stage in Stage] == list(STAGES)
    for actor in old.actors:
        assert actor.stage == old.batch.state.actors[0, actor.position, at.STAGE]
        assert isinstance(actor.stage, Stage)
        assert actor.stage <= actor.index <= actor.stage + 1
        with pytest.raises(AttributeError):
            actor.stage = Stage.team  # type: ignore[misc]


def test_a_bottleneck_is_what_is_not_met_of_the_next_stage(old: Territory) -> None:
    passes = old.passes()
    found = set()
    for actor in old.actors:
        kept_by = actor.bottleneck()
        found |= set(kept_by)
        if actor.awake and actor.stage < Stage.excellence:
            assert kept_by
            assert not passes[actor.position, [CRITERIA.index(criterion) for criterion in kept_by]].any()
        else:
            assert kept_by == ()
    assert found


def test_nothing_keeps_one_who_does_not_count(old: Territory) -> None:
    old.actors[1].voice = 0.0
    assert old.actors[1].bottleneck() == ()


def test_partners_are_mutual_and_among_the_alters(old: Territory) -> None:
    partners = {actor: actor.partners() for actor in old.actors}
    assert any(partners.values())
    for actor, others in partners.items():
        assert set(others) <= set(actor.alters())
        assert all(actor in partners[other] for other in others)


def test_trust_is_what_the_outcomes_say(old: Territory) -> None:
    actor = next(actor for actor in old.actors if actor.alters())
    alter = actor.alters()[0]
    successes, failures = old.batch.state.ties[0, actor.position, [at.SUCCESSES, at.FAILURES], 0]
    assert actor.trust_in(alter) == pytest.approx((successes + 2.5 * 0.7) / (successes + failures + 2.5))
    assert actor.trust_in(actor) == 0.7
    assert actor.trust == pytest.approx(np.mean([actor.trust_in(each) for each in actor.alters()]), abs=0.2)


def test_understanding_names_the_links_that_an_actor_believes_in() -> None:
    sets = np.array(PLACE.landscape.understanding)
    sets[0] = [0b1101, 0b0010, 0b0100, 0b1001]
    place = replace(PLACE, warm_up=1, landscape=replace(PLACE.landscape, understanding=sets))
    place = replace(place, mechanisms={"belief_change": False})
    assert Territory(place).actors[0].understanding == {
        "need-0": ("need-2", "need-3"),
        "need-1": (),
        "need-2": (),
        "need-3": ("need-0",),
    }


def test_only_latent_groups_are_put_to_sleep(territory: Territory) -> None:
    latent = PLACE.landscape.latent
    assert 0 < latent.sum() < 8
    for actor in territory.actors:
        if latent[actor.position]:
            actor.awake = False
            assert not actor.awake
        else:
            with pytest.raises(ValueError, match="latent"):
                actor.awake = False
