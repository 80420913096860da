"""Step 1 of the reference path, the diagnosis: observations, change gaps, training weights (docs/model.md 10.2)."""

from simul_agir.engine.cells import Doubles, Integers
from simul_agir.engine.rule import compiled
from simul_agir.engine.sums import sum_of
from simul_agir.model import fields as at
from simul_agir.model import parameters as par
from simul_agir.model.path.observation import (
    SEEN_POSTURES,
    SEEN_SKILL,
    error_of,
    see,
    see_expertise,
    see_need,
)
from simul_agir.model.scratch import HEARD
from simul_agir.model.state import World


@compiled
def look(world: World, p: Doubles, key: tuple[int, int], month: int) -> None:
    """Observe the territory in its present state; `month` counts from the start of the warm-up."""
    world.sight[at.SIGHT_ERROR] = error_of(world, p)
    see(world, p, key, month, world.seen, world.seen_needs)


@compiled
def look_for_scheme(world: World, p: Doubles, key: tuple[int, int], month: int) -> None:
    """Observe only what a scheme needs: needs, links and expertise."""
    error = error_of(world, p)
    for i in range(world.actors.shape[0]):
        see_expertise(world, error, key, month, i, world.seen[i])
    for k in range(world.needs.shape[1]):
        see_need(world, error, key, month, k, world.seen_needs[k])


@compiled
def change_gaps(world: World) -> tuple[float, float, float, float]:
    """For each stance, sum v (1 - (q + a) / 2) / sum v over the actors heard: v is voice, q the posture that the stance
    needs, a the skill, as observed. If no actor is heard, all count equally.
    """
    n, weights = world.actors.shape[0], world.scratch[HEARD]
    for i in range(n):
        weights[i] = world.actors[i, at.VOICE] if world.actors[i, at.AWAKE] > 0.0 else 0.0
    first = HEARD * world.scratch.shape[1]
    total = sum_of(world.scratch, first, n)
    if total <= 0.0:
        for i in range(n):
            weights[i] = 1.0
        total = float(n)
    a, b, c, d = 0.0, 0.0, 0.0, 0.0
    for i in range(n):
        a += _missing(world, i, 0) * weights[i]
        b += _missing(world, i, 1) * weights[i]
        c += _missing(world, i, 2) * weights[i]
        d += _missing(world, i, 3) * weights[i]
    return a / total, b / total, c / total, d / total


@compiled
def _missing(world: World, i: int, stance: int) -> float:
    """What an actor lacks for a stance, as observed, in [0, 1]."""
    return 1.0 - 0.5 * (world.seen[i, SEEN_POSTURES + stance] + world.seen[i, SEEN_SKILL])


@compiled
def measure_gaps(world: World) -> None:
    """Store the change gaps of the last diagnosis."""
    gaps = change_gaps(world)
    for stance in range(4):
        world.sight[at.GAPS + stance] = gaps[stance]


@compiled
def least_gap(world: World, feasible: Integers) -> int:
    """Position, among the feasible stances, of the one with the smallest change gap; the first of several."""
    gaps, least = change_gaps(world), 0
    for place in range(1, feasible.shape[0]):
        if gaps[feasible[place]] < gaps[feasible[least]]:
            least = place
    return least


@compiled
def set_training_weights(world: World, p: Doubles, own: tuple[float, float, float, float]) -> None:
    """Set each actor's training weight: c (1 - (z.q + a) / 2) + 1 - c, with c = 1 - error / worst error. z, `own`: shares
    of the stance's own effort by posture. For the base alone, a replaces z.q.
    """
    total = own[0] + own[1] + own[2] + own[3]
    worst = p[par.DIAGNOSIS_ERROR]
    clear = 1.0 - world.sight[at.SIGHT_ERROR] / worst if worst > 0.0 else 1.0
    for i in range(world.actors.shape[0]):
        seen = world.seen[i]
        led = seen[SEEN_SKILL]
        if total > 0.0:
            led = 0.0
            for stance in range(4):
                led += seen[SEEN_POSTURES + stance] * own[stance]
            led /= total
        missing = 1.0 - 0.5 * (led + seen[SEEN_SKILL])
        world.actors[i, at.TRAINING_WEIGHT] = clear * missing + (1.0 - clear)
