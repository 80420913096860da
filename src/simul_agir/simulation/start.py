"""Builds the initial state of a territory from a scenario."""

import numpy as np
from numpy.typing import NDArray

from simul_agir.model import fields as at
from simul_agir.model.parameters import ALTERS, PRIOR_WEIGHT, TRUST_PRIOR, WORKING_COMFORT
from simul_agir.model.state import State
from simul_agir.scenario import Scenario
from simul_agir.simulation.memo import memoised
from simul_agir.simulation.points import Points, made_by_point

Floats = NDArray[np.float64]
Whole = NDArray[np.int64]
_AT_THE_START = [
    ALTERS,
    PRIOR_WEIGHT,
    TRUST_PRIOR,
    WORKING_COMFORT,
]  # the parameters that an initial state depends on
EVIDENCE = 2.0  # outcomes recorded behind a trust given by a scenario; more if the trust is extreme


def initial_state(scenario: Scenario, point: Floats | None = None) -> State:
    """The state of one replicate before its warm-up. `point`: parameters in place of the scenario's own."""
    landscape, p = scenario.landscape, scenario.vector() if point is None else point
    actors, domains = landscape.expertise.shape
    state = State.blank(1, actors, domains)
    _set_actors(state, scenario, p)
    state.profiles[0, :, at.EXPERTISE] = landscape.expertise
    state.profiles[0, :, at.COMFORT] = landscape.expertise
    state.profiles[0, :, at.PRIORITIES] = landscape.mandate
    state.profiles[0, :, at.MANDATE] = landscape.mandate
    state.competence_mask[0, :] = sets_of(landscape.expertise >= p[WORKING_COMFORT])
    state.bitsets[0, :, at.BELIEFS : at.BELIEFS + domains] = landscape.understanding
    state.needs[0, at.LEVEL] = scenario.needs
    state.needs[0, at.HELD] = 1.0
    state.truth[0, at.LINKS] = scenario.links
    _tie(state, scenario, p)
    return state


def start_of(scenario: Scenario, point: Floats | None = None) -> State:
    """The initial state, cached and read-only. `point`: as in `initial_state`."""
    p = scenario.vector() if point is None else point
    key = ("start", *p[_AT_THE_START].tolist())
    return memoised(scenario, key, lambda: _locked(initial_state(scenario, p)))


def starts_of(scenario: Scenario, points: Points, runs: int, into: State | None = None) -> State:
    """The state of several runs before their warm-up, by the parameters of each, (1 or R, parameters).

    `into`: as in `State.spread`.
    """
    rows = {row.tobytes(): point for row, point in zip(points[:, _AT_THE_START], points, strict=True)}
    made, which = made_by_point(points[:, _AT_THE_START], lambda row: start_of(scenario, rows[row.tobytes()]))
    state = made[0].spread(runs, into)
    for number, other in enumerate(made[1:], 1):
        for name, array in state.arrays().items():
            array[which == number] = getattr(other, name)
    return state


def _locked(state: State) -> State:
    for array in state.arrays().values():
        array.flags.writeable = False
    return state


def sets_of(members: NDArray[np.bool_]) -> NDArray[np.uint64]:
    """Booleans by domain, (..., K), as sets of domains, (...)."""
    bits = np.left_shift(np.uint64(1), np.arange(members.shape[-1], dtype=np.uint64))
    sets: NDArray[np.uint64] = np.where(members, bits, np.uint64(0)).sum(axis=-1, dtype=np.uint64)
    return sets


def _set_actors(state: State, scenario: Scenario, p: Floats) -> None:
    landscape, rows = scenario.landscape, state.actors[0]
    for field in at.ACTORS.values():
        start = landscape.attributes[field.start] if isinstance(field.start, str) else field.start
        rows[:, field.column] = at.monthly(start) if field.yearly else start
    rows[:, at.TRAINING_WEIGHT] = 1.0  # until a diagnosis is made
    rows[:, at.LATENT] = landscape.latent
    rows[:, at.AWAKE] = ~landscape.asleep
    rows[:, at.EXPERTISE_BREADTH] = landscape.expertise.sum(axis=1)
    rows[:, at.FIELD] = landscape.mandate.argmax(axis=1)
    rows[:, at.TRUST] = p[TRUST_PRIOR]
    rows[:, at.VOICE_THIRD] = thirds_of(landscape.attributes["voice"])
    territory = state.territory[0]
    territory[at.VOICES] = np.count_nonzero(landscape.attributes["voice"] > 0)
    territory[at.LEAD], territory[at.PROJECT_TEAM] = landscape.lead, landscape.project_team


def _tie(state: State, scenario: Scenario, p: Floats) -> None:
    """Write the scenario's ties. If an actor has more ties than it can keep, the strongest are kept."""
    landscape = scenario.landscape
    tie_index, ties, rows = state.tie_index[0], state.ties[0], state.actors[0]
    if not len(landscape.sources):
        return
    order = np.lexsort((landscape.targets, -landscape.strengths, landscape.sources))
    sources = landscape.sources[order]
    place = np.arange(len(order)) - np.searchsorted(sources, sources)
    kept = place < int(p[ALTERS])
    order, i, a = order[kept], sources[kept], place[kept]
    j = landscape.targets[order]
    tie_index[i, at.ALTER, a], tie_index[i, at.BACK, a] = j, _back(i, j, a, landscape.size)
    ties[i, at.STRENGTH, a] = strengths = landscape.strengths[order]
    ties[i, at.SUCCESSES, a], ties[i, at.FAILURES, a] = successes, failures = evidence(
        landscape.trusts[order], p[TRUST_PRIOR], p[PRIOR_WEIGHT]
    )
    state.tie_weights[0, i, a] = strengths * trust_from(successes, failures, p)
    rows[:, at.TIES] = np.bincount(i, minlength=landscape.size)


def _back(sources: Whole, targets: Whole, places: Whole, actors: int) -> Whole:
    """For each tie, the position of the reverse tie among the target's own ties; -1 if there is none."""
    there, back = sources * actors + targets, targets * actors + sources
    order = np.argsort(there)
    found = order[np.minimum(np.searchsorted(there, back, sorter=order), len(order) - 1)]
    return np.where(there[found] == back, places[found], -1)


def thirds_of(voice: Floats) -> Floats:
    """-1 for the third of the actors with voice who have least of it, 1 for the third who have most, 0 for the others."""
    heard = np.flatnonzero(voice > 0)
    ranked = heard[np.argsort(voice[heard], kind="stable")]
    third, found = len(heard) // 3, np.zeros(len(voice))
    found[ranked[:third]], found[ranked[len(heard) - third :]] = -1.0, 1.0
    return found


def evidence(trust: Floats | float, prior: float, weight: float) -> tuple[Floats, Floats]:
    """Successes r and failures s behind a given trust, so that (r + n0 pi) / (r + s + n0) equals it.

    Trust is clipped to [.02, .98]. `prior`: pi, the trust before any record; `weight`: n0, the number of records that the
    prior counts for.
    """
    trust = np.clip(trust, 0.02, 0.98)
    least = np.maximum(weight * prior / trust, weight * (1.0 - prior) / (1.0 - trust))
    records = np.maximum(weight + EVIDENCE, least)
    return (
        np.maximum(0.0, trust * records - weight * prior),
        np.maximum(0.0, (1.0 - trust) * records - weight * (1.0 - prior)),
    )


def trust_from(successes: Floats, failures: Floats, p: Floats) -> Floats:
    """Trust after recorded successes r and failures s, by a vector of parameters: (r + n0 pi) / (r + s + n0)."""
    weight = p[PRIOR_WEIGHT]
    return np.asarray((successes + weight * p[TRUST_PRIOR]) / (successes + failures + weight))
