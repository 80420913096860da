"""Who helps: out of trust and identification, out of help once received, or because a stance pays for it."""

import numpy as np

from simul_agir.engine.rule import compiled
from simul_agir.model import fields as at
from simul_agir.model import parameters as par
from simul_agir.model.state import World


@compiled
def readiness(world: World, p: "np.ndarray", j: int) -> float:
    """What help received leaves of readiness to help anybody, in [0, 1): psi R / (1 + R)."""
    received = world.actors[j, at.HELP_RECEIVED]
    return p[par.READINESS] * received / (1.0 + received) if p[par.RETURN_OF_HELP] != 0.0 else 0.0


@compiled
def helpfulness(world: World, p: "np.ndarray", j: int, has_hours: bool) -> tuple[float, float]:
    """Chance that j helps one it does not trust at all, and what whole trust adds to it; nil asleep, or without hours."""
    rested = 1.0 - world.actors[j, at.FATIGUE] if has_hours & (world.actors[j, at.AWAKE] != 0.0) else 0.0
    ready = readiness(world, p, j)
    return rested * ready, rested * (1.0 - ready) * world.actors[j, at.IDENTIFICATION]


@compiled
def chance_of_help(
    world: World, p: "np.ndarray", j: int, trusted: float, has_hours: bool, paid: bool
) -> float:
    """Chance that j helps one whom it trusts by `trusted`; help that is paid for succeeds with q, whoever asks."""
    if paid and p[par.PAID_HELP] != 0.0:
        return p[par.PAID_SUCCESS]
    ready, by_trust = helpfulness(world, p, j, paid or has_hours)
    return ready + by_trust * trusted
