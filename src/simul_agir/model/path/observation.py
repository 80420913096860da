"""What a diagnosis sees of a territory: the truth, with an error that work put in shrinks (docs/model.md 10.2).

Each look at an actor or a need has draws of its own, so that none changes another's. Arms that look in the same month err
alike.
"""

from typing import Final

import numpy as np

from simul_agir.engine.arithmetic import agir_exp, agir_normal, agir_pow
from simul_agir.engine.bitset import bit
from simul_agir.engine.rule import compiled
from simul_agir.model import fields as at
from simul_agir.model import parameters as par
from simul_agir.model.randomness import OBSERVE, uniforms
from simul_agir.model.state import World

# The looks, which key their draws.
POSTURES: Final = 1
SKILL: Final = 2
EXPERTISE: Final = 3
LINKS: Final = 4
NEEDS: Final = 5
PRIORITIES: Final = 6
MANDATE: Final = 7
AMOUNTS: Final = 8  # capacity, motivation, resources
# Where what is seen of an actor stands: skill, four postures, K of expertise; then, where all is asked for, capacity,
# motivation, resources, K priorities, K of the mandate.
SEEN_SKILL: Final = 0
SEEN_POSTURES: Final = 1
SEEN_EXPERTISE: Final = 5
AFTER_EXPERTISE: Final = 3
# Of a need: how high it seems, then 1 for each domain that it seems linked with.
SEEN_LEVEL: Final = 0
SEEN_LINKS: Final = 1


@compiled
def error_of(world: World, p: "np.ndarray") -> float:
    """Standard error of what is seen: halved by each `diagnosis_hours` of work for each actor with voice."""
    hours = p[par.DIAGNOSIS_HOURS] * max(1.0, world.territory[at.VOICES])
    return p[par.DIAGNOSIS_ERROR] * agir_pow(2.0, 0.0 - world.accounts[at.DIAGNOSIS_WORK] / hours)


@compiled
def share_seen(truth: float, error: float, draw: float) -> float:
    """A share as it is seen, kept in [0, 1]; `draw` in (0, 1)."""
    return min(1.0, max(0.0, truth + error * agir_normal(draw)))


@compiled
def amount_seen(truth: float, error: float, draw: float) -> float:
    """An amount as it is seen: off by a factor; `draw` in (0, 1)."""
    return truth * agir_exp(error * agir_normal(draw))


@compiled
def _see_row(
    truth: "np.ndarray",
    error: float,
    key: tuple[int, int],
    month: int,
    i: int,
    look: int,
    seen: "np.ndarray",
    start: int,
) -> None:
    """A row of shares, from a place on in what is seen: four to a decision."""
    for quarter in range((truth.shape[0] + 3) // 4):
        draws = uniforms(key, month, OBSERVE, i, look, quarter)
        for k in range(4 * quarter, min(4 * quarter + 4, truth.shape[0])):
            seen[start + k] = share_seen(truth[k], error, draws[k % 4])


@compiled
def see_actor(
    world: World, error: float, key: tuple[int, int], month: int, i: int, seen: "np.ndarray"
) -> None:
    """What is seen of an actor, as far as `seen` has room."""
    row, domains = world.actors[i], world.needs.shape[1]
    seen[SEEN_SKILL] = share_seen(row[at.SKILL], error, uniforms(key, month, OBSERVE, i, SKILL, 0)[0])
    draws = uniforms(key, month, OBSERVE, i, POSTURES, 0)
    for s in range(4):
        seen[SEEN_POSTURES + s] = share_seen(row[at.POSTURE + s], error, draws[s])
    see_expertise(world, error, key, month, i, seen)
    after = SEEN_EXPERTISE + domains
    if seen.shape[0] == after:
        return
    draws = uniforms(key, month, OBSERVE, i, AMOUNTS, 0)
    seen[after] = amount_seen(row[at.CAPACITY], error, draws[0])
    seen[after + 1] = share_seen(row[at.MOTIVATION], error, draws[1])
    seen[after + 2] = amount_seen(row[at.ORDINARY] + row[at.EARMARKED], error, draws[2])
    start = after + AFTER_EXPERTISE
    _see_row(world.profiles[i, at.PRIORITIES], error, key, month, i, PRIORITIES, seen, start)
    _see_row(world.profiles[i, at.MANDATE], error, key, month, i, MANDATE, seen, start + domains)


@compiled
def see_expertise(
    world: World, error: float, key: tuple[int, int], month: int, i: int, seen: "np.ndarray"
) -> None:
    """What is seen of an actor's expertise, in its place among what is seen of it."""
    _see_row(world.profiles[i, at.EXPERTISE], error, key, month, i, EXPERTISE, seen, SEEN_EXPERTISE)


@compiled
def see_need(
    world: World, error: float, key: tuple[int, int], month: int, k: int, seen: "np.ndarray"
) -> None:
    """What is seen of a need: its level, and its links, each wrong where its error passes one half. A need always has its
    own domain.
    """
    draw = uniforms(key, month, OBSERVE, k, NEEDS, 0)[0]
    seen[SEEN_LEVEL] = share_seen(world.needs[at.LEVEL, k], error, draw)
    domains = world.needs.shape[1]
    for quarter in range((domains + 3) // 4):
        draws = uniforms(key, month, OBSERVE, k, LINKS, quarter)
        for other in range(4 * quarter, min(4 * quarter + 4, domains)):
            linked = world.truth[at.LINKS, k] & bit(other) != np.uint64(0)
            wrong = error * agir_normal(draws[other % 4]) > 0.5
            seen[SEEN_LINKS + other] = 1.0 if other == k or linked != wrong else 0.0


@compiled
def see(
    world: World,
    p: "np.ndarray",
    key: tuple[int, int],
    month: int,
    of_actors: "np.ndarray",
    of_needs: "np.ndarray",
) -> None:
    """One look at a territory: (N, columns) of actors, (K, 1 + K) of needs."""
    error = error_of(world, p)
    for i in range(world.actors.shape[0]):
        see_actor(world, error, key, month, i, of_actors[i])
    for k in range(world.needs.shape[1]):
        see_need(world, error, key, month, k, of_needs[k])
