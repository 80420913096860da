"""Step 1 of the reference path: what a diagnosis observes of a territory, with an error that work put in shrinks."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from simul_agir.model import fields as at
from simul_agir.model.parameters import AXES, DIAGNOSIS_ERROR, DIAGNOSIS_HOURS, TOLERANCE, WORKING_COMFORT
from simul_agir.model.randomness import OBSERVE
from simul_agir.model.state import State
from simul_agir.stances import Diagnosis

Floats = NDArray[np.float64]


# The looks of a diagnosis, in the order in which their errors are counted.
_POSTURES, _SKILL, _EXPERTISE, _LINKS, _NEEDS, _PRIORITIES, _MANDATE, _CAPACITY, _MOTIVATION, _RESOURCES = (
    range(1, 11)
)


class _Luck:
    """Standard normal draws, each look of each replicate from a counter of its own, so that none changes another's."""

    def __init__(self, seed: int, month: int) -> None:
        self._seed, self._month = seed, month
        self._philox = np.random.Philox(key=0)
        self._generator = np.random.Generator(self._philox)
        self._state = self._philox.state

    def normal(self, replicate: int, look: int, shape: tuple[int, ...]) -> Floats:
        """The draws of one look at one replicate, of the wanted shape."""
        self._state["state"]["key"][:] = (self._seed << 32 | replicate, 0)
        self._state["state"]["counter"][:] = (0, look, self._month, OBSERVE)
        self._philox.state = self._state
        return self._generator.standard_normal(shape)


@dataclass(frozen=True)
class Sight:
    """What a scheme and a training brief need to see of all R replicates; first axis R, then as in `Diagnosis`."""

    error: Floats  # (R,)
    needs: Floats  # (R, K)
    expertise: Floats  # (R, N, K)
    links: NDArray[np.bool_]  # (R, K, K)
    postures: Floats  # (R, N, 4)
    skill: Floats  # (R, N)


def errors_of(state: State, p: Floats) -> Floats:
    """Standard error with which a diagnosis sees shares, (R,): halved by each `diagnosis_hours` of work for each voice."""
    hours = p[DIAGNOSIS_HOURS] * np.maximum(1.0, state.territory[:, at.VOICES])
    return np.asarray(p[DIAGNOSIS_ERROR] * 2.0 ** (-state.accounts[:, at.DIAGNOSIS_WORK] / hours))


def look(state: State, p: Floats, seed: int, first: int, month: int) -> Sight:
    """What is seen of every replicate of a batch, whose first has the number `first`."""
    luck, error = _Luck(seed, month), errors_of(state, p)

    def noise(number: int, *shape: int) -> Floats:
        draws = np.empty((state.replicates, *shape))
        for r in range(state.replicates):
            draws[r] = luck.normal(first + r, number, shape)
        return error.reshape(-1, *(1,) * len(shape)) * draws

    domains = state.needs.shape[2]
    truth = {
        _NEEDS: state.needs[:, at.LEVEL],
        _EXPERTISE: state.profiles[:, :, at.EXPERTISE],
        _POSTURES: state.actors[:, :, at.POSTURE : at.POSTURE + 4],
        _SKILL: state.actors[:, :, at.SKILL],
    }
    seen = {number: _share(each, noise(number, *each.shape[1:])) for number, each in truth.items()}
    links = _seen_links(_bits(state.truth[:, at.LINKS], domains), noise(_LINKS, domains, domains))
    return Sight(
        error=error,
        needs=seen[_NEEDS],
        expertise=seen[_EXPERTISE],
        links=links,
        postures=seen[_POSTURES],
        skill=seen[_SKILL],
    )


def _share(truth: Floats, error: Floats) -> Floats:
    """Shares as they are seen, kept in [0, 1]."""
    return np.clip(truth + error, 0.0, 1.0)


def diagnose(state: State, replicate: int, p: Floats, seed: int, number: int, month: int) -> Diagnosis:
    """What is observed of one replicate (a position in the batch; `number` is its own number, which keys its luck)."""
    alone = state.take(slice(replicate, replicate + 1))
    sight = look(alone, p, seed, number, month)
    actors, profiles = state.actors[replicate], state.profiles[replicate]
    error, luck = float(sight.error[0]), _Luck(seed, month)

    def noise(which: int, truth: Floats) -> Floats:
        return error * luck.normal(number, which, truth.shape)

    def share(which: int, truth: Floats) -> Floats:
        return _share(truth, noise(which, truth))

    def amount(which: int, truth: Floats) -> Floats:
        """Amounts as they are seen: off by a factor."""
        return truth * np.exp(noise(which, truth))

    heard = _heard(state, replicate)
    untied, frictions = _obstacles(state, replicate, heard, sight.expertise[0], p)
    return Diagnosis(
        error=error,
        needs=sight.needs[0],
        priorities=_simplex(share(_PRIORITIES, profiles[:, at.PRIORITIES])),
        mandate=_simplex(share(_MANDATE, profiles[:, at.MANDATE])),
        expertise=sight.expertise[0],
        capacity=amount(_CAPACITY, actors[:, at.CAPACITY]),
        motivation=share(_MOTIVATION, actors[:, at.MOTIVATION]),
        skill=sight.skill[0],
        postures=sight.postures[0],
        resources=amount(_RESOURCES, actors[:, at.ORDINARY] + actors[:, at.EARMARKED]),
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


def _seen_links(links: NDArray[np.bool_], error: Floats) -> NDArray[np.bool_]:
    """True links, each seen wrong where its error passes one half; a need always has its own domain."""
    seen = links ^ (error > 0.5)
    own = np.arange(links.shape[-1])
    seen[..., own, own] = True
    return seen


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


def training_briefs(sight: Sight, own: Floats, p: Floats) -> Floats:
    """Relative share of the training for each actor, (R, N): by what it was seen to miss, as far as one sees.

    `own` (R, 4), or (1, 4) for all: shares of the stance's own effort by posture; all nil for the base alone.
    """
    total = own.sum(axis=1)[:, None]
    led = (sight.postures * own[:, None]).sum(axis=2) / np.where(total > 0, total, 1.0)
    missing = 1.0 - 0.5 * (np.where(total > 0, led, sight.skill) + sight.skill)
    clear = 1.0 - sight.error / p[DIAGNOSIS_ERROR] if p[DIAGNOSIS_ERROR] > 0 else np.ones_like(sight.error)
    return np.asarray(clear[:, None] * missing + (1.0 - clear[:, None]))


def schemes(sight: Sight, actors: Floats, p: Floats) -> tuple[Floats, NDArray[np.int16]]:
    """Step 4: the axes, (R, K) weights, nil but for the strongest needs observed; and the partners planned for each,
    (R, K, PLANNED), those most expert in what the need is seen to be linked with, -1 where there are no more.

    `actors`: (R, N, ACTOR_COLUMNS). Only those with voice and capacity are planned.
    """
    replicates, domains = sight.needs.shape
    chosen = np.argsort(-sight.needs, axis=1, kind="stable")[:, : int(p[AXES])]
    every = np.arange(replicates)[:, None]
    axes = np.zeros((replicates, domains))
    axes[every, chosen] = sight.needs[every, chosen]
    able = (actors[:, :, at.VOICE] > 0) & (actors[:, :, at.CAPACITY] > 0)
    links = sight.links[every, chosen]  # (R, axes, K)
    fit = np.zeros((*chosen.shape, actors.shape[1]))
    for k in range(domains):  # in this order on every machine: who is equal to whom must not hang on rounding
        fit += sight.expertise[:, None, :, k] * links[:, :, None, k]
    fit = np.where(able[:, None], fit, -1.0)
    partners = np.argsort(-fit, axis=2, kind="stable")[:, :, : at.PLANNED]
    plan = np.full((replicates, domains, at.PLANNED), -1, np.int16)
    plan[every, chosen, : partners.shape[2]] = np.where(
        np.take_along_axis(fit, partners, 2) > 0, partners, -1
    )
    return axes, plan
