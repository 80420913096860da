"""Trust follows recorded outcomes only: a beta reputation with forgetting."""

from simul_agir.engine.cells import Doubles
from simul_agir.engine.rule import compiled
from simul_agir.model import fields as at
from simul_agir.model import parameters as par
from simul_agir.model.state import World


@compiled
def record(world: World, p: Doubles, i: int, a: int, success: bool, weight: float) -> None:
    """Record an outcome of the alter at `a`: r <- lambda r + success, s <- lambda s + w failure. With a `weight` below 1
    the record, and forgetting, count less.

    Source: Josang and Ismail 2002.
    """
    if p[par.TRUST_CHANGE] == 0.0:
        return
    kept = 1.0 - weight * (1.0 - p[par.TRUST_MEMORY])
    world.ties[i, at.SUCCESSES, a] *= kept
    world.ties[i, at.FAILURES, a] *= kept
    if success:
        world.ties[i, at.SUCCESSES, a] += weight
    else:
        world.ties[i, at.FAILURES, a] += weight * p[par.FAILURE_WEIGHT]


@compiled
def cut_trust(world: World, i: int, kept: float) -> None:
    """Keep only a share of all records that i has of its alters."""
    for a in range(int(world.actors[i, at.TIES])):
        world.ties[i, at.SUCCESSES, a] *= kept
        world.ties[i, at.FAILURES, a] *= kept


@compiled
def identify(world: World, p: Doubles, i: int, success: bool, rate: float) -> None:
    """Update identification with the collective after a shared outcome: up by a share of what is missing, or down by a
    share.
    """
    if p[par.IDENTIFICATION_CHANGE] == 0.0:
        return
    g = world.actors[i, at.IDENTIFICATION]
    world.actors[i, at.IDENTIFICATION] = g + rate * (1.0 - g) if success else g - rate * g


@compiled
def identify_by_doing(world: World, p: Doubles, i: int, outcome: float, weight: float) -> None:
    """Update identification after a joint action: g += a_d (1 - g) + a_s (outcome - expected), within [0, 1]; a success
    never lowers g.

    Uses the expectation as it was before this outcome. Sources: Emerson et al. 2012; Lant 1992.
    """
    if p[par.IDENTIFICATION_CHANGE] == 0.0 or p[par.DOING_TOGETHER] == 0.0:
        return
    row = world.actors[i]
    g, surprise = row[at.IDENTIFICATION], outcome - row[at.ASPIRATION]
    g += weight * (p[par.DOING_GAIN] * (1.0 - g) + p[par.DOING_SURPRISE] * surprise)
    row[at.IDENTIFICATION] = min(1.0, max(0.0, g))
