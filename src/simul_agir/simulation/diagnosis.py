"""What a diagnosis observes of a territory, with an error that more work reduces."""

import numpy as np
from numpy.typing import NDArray

from simul_agir.engine.handles import handle
from simul_agir.model import fields as at
from simul_agir.model.events import EVENT_COLUMNS
from simul_agir.model.parameters import TOLERANCE, WORKING_COMFORT
from simul_agir.model.path import observation
from simul_agir.model.schedule import observe
from simul_agir.model.state import State, World, workspace
from simul_agir.stances import Diagnosis

Floats = NDArray[np.float64]


def diagnoses(state: State, points: Floats, seed: int, first: int, month: int) -> list[Diagnosis]:
    """The diagnosis of every replicate of a batch. `first`: number of the first replicate, which keys the random numbers;
    `points`: (1 or R, parameters); `month` counts from the start of the warm-up.
    """
    replicates, actors = state.actors.shape[:2]
    domains = state.needs.shape[2]
    columns = observation.SEEN_EXPERTISE + observation.AFTER_EXPERTISE + 3 * domains
    errors, of_actors = np.empty(replicates), np.empty((replicates, actors, columns))
    of_needs = np.empty((replicates, domains, 1 + domains))
    world = World(**state.arrays(), **workspace(actors, domains), events=np.zeros((0, EVENT_COLUMNS)))
    rows = np.ascontiguousarray(points, np.float64)
    observe(handle(world), replicates, rows, seed, first, month, errors, of_actors, of_needs)
    return [
        _told(state, r, rows[min(r, len(rows) - 1)], float(errors[r]), of_actors[r], of_needs[r])
        for r in range(replicates)
    ]


def diagnose(state: State, replicate: int, p: Floats, seed: int, number: int, month: int) -> Diagnosis:
    """The diagnosis of one replicate, by its position in the batch. `number`: its replicate number, which keys the random
    numbers.
    """
    alone = state.take(slice(replicate, replicate + 1))
    (found,) = diagnoses(alone, p[None], seed, number, month)
    return found


def _told(
    state: State, replicate: int, p: Floats, error: float, of_actors: Floats, of_needs: Floats
) -> Diagnosis:
    """What is observed of a replicate, by name."""
    actors, domains = state.actors[replicate], state.needs.shape[2]
    after = observation.SEEN_EXPERTISE + domains
    expertise = of_actors[:, observation.SEEN_EXPERTISE : after]
    links = of_needs[:, observation.SEEN_LINKS :] > 0
    postures = of_actors[:, observation.SEEN_POSTURES : observation.SEEN_POSTURES + 4]
    skill = of_actors[:, observation.SEEN_SKILL]
    capacity, motivation, resources = of_actors[:, after : after + observation.AFTER_EXPERTISE].T
    simplexes = of_actors[:, after + observation.AFTER_EXPERTISE :]
    heard = _heard(state, replicate)
    untied, frictions = _obstacles(state, replicate, heard, expertise, p)
    return Diagnosis(
        error=error,
        needs=of_needs[:, observation.SEEN_LEVEL],
        priorities=_simplex(simplexes[:, :domains]),
        mandate=_simplex(simplexes[:, domains:]),
        expertise=expertise,
        capacity=capacity,
        motivation=motivation,
        skill=skill,
        postures=postures,
        resources=resources,
        links=links,
        untied_complementary=untied,
        frictions=frictions,
        shared_understanding=_shared_understanding(state, replicate, heard, links),
        change_gap=change_gap(postures, skill, actors[:, at.VOICE] * heard),
    )


def _heard(state: State, replicate: int) -> NDArray[np.bool_]:
    """The actors that a diagnosis meets: those awake and with voice."""
    return (state.actors[replicate, :, at.VOICE] > 0) & (state.actors[replicate, :, at.AWAKE] > 0)


def _simplex(rows: Floats) -> Floats:
    total = rows.sum(axis=-1, keepdims=True)
    return np.where(total > 0, rows / np.where(total > 0, total, 1.0), 1.0 / rows.shape[-1])


def _bits(words: NDArray[np.uint64], domains: int) -> NDArray[np.bool_]:
    """Sets of domains as booleans, with one more axis of length K."""
    bits: NDArray[np.bool_] = (words[..., None] >> np.arange(domains, dtype=np.uint64)) & np.uint64(1) != 0
    return bits


def _obstacles(
    state: State, replicate: int, heard: NDArray[np.bool_], expertise: Floats, p: Floats
) -> tuple[float, float]:
    """Share of complementary pairs without a tie, and share of ties between actors whose priorities differ too much."""
    ties = state.actors[replicate, :, at.TIES].astype(int)
    alters = state.tie_index[replicate, :, at.ALTER]
    sources = np.repeat(np.arange(len(ties)), ties)
    targets = np.concatenate([alters[i, :count] for i, count in enumerate(ties)]) if len(sources) else sources
    priorities = state.profiles[replicate, :, at.PRIORITIES]
    apart = 0.5 * np.abs(priorities[sources] - priorities[targets]).sum(axis=1)
    frictions = float(np.mean(apart > p[TOLERANCE])) if len(sources) else 0.0
    able = expertise >= p[WORKING_COMFORT]
    who = np.flatnonzero(heard)[:500]  # pairs of the first 500 heard are enough for a share
    can = able[who].astype(np.float32)
    ahead = can @ (1.0 - can).T > 0
    differ = ahead & ahead.T
    tied = np.zeros((len(heard), len(heard)), bool)
    tied[sources, targets.astype(int)] = True
    known = (tied | tied.T)[np.ix_(who, who)]
    pairs = np.count_nonzero(differ)
    return (float(np.count_nonzero(differ & ~known) / pairs) if pairs else 0.0), frictions


def _shared_understanding(
    state: State, replicate: int, heard: NDArray[np.bool_], links: NDArray[np.bool_]
) -> float:
    """Mean Jaccard index between the actors' beliefs and the links that the diagnosis observes; the needs' own domains do
    not count.
    """
    domains = len(links)
    believed = _bits(state.bitsets[replicate, :, at.BELIEFS : at.BELIEFS + domains], domains)[heard]
    other = ~np.eye(domains, dtype=bool)
    both = (believed & links & other).sum(axis=(1, 2))
    either = ((believed | links) & other).sum(axis=(1, 2))
    return float(np.mean(np.where(either > 0, both / np.maximum(1, either), 1.0))) if len(believed) else 0.0


def change_gap(postures: Floats, skill: Floats, weights: Floats) -> Floats:
    """Distance, weighted by voice, between present postures and skill and those that each stance needs at full effect,
    (4,).
    """
    weights = weights if weights.sum() > 0 else np.ones_like(weights)
    missing = 1.0 - 0.5 * (postures + skill[:, None])
    gap: Floats = np.average(missing, axis=0, weights=weights)
    return gap
