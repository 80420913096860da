"""Step 1 of the reference path: what a diagnosis observes of a territory, with an error that work put in shrinks."""

import numpy as np
from numpy.typing import NDArray

from simul_agir.stances import Diagnosis
from simul_agir.world import state as at
from simul_agir.world.chance import OBSERVE
from simul_agir.world.parameters import AXES, DIAGNOSIS_ERROR, DIAGNOSIS_HOURS, TOLERANCE, WORKING_COMFORT
from simul_agir.world.state import PLANNED, State

Floats = NDArray[np.float64]


class _Eye:
    """Observations with error, each from a counter of its own, so that one more actor changes no other's."""

    def __init__(self, seed: int, replicate: int, month: int, error: float) -> None:
        self.error = error
        self._philox = np.random.Philox(key=(seed << 32) | replicate)
        self._generator = np.random.Generator(self._philox)
        self._state = self._philox.state
        self._month, self._looks = month, 0

    def normal(self, shape: tuple[int, ...]) -> Floats:
        """Errors of one look, of the wanted shape."""
        self._looks += 1
        self._state["state"]["counter"][:] = (0, self._looks, self._month, OBSERVE)
        self._philox.state = self._state
        return self.error * self._generator.standard_normal(shape)

    def share(self, truth: Floats) -> Floats:
        """Shares as they are seen, kept in [0, 1]."""
        return np.clip(truth + self.normal(truth.shape), 0.0, 1.0)

    def amount(self, truth: Floats) -> Floats:
        """Amounts as they are seen: off by a factor."""
        return truth * np.exp(self.normal(truth.shape))


def diagnose(state: State, replicate: int, p: Floats, seed: int, number: int, month: int) -> Diagnosis:
    """What is observed of one replicate (a position in the batch; `number` is its own number, which keys its luck)."""
    actors, profiles = state.actors[replicate], state.profiles[replicate]
    voices = max(1.0, state.territory[replicate, at.VOICES])
    work = state.accounts[replicate, at.DIAGNOSIS_WORK]
    error = float(p[DIAGNOSIS_ERROR] * 2.0 ** (-work / (p[DIAGNOSIS_HOURS] * voices)))
    eye = _Eye(seed, number, month, error)
    postures = eye.share(actors[:, at.POSTURE : at.POSTURE + 4])
    skill = eye.share(actors[:, at.SKILL])
    expertise = eye.share(profiles[:, at.EXPERTISE])
    links = _observed_links(state, replicate, eye)
    heard = _heard(state, replicate)
    untied, frictions = _obstacles(state, replicate, heard, expertise, p)
    return Diagnosis(
        error=error,
        needs=eye.share(state.needs[replicate, at.LEVEL]),
        priorities=_simplex(eye.share(profiles[:, at.PRIORITIES])),
        mandate=_simplex(eye.share(profiles[:, at.MANDATE])),
        expertise=expertise,
        capacity=eye.amount(actors[:, at.CAPACITY]),
        motivation=eye.share(actors[:, at.MOTIVATION]),
        skill=skill,
        postures=postures,
        resources=eye.amount(actors[:, at.ORDINARY] + actors[:, at.EARMARKED]),
        links=links,
        untied_complementary=untied,
        frictions=frictions,
        shared_understanding=_shared_understanding(state, replicate, heard, links),
        change_gap=_change_gap(postures, skill, actors[:, at.VOICE] * heard),
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


def _observed_links(state: State, replicate: int, eye: _Eye) -> NDArray[np.bool_]:
    """The true links, each seen wrong where the error of a look passes one half; a need always has its own domain."""
    domains = state.needs.shape[2]
    links = _bits(state.truth[replicate, at.LINKS], domains)
    seen = links ^ (eye.normal((domains, domains)) > 0.5)
    np.fill_diagonal(seen, True)
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


def _change_gap(postures: Floats, skill: Floats, weights: Floats) -> Floats:
    """Distance, by voice, between present postures and skill and those each stance needs in full, (4,)."""
    weights = weights if weights.sum() > 0 else np.ones_like(weights)
    missing = 1.0 - 0.5 * (postures + skill[:, None])
    gap: Floats = np.average(missing, axis=0, weights=weights)
    return gap


def training_brief(diagnosis: Diagnosis, own: Floats, p: Floats) -> Floats:
    """Relative share of the training for each actor, (N,): by what it was seen to miss, as far as one sees.

    `own` (4,): shares of the stance's own effort by posture; all nil for the base alone.
    """
    posture = diagnosis.postures @ own / own.sum() if own.sum() > 0 else diagnosis.skill
    missing = 1.0 - 0.5 * (posture + diagnosis.skill)
    sight = 1.0 - diagnosis.error / p[DIAGNOSIS_ERROR] if p[DIAGNOSIS_ERROR] > 0 else 1.0
    return sight * missing + (1.0 - sight)


def scheme_of(diagnosis: Diagnosis, voice: Floats, p: Floats) -> tuple[Floats, NDArray[np.int32]]:
    """Step 4: the axes, (K,) weights, nil but for the strongest needs observed; and the partners planned for each,
    (K, PLANNED), those most expert in what the need is seen to be linked with, -1 where there are no more.
    """
    domains = len(diagnosis.needs)
    axes = np.zeros(domains)
    plan = np.full((domains, PLANNED), -1, np.int32)
    for k in np.argsort(-diagnosis.needs, kind="stable")[: int(p[AXES])]:
        axes[k] = diagnosis.needs[k]
        fit = np.where((voice > 0) & (diagnosis.capacity > 0), diagnosis.expertise @ diagnosis.links[k], -1.0)
        partners = [i for i in np.argsort(-fit, kind="stable")[:PLANNED] if fit[i] > 0]
        plan[k, : len(partners)] = partners
    return axes, plan
