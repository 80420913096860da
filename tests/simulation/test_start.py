"""A territory starts as its scenario says."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as some

from simul_agir import Scenario
from simul_agir.model import fields as at
from simul_agir.scenario import ATTRIBUTES
from simul_agir.simulation.start import evidence, initial_state, sets_of, start_of, thirds_of
from simul_agir.simulation.working_network import ties_of
from simulation.sameness import differing
from territories import faults_of_ties, scenario

PLACE = scenario(actors=9, domains=5, seed=2, density=0.6)


PRIORS = some.tuples(some.floats(0.6, 0.8), some.floats(1.0, 4.0))


@given(some.floats(0.02, 0.98), PRIORS)
def test_evidence_gives_back_the_trust_that_is_stated(trust: float, before: tuple[float, float]) -> None:
    prior, weight = before
    successes, failures = evidence(trust, prior, weight)
    assert successes >= 0
    assert failures >= 0
    back = (successes + weight * prior) / (successes + failures + weight)
    assert back == pytest.approx(trust)


@pytest.mark.parametrize(("stated", "kept"), [(0.0, 0.02), (1.0, 0.98)])
def test_no_trust_is_beyond_doubt(stated: float, kept: float) -> None:
    successes, failures = evidence(stated, 0.7, 2.5)
    assert (successes + 1.75) / (successes + failures + 2.5) == pytest.approx(kept)


def test_thirds_are_by_voice_and_leave_out_those_without() -> None:
    voice = np.array([0.0, 0.9, 0.3, 0.5, 0.3, 0.7, 0.8])
    assert thirds_of(voice).tolist() == [0.0, 1.0, -1.0, 0.0, -1.0, 0.0, 1.0]


def test_every_attribute_of_the_landscape_is_in_the_state() -> None:
    row = initial_state(PLACE).actors[0]
    for name, values in PLACE.landscape.attributes.items():
        if name == "turnover":
            values = 1 - (1 - values) ** (1 / 12)
        assert any(np.array_equal(row[:, column], values) for column in range(at.ACTOR_COLUMNS)), name
    assert set(PLACE.landscape.attributes) == set(ATTRIBUTES)


def test_a_yearly_turnover_is_that_of_twelve_months() -> None:
    monthly = initial_state(PLACE).actors[0, :, at.TURNOVER_CHANCE]
    assert 1 - (1 - monthly) ** 12 == pytest.approx(PLACE.landscape.attributes["turnover"])


def test_comfort_starts_as_expertise_and_priorities_as_the_mandate() -> None:
    profiles = initial_state(PLACE).profiles[0]
    assert np.array_equal(profiles[:, at.COMFORT], PLACE.landscape.expertise)
    assert np.array_equal(profiles[:, at.PRIORITIES], PLACE.landscape.mandate)


def test_ties_start_as_the_landscape_states_them() -> None:
    state, landscape = initial_state(PLACE), PLACE.landscape
    ties = ties_of(state, 0, PLACE.vector())
    stated = dict(zip(zip(landscape.sources, landscape.targets, strict=True), landscape.trusts, strict=True))
    found = dict(zip(zip(ties.sources, ties.targets, strict=True), ties.trusts, strict=True))
    assert found == pytest.approx(stated)
    assert faults_of_ties(state) == []


def test_where_there_are_too_many_ties_the_strongest_are_kept() -> None:
    place = replace(scenario(actors=15, density=1.0), parameters={"alters": 5})
    state, landscape = initial_state(place), place.landscape
    for i in range(15):
        mine = landscape.sources == i
        strongest = landscape.targets[mine][np.argsort(-landscape.strengths[mine])[:5]]
        assert set(state.tie_index[0, i, at.ALTER, :5]) == set(strongest)
        assert state.actors[0, i, at.TIES] == 5
    assert faults_of_ties(state) == []


def test_sets_hold_what_is_true() -> None:
    assert sets_of(np.array([[True, False, True], [False, False, False]])).tolist() == [0b101, 0]
    assert int(sets_of(np.array([False, True]))) == 0b10
    assert int(sets_of(np.ones(64, bool))) == 2**64 - 1


def test_needs_links_and_sleepers_start_as_stated() -> None:
    state = initial_state(PLACE)
    assert np.array_equal(state.needs[0, at.LEVEL], PLACE.needs)
    assert np.array_equal(state.truth[0, at.LINKS], PLACE.links)
    assert np.array_equal(state.actors[0, :, at.AWAKE] == 0, PLACE.landscape.asleep)
    assert (state.territory[0, at.LEAD], state.territory[0, at.PROJECT_TEAM]) == (0, 8)


def test_the_classroom_starts_soundly() -> None:
    assert faults_of_ties(initial_state(Scenario.load("classroom"))) == []


def test_the_start_of_one_scenario_is_built_once_and_cannot_be_written_to() -> None:
    other = replace(PLACE, needs=PLACE.needs * 0.5)
    first = start_of(PLACE)
    assert start_of(PLACE) is first
    assert differing(start_of(other), initial_state(other)) == []
    assert differing(start_of(PLACE), initial_state(PLACE)) == []
    with pytest.raises(ValueError, match="read-only"):
        start_of(PLACE).needs[...] = 0.0
