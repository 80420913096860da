"""Step 1 of the reference path: what a diagnosis observes of a territory, with an error that work put in shrinks."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from simul_agir.stances import Diagnosis
from simul_agir.world import state as at
from simul_agir.world.chance import OBSERVE
from simul_agir.world.parameters import AXES, DIAGNOSIS_ERROR, DIAGNOSIS_HOURS, TOLERANCE, WORKING_COMFORT
from simul_agir.world.state import PLANNED, State

Floats = NDArray[np.float64]


# Each look of a diagnosis, in the order of its number from 1 on: errors depend on it.
_LOOKS = (
    "postures",
    "skill",
    "expertise",
    "links",
    "needs",
    "priorities",
    "mandate",
    "capacity",
    "motivation",
    "resources",
)
_LOOK = {name: number for number, name in enumerate(_LOOKS, start=1)}


class _Eye:
    """Observations with error, each from a counter of its own, so that one more actor changes no other's."""

    def __init__(self, seed: int, replicate: int, month: int, error: float) -> None:
        self.error = error
        self._philox = np.random.Philox(key=(seed << 32) | replicate)
        self._generator = np.random.Generator(self._philox)
        self._state = self._philox.state
        self._month = month

    def normal(self, look: str, shape: tuple[int, ...]) -> Floats:
        """Errors of one look, of the wanted shape."""
        self._state["state"]["counter"][:] = (0, _LOOK[look], self._month, OBSERVE)
        self._philox.state = self._state
        return self.error * self._generator.standard_normal(shape)

    def share(self, look: str, truth: Floats) -> Floats:
        """Shares as they are seen, kept in [0, 1]."""
        return np.clip(truth + self.normal(look, truth.shape), 0.0, 1.0)

    def amount(self, look: str, truth: Floats) -> Floats:
        """Amounts as they are seen: off by a factor."""
        return truth * np.exp(self.normal(look, truth.shape))


@dataclass(frozen=True)
class Observation:
    """As much of a diagnosis as a scheme and a training are made of; what each is, `Diagnosis` tells."""

    error: float
    needs: Floats
    expertise: Floats
    capacity: Floats
    skill: Floats
    postures: Floats
    links: NDArray[np.bool_]


def observe(state: State, replicate: int, p: Floats, seed: int, number: int, month: int) -> Observation:
    """What a diagnosis of one replicate (a position in the batch; `number` is its own number, which keys its luck) sees of
    needs and fields: the same as in the whole `diagnose`, in a third of the time.
    """
    return _observed(state, replicate, _eye(state, replicate, p, seed, number, month))


def diagnose(state: State, replicate: int, p: Floats, seed: int, number: int, month: int) -> Diagnosis:
    """All that is observed of one replicate, as `observe`."""
    actors, profiles = state.actors[replicate], state.profiles[replicate]
    eye = _eye(state, replicate, p, seed, number, month)
    seen = _observed(state, replicate, eye)
    heard = _heard(state, replicate)
    untied, frictions = _obstacles(state, replicate, heard, seen.expertise, p)
    return Diagnosis(
        **vars(seen),
        priorities=_simplex(eye.share("priorities", profiles[:, at.PRIORITIES])),
        mandate=_simplex(eye.share("mandate", profiles[:, at.MANDATE])),
        motivation=eye.share("motivation", actors[:, at.MOTIVATION]),
        resources=eye.amount("resources", actors[:, at.ORDINARY] + actors[:, at.EARMARKED]),
        untied_complementary=untied,
        frictions=frictions,
        shared_understanding=_shared_understanding(state, replicate, heard, seen.links),
        change_gap=_change_gap(seen.postures, seen.skill, actors[:, at.VOICE] * heard),
    )


def _eye(state: State, replicate: int, p: Floats, seed: int, number: int, month: int) -> _Eye:
    """The eye of whoever makes a diagnosis: the more work was put in, the sharper."""
    voices = max(1.0, state.territory[replicate, at.VOICES])
    work = state.accounts[replicate, at.DIAGNOSIS_WORK]
    error = float(p[DIAGNOSIS_ERROR] * 2.0 ** (-work / (p[DIAGNOSIS_HOURS] * voices)))
    return _Eye(seed, number, month, error)


def _observed(state: State, replicate: int, eye: _Eye) -> Observation:
    actors, profiles = state.actors[replicate], state.profiles[replicate]
    return Observation(
        error=eye.error,
        needs=eye.share("needs", state.needs[replicate, at.LEVEL]),
        expertise=eye.share("expertise", profiles[:, at.EXPERTISE]),
        capacity=eye.amount("capacity", actors[:, at.CAPACITY]),
        skill=eye.share("skill", actors[:, at.SKILL]),
        postures=eye.share("postures", actors[:, at.POSTURE : at.POSTURE + 4]),
        links=_observed_links(state, replicate, eye),
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
    seen = links ^ (eye.normal("links", (domains, domains)) > 0.5)
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


def training_brief(diagnosis: Observation | Diagnosis, own: Floats, p: Floats) -> Floats:
    """Relative share of the training for each actor, (N,): by what it was seen to miss, as far as one sees.

    `own` (4,): shares of the stance's own effort by posture; all nil for the base alone.
    """
    posture = diagnosis.postures @ own / own.sum() if own.sum() > 0 else diagnosis.skill
    missing = 1.0 - 0.5 * (posture + diagnosis.skill)
    sight = 1.0 - diagnosis.error / p[DIAGNOSIS_ERROR] if p[DIAGNOSIS_ERROR] > 0 else 1.0
    return sight * missing + (1.0 - sight)


def scheme_of(
    diagnosis: Observation | Diagnosis, voice: Floats, p: Floats
) -> tuple[Floats, NDArray[np.int32]]:
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
