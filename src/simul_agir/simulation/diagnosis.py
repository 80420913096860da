"""Step 1 of the reference path: what a diagnosis observes of a territory, with an error that work put in shrinks."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from simul_agir.engine.handles import handle
from simul_agir.model import fields as at
from simul_agir.model import observation
from simul_agir.model.events import EVENT_COLUMNS
from simul_agir.model.parameters import (
    AXES,
    DIAGNOSIS_ERROR,
    PLAN_SHARE,
    TOLERANCE,
    WORKING_COMFORT,
)
from simul_agir.model.schedule import observe
from simul_agir.model.state import State, World, workspace
from simul_agir.stances import Diagnosis

Floats = NDArray[np.float64]


@dataclass(frozen=True)
class Sight:
    """What a scheme and a training brief need to see of all R replicates; first axis R, then as in `Diagnosis`."""

    error: Floats  # (R,)
    needs: Floats  # (R, K)
    expertise: Floats  # (R, N, K)
    links: NDArray[np.bool_]  # (R, K, K)
    postures: Floats  # (R, N, 4)
    skill: Floats  # (R, N)
    voices: Floats  # (R, N): the voice of those heard, nil of others


def _observed(
    state: State, points: Floats, seed: int, first: int, month: int, whole: bool = False
) -> tuple[Floats, Floats, Floats]:
    """Errors (R,), what is seen of actors (R, N, columns) and of needs (R, K, 1 + K), as observation.py has them.

    `whole`: what a stance is told besides what a scheme and a training brief need.
    """
    replicates, actors = state.actors.shape[:2]
    domains = state.needs.shape[2]
    columns = observation.SEEN_EXPERTISE + domains
    if whole:
        columns += observation.AFTER_EXPERTISE + 2 * domains
    errors, of_actors = np.empty(replicates), np.empty((replicates, actors, columns))
    of_needs = np.empty((replicates, domains, 1 + domains))
    world = World(**state.arrays(), **workspace(actors, domains), events=np.zeros((0, EVENT_COLUMNS)))
    rows = np.ascontiguousarray(points, np.float64)
    observe(handle(world), replicates, rows, seed, first, month, errors, of_actors, of_needs)
    return errors, of_actors, of_needs


def look(state: State, points: Floats, seed: int, first: int, month: int) -> Sight:
    """What is seen of every replicate of a batch, whose first has the number `first`; `points`, (1 or R, parameters)."""
    return _sight(state, *_observed(state, points, seed, first, month))


def _sight(state: State, errors: Floats, of_actors: Floats, of_needs: Floats) -> Sight:
    after = observation.SEEN_EXPERTISE + state.needs.shape[2]
    return Sight(
        error=errors,
        needs=of_needs[:, :, observation.SEEN_LEVEL],
        expertise=of_actors[:, :, observation.SEEN_EXPERTISE : after],
        links=of_needs[:, :, observation.SEEN_LINKS :] > 0,
        postures=of_actors[:, :, observation.SEEN_POSTURES : observation.SEEN_POSTURES + 4],
        skill=of_actors[:, :, observation.SEEN_SKILL],
        voices=state.actors[:, :, at.VOICE] * (state.actors[:, :, at.AWAKE] > 0),
    )


def diagnose(state: State, replicate: int, p: Floats, seed: int, number: int, month: int) -> Diagnosis:
    """What is observed of one replicate (a position in the batch; `number` is its own number, which keys its luck)."""
    alone = state.take(slice(replicate, replicate + 1))
    seen = _observed(alone, p[None], seed, number, month, whole=True)
    sight, actors, domains = _sight(alone, *seen), state.actors[replicate], state.needs.shape[2]
    after = observation.SEEN_EXPERTISE + domains
    capacity, motivation, resources = seen[1][0, :, after : after + observation.AFTER_EXPERTISE].T
    simplexes = seen[1][0, :, after + observation.AFTER_EXPERTISE :]
    heard = _heard(state, replicate)
    untied, frictions = _obstacles(state, replicate, heard, sight.expertise[0], p)
    return Diagnosis(
        error=float(sight.error[0]),
        needs=sight.needs[0],
        priorities=_simplex(simplexes[:, :domains]),
        mandate=_simplex(simplexes[:, domains:]),
        expertise=sight.expertise[0],
        capacity=capacity,
        motivation=motivation,
        skill=sight.skill[0],
        postures=sight.postures[0],
        resources=resources,
        links=sight.links[0],
        untied_complementary=untied,
        frictions=frictions,
        shared_understanding=_shared_understanding(state, replicate, heard, sight.links[0]),
        change_gap=change_gap(sight.postures[0], sight.skill[0], actors[:, at.VOICE] * heard),
    )


def _heard(state: State, replicate: int) -> NDArray[np.bool_]:
    """Actors that a diagnosis meets: awake and with voice."""
    return (state.actors[replicate, :, at.VOICE] > 0) & (state.actors[replicate, :, at.AWAKE] > 0)


def _simplex(rows: Floats) -> Floats:
    total = rows.sum(axis=-1, keepdims=True)
    return np.where(total > 0, rows / np.where(total > 0, total, 1.0), 1.0 / rows.shape[-1])


def _bits(words: NDArray[np.uint64], domains: int) -> NDArray[np.bool_]:
    """Sets of domains as booleans, one more axis of length K."""
    bits: NDArray[np.bool_] = (words[..., None] >> np.arange(domains, dtype=np.uint64)) & np.uint64(1) != 0
    return bits


def _obstacles(
    state: State, replicate: int, heard: NDArray[np.bool_], expertise: Floats, p: Floats
) -> tuple[float, float]:
    """Share of complementary pairs that are not tied, and share of ties across too different priorities."""
    ties = state.actors[replicate, :, at.TIES].astype(int)
    alters = state.web[replicate, :, at.ALTER]
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
    """Mean Jaccard index between what actors believe and what the diagnosis sees, own domains left out."""
    domains = len(links)
    believed = _bits(state.marks[replicate, :, at.BELIEFS : at.BELIEFS + domains], domains)[heard]
    other = ~np.eye(domains, dtype=bool)
    both = (believed & links & other).sum(axis=(1, 2))
    either = ((believed | links) & other).sum(axis=(1, 2))
    return float(np.mean(np.where(either > 0, both / np.maximum(1, either), 1.0))) if len(believed) else 0.0


def change_gap(postures: Floats, skill: Floats, weights: Floats) -> Floats:
    """Distance, by voice, between present postures and skill and those each stance needs in full, (4,)."""
    weights = weights if weights.sum() > 0 else np.ones_like(weights)
    missing = 1.0 - 0.5 * (postures + skill[:, None])
    gap: Floats = np.average(missing, axis=0, weights=weights)
    return gap


def change_gaps(sight: Sight) -> Floats:
    """The change gaps of all replicates, (R, 4)."""
    return np.array(
        [change_gap(*seen) for seen in zip(sight.postures, sight.skill, sight.voices, strict=True)]
    )


def training_briefs(sight: Sight, own: Floats, points: Floats) -> Floats:
    """Relative share of the training for each actor, (R, N): by what it was seen to miss, as far as one sees.

    `own` (R, 4), or (1, 4) for all: shares of the stance's own effort by posture; all nil for the base alone.
    """
    total = own.sum(axis=1)[:, None]
    led = (sight.postures * own[:, None]).sum(axis=2) / np.where(total > 0, total, 1.0)
    missing = 1.0 - 0.5 * (np.where(total > 0, led, sight.skill) + sight.skill)
    worst = points[:, DIAGNOSIS_ERROR]
    clear = np.where(worst > 0, 1.0 - sight.error / np.where(worst > 0, worst, 1.0), 1.0)
    return np.asarray(clear[:, None] * missing + (1.0 - clear[:, None]))


def schemes(sight: Sight, actors: Floats, points: Floats) -> tuple[Floats, NDArray[np.int16]]:
    """Step 4: the axes, (R, K) weights, nil but for the strongest needs observed; and the partners planned for each,
    (R, K, N), those most expert in what the need is seen to be linked with, -1 where there are no more.

    `actors`: (R, N, ACTOR_COLUMNS). Only those with voice and capacity are planned; seats grow with the actors with voice.
    """
    replicates, domains = sight.needs.shape
    wanted = np.broadcast_to(points[:, AXES].astype(int), replicates)
    chosen = np.argsort(-sight.needs, axis=1, kind="stable")[:, : wanted.max()]
    every = np.arange(replicates)[:, None]
    taken = (
        np.arange(chosen.shape[1]) < wanted[:, None]
    )  # (R, axes): each has as many axes as its own parameter says
    axes = np.zeros((replicates, domains))
    axes[every, chosen] = np.where(taken, sight.needs[every, chosen], 0.0)
    able = (actors[:, :, at.VOICE] > 0) & (actors[:, :, at.CAPACITY] > 0)
    links = sight.links[every, chosen]  # (R, axes, K)
    fit = np.zeros((*chosen.shape, actors.shape[1]))
    for k in range(domains):  # in this order on every machine: who is equal to whom must not hang on rounding
        fit += sight.expertise[:, None, :, k] * links[:, :, None, k]
    fit = np.where(able[:, None], fit, -1.0)
    seats = np.broadcast_to(seats_of(int((actors[0, :, at.VOICE] > 0).sum()), points), replicates)
    partners = np.argsort(-fit, axis=2, kind="stable")[:, :, : seats.max()]
    seated = taken[:, :, None] & (np.arange(partners.shape[2]) < seats[:, None, None])
    plan = np.full((replicates, domains, actors.shape[1]), -1, np.int16)
    plan[every, chosen, : partners.shape[2]] = np.where(
        (np.take_along_axis(fit, partners, 2) > 0) & seated, partners, -1
    )
    return axes, plan


def seats_of(voices: int, points: Floats) -> NDArray[np.int64]:
    """Seats of a plan for one axis, for so many actors with voice, by each point: a share of them, rounded, one at least."""
    return np.maximum(1, (points[:, PLAN_SHARE] * voices + 0.5).astype(np.int64))
