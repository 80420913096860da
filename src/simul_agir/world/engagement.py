"""Who takes part this month beyond its own field: all at once, by readiness against a threshold of its own."""

import numpy as np

from simul_agir.world.compiled import compiled
from simul_agir.world.eights import WIDTH
from simul_agir.world.lanes import add_up, lanes
from simul_agir.world.parameters import (
    ENGAGEMENT,
    OWN_FIELD,
    SOCIAL_SCOPE,
    WEIGHT_CONCERN,
    WEIGHT_IDENTIFICATION,
    WEIGHT_MOTIVATION,
    WEIGHT_OBLIGATION,
    WEIGHT_SOCIAL,
)
from simul_agir.world.state import (
    AWAKE,
    ENGAGED,
    ENGAGED_SHARE,
    IDENTIFICATION,
    LEVEL,
    MANDATE,
    MOTIVATION,
    PRIORITIES,
    PUBLIC_POWER,
    SEEN,
    THRESHOLD,
    VOICE,
    World,
)


@compiled
def engage(world: World, p: "np.ndarray") -> None:
    """Every actor's engagement for the month, from what it saw last month."""
    for i in range(world.actors.shape[0]):
        if p[ENGAGEMENT] == 0.0:
            world.actors[i, ENGAGED] = world.actors[i, AWAKE]
        else:
            ready = readiness(world, p, i) >= world.actors[i, THRESHOLD]
            world.actors[i, ENGAGED] = world.actors[i, AWAKE] if ready else 0.0


@compiled
def readiness(world: World, p: "np.ndarray", i: int) -> float:
    """Weighted mean, in [0, 1], of motivation, identification, concern, obligation and the share of others seen engaged.

    Source: Granovetter 1978 for the threshold on the share of others; MODEL.md 3 for the rest.
    """
    row = world.actors[i]
    seen = (1.0 - p[SOCIAL_SCOPE]) * row[SEEN] + p[SOCIAL_SCOPE] * world.territory[ENGAGED_SHARE]
    weights = (
        p[WEIGHT_MOTIVATION]
        + p[WEIGHT_IDENTIFICATION]
        + p[WEIGHT_CONCERN]
        + p[WEIGHT_OBLIGATION]
        + p[WEIGHT_SOCIAL]
    )
    if weights == 0.0:
        return 0.0
    ready = p[WEIGHT_MOTIVATION] * row[MOTIVATION] + p[WEIGHT_IDENTIFICATION] * row[IDENTIFICATION]
    ready += p[WEIGHT_CONCERN] * concern(world, i, PRIORITIES)
    if row[PUBLIC_POWER] != 0.0:
        ready += p[WEIGHT_OBLIGATION] * row[PUBLIC_POWER] * concern(world, i, MANDATE)
    return (ready + p[WEIGHT_SOCIAL] * seen) / weights


@compiled
def concern(world: World, i: int, profile: int) -> float:
    """Level of the needs, weighted by the actor's priorities or by its mandate."""
    weights, needs = world.profiles[i, profile], world.needs[LEVEL]
    total = 0.0
    for start in range(0, needs.shape[0], WIDTH):
        total += add_up(lanes(weights, start) * lanes(needs, start))
    return total


@compiled
def own_concern(world: World, p: "np.ndarray", i: int, k: int) -> bool:
    """Whether need k is the actor's own concern: its share of the mandate is well above an even share."""
    return world.profiles[i, MANDATE, k] * world.needs.shape[1] >= p[OWN_FIELD]


@compiled
def takes_part(world: World, p: "np.ndarray", i: int, k: int) -> bool:
    """Whether the actor takes part in something about need k: engaged, or concerned in its own field (latency)."""
    willing = (world.actors[i, ENGAGED] != 0.0) | own_concern(world, p, i, k)
    return bool((world.actors[i, AWAKE] != 0.0) & willing)


@compiled
def look_around(world: World) -> None:
    """The share engaged this month of all actors with voice, which everybody sees next month."""
    voices, engaged = 0, 0.0
    for i in range(world.actors.shape[0]):
        if world.actors[i, VOICE] > 0.0:
            voices += 1
            engaged += world.actors[i, ENGAGED]
    world.territory[ENGAGED_SHARE] = engaged / voices if voices > 0 else 0.0
