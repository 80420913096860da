"""Observations of a diagnosis: the truth plus an error that decreases with work (docs/model.md 10.2).

Each observation of an actor or need has its own random numbers. Arms that observe in the same month have equal errors.
"""

from typing import Final

from simul_agir.engine.arithmetic import agir_exp, agir_normal, agir_pow
from simul_agir.engine.bitset import bit
from simul_agir.engine.cells import DoubleGrid, Doubles, uint64
from simul_agir.engine.rule import compiled
from simul_agir.model import fields as at
from simul_agir.model import parameters as par
from simul_agir.model.randomness import OBSERVE, uniforms
from simul_agir.model.state import World

# Kinds of observation, which key their random numbers.
POSTURES: Final = 1
SKILL: Final = 2
EXPERTISE: Final = 3
LINKS: Final = 4
NEEDS: Final = 5
PRIORITIES: Final = 6
MANDATE: Final = 7
AMOUNTS: Final = 8  # capacity, motivation, resources
# Columns of the observations of an actor: skill, four postures, K of expertise; then, if all are wanted, capacity,
# motivation, resources, K priorities, K of the mandate.
SEEN_SKILL: Final = 0
SEEN_POSTURES: Final = 1
SEEN_EXPERTISE: Final = 5
AFTER_EXPERTISE: Final = 3
# Of a need: its observed level, then 1 for each domain that it is observed to be linked with.
SEEN_LEVEL: Final = 0
SEEN_LINKS: Final = 1


@compiled
def error_of(world: World, p: Doubles) -> float:
    """Standard error of observations: halved by each `diagnosis_hours` of work per actor with voice."""
    hours = p[par.DIAGNOSIS_HOURS] * max(1.0, world.territory[at.VOICES])
    left: float = agir_pow(2.0, 0.0 - world.accounts[at.DIAGNOSIS_WORK] / hours)
    return p[par.DIAGNOSIS_ERROR] * left


@compiled
def share_seen(truth: float, error: float, draw: float) -> float:
    """An observed share, clipped to [0, 1]; `draw` in (0, 1)."""
    seen: float = truth + error * agir_normal(draw)
    return min(1.0, max(0.0, seen))


@compiled
def amount_seen(truth: float, error: float, draw: float) -> float:
    """An observed amount, with a relative error; `draw` in (0, 1)."""
    factor: float = agir_exp(error * agir_normal(draw))
    return truth * factor


@compiled
def _see_row(
    truth: Doubles,
    error: float,
    key: tuple[int, int],
    month: int,
    i: int,
    look: int,
    seen: Doubles,
    start: int,
) -> None:
    """Observe a row of shares, written from a position on; one draw of four numbers serves four shares."""
    for quarter in range((truth.shape[0] + 3) // 4):
        draws = uniforms(key, month, OBSERVE, i, look, quarter)
        for k in range(4 * quarter, min(4 * quarter + 4, truth.shape[0])):
            seen[start + k] = share_seen(truth[k], error, draws[k % 4])


@compiled
def see_actor(world: World, error: float, key: tuple[int, int], month: int, i: int, seen: Doubles) -> None:
    """Observe an actor; as many quantities as `seen` has columns for."""
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
    world: World, error: float, key: tuple[int, int], month: int, i: int, seen: Doubles
) -> None:
    """Observe an actor's expertise, written to its columns."""
    _see_row(world.profiles[i, at.EXPERTISE], error, key, month, i, EXPERTISE, seen, SEEN_EXPERTISE)


@compiled
def see_need(world: World, error: float, key: tuple[int, int], month: int, k: int, seen: Doubles) -> None:
    """Observe a need: its level, and its links, each wrong if its error exceeds one half. The need's own domain is always
    observed.
    """
    draw = uniforms(key, month, OBSERVE, k, NEEDS, 0)[0]
    seen[SEEN_LEVEL] = share_seen(world.needs[at.LEVEL, k], error, draw)
    domains = world.needs.shape[1]
    for quarter in range((domains + 3) // 4):
        draws = uniforms(key, month, OBSERVE, k, LINKS, quarter)
        for other in range(4 * quarter, min(4 * quarter + 4, domains)):
            linked = world.truth[at.LINKS, k] & bit(other) != uint64(0)
            wrong = error * agir_normal(draws[other % 4]) > 0.5
            seen[SEEN_LINKS + other] = 1.0 if other == k or linked != wrong else 0.0


@compiled
def see(
    world: World,
    p: Doubles,
    key: tuple[int, int],
    month: int,
    of_actors: DoubleGrid,
    of_needs: DoubleGrid,
) -> None:
    """Observe a whole territory: (N, columns) of actors, (K, 1 + K) of needs."""
    error = error_of(world, p)
    for i in range(world.actors.shape[0]):
        see_actor(world, error, key, month, i, of_actors[i])
    for k in range(world.needs.shape[1]):
        see_need(world, error, key, month, k, of_needs[k])
