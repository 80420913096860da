"""Who takes part this month beyond its own field: all at once, by readiness against a threshold of its own."""

import numpy as np

from simul_agir.engine.actors import Who, eight_from, in_eights, nil, part, sums, those, where
from simul_agir.engine.bitset import size
from simul_agir.engine.layout import WIDTH
from simul_agir.engine.lowering.f64x8 import lanes
from simul_agir.engine.rule import compiled
from simul_agir.model import fields as at
from simul_agir.model import parameters as par
from simul_agir.model.state import World


@compiled
def engage(world: World, p: "np.ndarray") -> None:
    """Every actor's engagement for the month, from what it saw last month."""
    n = world.actors.shape[0]
    for start in range(0, in_eights(n), WIDTH):
        _engage(world, p, eight_from(start))
    for i in range(in_eights(n), n):
        _engage(world, p, i)


@compiled
def _engage(world: World, p: "np.ndarray", who: Who) -> None:
    awake = world.actors[who, at.AWAKE]
    if p[par.ENGAGEMENT] == 0.0:
        world.actors[who, at.ENGAGED] = awake
    else:
        ready = readiness(world, p, who) >= world.actors[who, at.THRESHOLD]
        world.actors[who, at.ENGAGED] = where(ready, awake, 0.0)


@compiled
def readiness(world: World, p: "np.ndarray", who: Who) -> float:
    """Weighted mean, in [0, 1], of motivation, identification, concern, obligation and the share of others seen engaged.

    Source: Granovetter 1978 for the threshold on the share of others; MODEL.md 3 for the rest.
    """
    actors = world.actors
    seen = (1.0 - p[par.SOCIAL_SCOPE]) * actors[who, at.SEEN] + p[par.SOCIAL_SCOPE] * world.territory[
        at.ENGAGED_SHARE
    ]
    weights = (
        p[par.WEIGHT_MOTIVATION]
        + p[par.WEIGHT_IDENTIFICATION]
        + p[par.WEIGHT_CONCERN]
        + p[par.WEIGHT_OBLIGATION]
        + p[par.WEIGHT_SOCIAL]
    )
    if weights == 0.0:
        return nil(who)
    ready = (
        p[par.WEIGHT_MOTIVATION] * actors[who, at.MOTIVATION]
        + p[par.WEIGHT_IDENTIFICATION] * actors[who, at.IDENTIFICATION]
    )
    ready = ready + p[par.WEIGHT_CONCERN] * concern(world, who, at.PRIORITIES)
    ready = ready + p[par.WEIGHT_OBLIGATION] * actors[who, at.PUBLIC_POWER] * concern(world, who, at.MANDATE)
    return (ready + p[par.WEIGHT_SOCIAL] * seen) / weights


@compiled
def concern(world: World, who: Who, profile: int) -> float:
    """Level of the needs, weighted by the actor's priorities or by its mandate."""
    needs = world.needs[at.LEVEL]
    total = nil(who)
    for start in range(0, needs.shape[0], WIDTH):
        total = total + sums(part(world.profiles, who, profile, start) * lanes(needs, start))
    return total


@compiled
def own_concern(world: World, p: "np.ndarray", i: int, k: int) -> bool:
    """Whether need k is the actor's own concern: its share of the mandate is well above an even share."""
    return world.profiles[i, at.MANDATE, k] * world.needs.shape[1] >= p[par.OWN_FIELD]


@compiled
def takes_part(world: World, p: "np.ndarray", i: int, k: int) -> bool:
    """Whether the actor takes part in something about need k: engaged, or concerned in its own field (latency)."""
    willing = (world.actors[i, at.ENGAGED] != 0.0) | own_concern(world, p, i, k)
    return bool((world.actors[i, at.AWAKE] != 0.0) & willing)


@compiled
def look_around(world: World) -> None:
    """The share engaged this month of all actors with voice, which everybody sees next month."""
    n, voices, engaged = world.actors.shape[0], 0, 0
    for start in range(0, in_eights(n), WIDTH):
        with_voice, among_them = _engaged(world, eight_from(start))
        voices, engaged = voices + with_voice, engaged + among_them
    for i in range(in_eights(n), n):
        with_voice, among_them = _engaged(world, i)
        voices, engaged = voices + with_voice, engaged + among_them
    world.territory[at.ENGAGED_SHARE] = engaged / voices if voices > 0 else 0.0


@compiled
def _engaged(world: World, who: Who) -> tuple[int, int]:
    """How many of them have voice, and how many of those are engaged."""
    voice = world.actors[who, at.VOICE] > 0.0
    return size(those(voice)), size(those(voice & (world.actors[who, at.ENGAGED] != 0.0)))
