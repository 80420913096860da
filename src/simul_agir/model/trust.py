"""Trust follows recorded outcomes, and nothing else: a beta reputation with forgetting."""

import numpy as np

from simul_agir.engine.rule import compiled
from simul_agir.model import fields as at
from simul_agir.model import parameters as par
from simul_agir.model.state import World


@compiled
def record(world: World, p: "np.ndarray", i: int, a: int, success: bool) -> None:
    """i records an outcome with the alter at `a`: r <- lambda r + success, s <- lambda s + w failure.

    Source: Josang and Ismail 2002.
    """
    if p[par.TRUST_CHANGE] == 0.0:
        return
    world.ties[i, at.SUCCESSES, a] *= p[par.TRUST_MEMORY]
    world.ties[i, at.FAILURES, a] *= p[par.TRUST_MEMORY]
    if success:
        world.ties[i, at.SUCCESSES, a] += 1.0
    else:
        world.ties[i, at.FAILURES, a] += p[par.FAILURE_WEIGHT]


@compiled
def identify(world: World, p: "np.ndarray", i: int, success: bool, rate: float) -> None:
    """Identification with the collective follows a shared outcome: up by a share of what is missing, or down by a share."""
    if p[par.IDENTIFICATION_CHANGE] == 0.0:
        return
    g = world.actors[i, at.IDENTIFICATION]
    world.actors[i, at.IDENTIFICATION] = g + rate * (1.0 - g) if success else g - rate * g
