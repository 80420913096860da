"""From a scenario to the state of its territory before the first month."""

import numpy as np
from numpy.typing import NDArray

from simul_agir.model import fields as at
from simul_agir.model.parameters import ALTERS, WORKING_COMFORT
from simul_agir.model.state import State
from simul_agir.scenario import Scenario
from simul_agir.simulation.once import made_once

Floats = NDArray[np.float64]
Whole = NDArray[np.int64]
_EVIDENCE = 2.0  # outcomes that stand behind a trust which a scenario states; more where the trust is extreme


def initial_state(scenario: Scenario) -> State:
    """One replicate of the scenario's territory, before its warm-up."""
    landscape, p = scenario.landscape, scenario.vector()
    actors, domains = landscape.expertise.shape
    state = State.blank(1, actors, domains)
    _set_actors(state, scenario)
    state.profiles[0, :, at.EXPERTISE] = landscape.expertise
    state.profiles[0, :, at.COMFORT] = landscape.expertise
    state.profiles[0, :, at.PRIORITIES] = landscape.mandate
    state.profiles[0, :, at.MANDATE] = landscape.mandate
    state.able[0, :] = sets_of(landscape.expertise >= p[WORKING_COMFORT])
    state.marks[0, :, at.BELIEFS : at.BELIEFS + domains] = landscape.understanding
    state.needs[0, at.LEVEL] = scenario.needs
    state.needs[0, at.HELD] = 1.0
    state.truth[0, at.LINKS] = scenario.links
    _tie(state, scenario)
    return state


def start_of(scenario: Scenario) -> State:
    """The initial state, which nobody can write to, kept for whoever asks again."""
    return made_once(scenario, "start", lambda: _locked(initial_state(scenario)))


def _locked(state: State) -> State:
    for array in state.arrays().values():
        array.flags.writeable = False
    return state


def sets_of(members: NDArray[np.bool_]) -> NDArray[np.uint64]:
    """Booleans by domain, (..., K), as sets of domains, (...)."""
    bits = np.left_shift(np.uint64(1), np.arange(members.shape[-1], dtype=np.uint64))
    sets: NDArray[np.uint64] = np.where(members, bits, np.uint64(0)).sum(axis=-1, dtype=np.uint64)
    return sets


def _set_actors(state: State, scenario: Scenario) -> None:
    landscape, rows = scenario.landscape, state.actors[0]
    for field in at.ACTORS.values():
        start = landscape.attributes[field.start] if isinstance(field.start, str) else field.start
        rows[:, field.column] = at.monthly(start) if field.yearly else start
    rows[:, at.BRIEF] = 1.0  # until a diagnosis says who lacks what
    rows[:, at.LATENT] = landscape.latent
    rows[:, at.AWAKE] = ~landscape.asleep
    rows[:, at.EXPERTISE_BREADTH] = landscape.expertise.sum(axis=1)
    rows[:, at.FIELD] = landscape.mandate.argmax(axis=1)
    territory = state.territory[0]
    territory[at.VOICES] = np.count_nonzero(landscape.attributes["voice"] > 0)
    territory[at.LEAD], territory[at.PROJECT_TEAM] = landscape.lead, landscape.project_team


def _tie(state: State, scenario: Scenario) -> None:
    """Ties as the scenario states them; where an actor has more than it can keep in mind, the strongest."""
    landscape = scenario.landscape
    web, ties, rows = state.web[0], state.ties[0], state.actors[0]
    if not len(landscape.sources):
        return
    order = np.lexsort((landscape.targets, -landscape.strengths, landscape.sources))
    sources = landscape.sources[order]
    place = np.arange(len(order)) - np.searchsorted(sources, sources)
    kept = place < int(scenario.vector()[ALTERS])
    order, i, a = order[kept], sources[kept], place[kept]
    j = landscape.targets[order]
    web[i, at.ALTER, a], web[i, at.BACK, a] = j, _back(i, j, a, landscape.size)
    ties[i, at.STRENGTH, a] = strengths = landscape.strengths[order]
    ties[i, at.SUCCESSES, a], ties[i, at.FAILURES, a] = successes, failures = evidence(
        landscape.trusts[order]
    )
    state.pulls[0, i, a] = strengths * (successes + 1.0) / (successes + failures + 2.0)
    rows[:, at.TIES] = np.bincount(i, minlength=landscape.size)


def _back(sources: Whole, targets: Whole, places: Whole, actors: int) -> Whole:
    """For each tie, the place of the tie back among the target's own, -1 where there is none."""
    there, back = sources * actors + targets, targets * actors + sources
    order = np.argsort(there)
    found = order[np.minimum(np.searchsorted(there, back, sorter=order), len(order) - 1)]
    return np.where(there[found] == back, places[found], -1)


def evidence(trust: Floats | float) -> tuple[Floats, Floats]:
    """Successes and failures behind a stated trust, so that (r + 1) / (r + s + 2) gives it back; kept in [.02, .98]."""
    trust = np.clip(trust, 0.02, 0.98)
    weight = np.maximum(_EVIDENCE, 1.0 / np.minimum(trust, 1.0 - trust) - 2.0) + 2.0
    return np.maximum(0.0, trust * weight - 1.0), np.maximum(0.0, (1.0 - trust) * weight - 1.0)
