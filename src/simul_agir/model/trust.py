"""Trust follows recorded outcomes, and nothing else: a beta reputation with forgetting."""

import numpy as np

from simul_agir.engine.rule import compiled
from simul_agir.model.parameters import (
    DOING_GAIN,
    DOING_SURPRISE,
    DOING_TOGETHER,
    FAILURE_WEIGHT,
    IDENTIFICATION_CHANGE,
    TRUST_CHANGE,
    TRUST_MEMORY,
)
from simul_agir.model.state import ASPIRATION, FAILURES, IDENTIFICATION, SUCCESSES, World


@compiled
def record(world: World, p: "np.ndarray", i: int, a: int, success: bool, weight: float) -> None:
    """i records of the alter at `a` what it did: r <- lambda r + success, s <- lambda s + w failure. A record of a `weight`
    below 1 counts, and makes forget, as much less.

    Source: Josang and Ismail 2002.
    """
    if p[TRUST_CHANGE] == 0.0:
        return
    kept = 1.0 - weight * (1.0 - p[TRUST_MEMORY])
    world.ties[i, SUCCESSES, a] *= kept
    world.ties[i, FAILURES, a] *= kept
    if success:
        world.ties[i, SUCCESSES, a] += weight
    else:
        world.ties[i, FAILURES, a] += weight * p[FAILURE_WEIGHT]


@compiled
def identify(world: World, p: "np.ndarray", i: int, success: bool, rate: float) -> None:
    """Identification with the collective follows a shared outcome: up by a share of what is missing, or down by a share."""
    if p[IDENTIFICATION_CHANGE] == 0.0:
        return
    g = world.actors[i, IDENTIFICATION]
    world.actors[i, IDENTIFICATION] = g + rate * (1.0 - g) if success else g - rate * g


@compiled
def identify_by_doing(world: World, p: "np.ndarray", i: int, outcome: float, weight: float) -> None:
    """After a joint action: g += a_d (1 - g) + a_s (outcome - expected), within [0, 1]; a success never lowers g.

    Expects the expectation as it was before the outcome is weighed up. Sources: Emerson et al. 2012; Lant 1992.
    """
    if p[IDENTIFICATION_CHANGE] == 0.0 or p[DOING_TOGETHER] == 0.0:
        return
    row = world.actors[i]
    g, surprise = row[IDENTIFICATION], outcome - row[ASPIRATION]
    g += weight * (p[DOING_GAIN] * (1.0 - g) + p[DOING_SURPRISE] * surprise)
    row[IDENTIFICATION] = min(1.0, max(0.0, g))
