"""Trust follows recorded outcomes, and nothing else: a beta reputation with forgetting."""

import numpy as np

from simul_agir.engine.rule import compiled
from simul_agir.model.parameters import (
    FAILURE_WEIGHT,
    IDENTIFICATION_CHANGE,
    TRUST_CHANGE,
    TRUST_MEMORY,
)
from simul_agir.model.state import FAILURES, IDENTIFICATION, SUCCESSES, World


@compiled
def record(world: World, p: "np.ndarray", i: int, a: int, success: bool) -> None:
    """i records an outcome with the alter at `a`: r <- lambda r + success, s <- lambda s + w failure.

    Source: Josang and Ismail 2002.
    """
    if p[TRUST_CHANGE] == 0.0:
        return
    world.ties[i, SUCCESSES, a] *= p[TRUST_MEMORY]
    world.ties[i, FAILURES, a] *= p[TRUST_MEMORY]
    if success:
        world.ties[i, SUCCESSES, a] += 1.0
    else:
        world.ties[i, FAILURES, a] += p[FAILURE_WEIGHT]


@compiled
def identify(world: World, p: "np.ndarray", i: int, success: bool, rate: float) -> None:
    """Identification with the collective follows a shared outcome: up by a share of what is missing, or down by a share."""
    if p[IDENTIFICATION_CHANGE] == 0.0:
        return
    g = world.actors[i, IDENTIFICATION]
    world.actors[i, IDENTIFICATION] = g + rate * (1.0 - g) if success else g - rate * g
