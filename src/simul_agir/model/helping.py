"""Willingness to help: from trust and identification, from help received before, or because a stance pays for it."""

from simul_agir.engine.cells import Doubles
from simul_agir.engine.rule import compiled
from simul_agir.model import fields as at
from simul_agir.model import parameters as par
from simul_agir.model.state import World


@compiled
def readiness(world: World, p: Doubles, j: int) -> float:
    """Readiness to help anybody after help received, in [0, 1): psi R / (1 + R)."""
    received = world.actors[j, at.HELP_RECEIVED]
    return p[par.READINESS] * received / (1.0 + received) if p[par.RETURN_OF_HELP] != 0.0 else 0.0


@compiled
def helpfulness(world: World, p: Doubles, j: int, has_hours: bool) -> tuple[float, float]:
    """Probability that j helps an actor it does not trust at all, and the increase with full trust; zero if j is asleep
    or has no hours.
    """
    rested = 1.0 - world.actors[j, at.FATIGUE] if has_hours & (world.actors[j, at.AWAKE] != 0.0) else 0.0
    ready = readiness(world, p, j)
    return rested * ready, rested * (1.0 - ready) * world.actors[j, at.IDENTIFICATION]


@compiled
def chance_of_help(world: World, p: Doubles, j: int, trusted: float, has_hours: bool, paid: bool) -> float:
    """Probability that j helps an actor with trust `trusted`. Paid help succeeds with probability q, whoever asks."""
    if paid and p[par.PAID_HELP] != 0.0:
        return p[par.PAID_SUCCESS]
    ready, by_trust = helpfulness(world, p, j, paid or has_hours)
    return ready + by_trust * trusted
