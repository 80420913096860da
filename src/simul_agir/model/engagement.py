"""Decides which actors take part this month beyond their own field, all at once: readiness against a threshold."""

from simul_agir.engine.actors import ActorIndex, Number, over_actors, those, where, zero
from simul_agir.engine.bitset import size
from simul_agir.engine.cells import Doubles
from simul_agir.engine.rows import dot
from simul_agir.engine.rule import compiled
from simul_agir.model import fields as at
from simul_agir.model import parameters as par
from simul_agir.model.state import World


@over_actors
def engage(world: World, p: Doubles, index: ActorIndex) -> None:
    """Set every actor's engagement of the month from what it saw last month: engaged if readiness reaches its threshold."""
    awake = world.actors[index, at.AWAKE]
    if p[par.ENGAGEMENT] == 0.0:
        world.actors[index, at.ENGAGED] = awake
    else:
        ready = readiness(world, p, index) >= world.actors[index, at.THRESHOLD]
        world.actors[index, at.ENGAGED] = where(ready, awake, 0.0)


@compiled
def readiness(world: World, p: Doubles, index: ActorIndex) -> Number:
    """Weighted mean, in [0, 1], of motivation, identification, concern, obligation and the share of others seen engaged.

    Source: Granovetter 1978 for the threshold on the share of others; docs/model.md for the rest.
    """
    actors = world.actors
    seen = (1.0 - p[par.SOCIAL_SCOPE]) * actors[index, at.SEEN] + p[par.SOCIAL_SCOPE] * world.territory[
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
        return zero(index)
    ready = (
        p[par.WEIGHT_MOTIVATION] * actors[index, at.MOTIVATION]
        + p[par.WEIGHT_IDENTIFICATION] * actors[index, at.IDENTIFICATION]
    )
    ready = ready + p[par.WEIGHT_CONCERN] * concern(world, index, at.PRIORITIES)
    ready = ready + p[par.WEIGHT_OBLIGATION] * actors[index, at.PUBLIC_POWER] * concern(
        world, index, at.MANDATE
    )
    return (ready + p[par.WEIGHT_SOCIAL] * seen) / weights


@compiled
def concern(world: World, index: ActorIndex, profile: int) -> Number:
    """Mean level of the needs, weighted by the actor's priorities or by its mandate."""
    return dot(world.profiles, index, profile, world.needs[at.LEVEL])


@compiled
def own_concern(world: World, p: Doubles, i: int, k: int) -> bool:
    """Whether need k is the actor's own concern: its share of the mandate is well above an equal share."""
    return world.profiles[i, at.MANDATE, k] * world.needs.shape[1] >= p[par.OWN_FIELD]


@compiled
def takes_part(world: World, p: Doubles, i: int, k: int) -> bool:
    """Whether the actor takes part in work on need k: it is engaged, or k is its own concern (latency)."""
    willing = (world.actors[i, at.ENGAGED] != 0.0) | own_concern(world, p, i, k)
    return bool((world.actors[i, at.AWAKE] != 0.0) & willing)


@compiled
def look_around(world: World) -> None:
    """Store the share of engaged actors among those with voice, which all actors see next month."""
    voices, engaged = _count_engaged(world, 0, 0)
    world.territory[at.ENGAGED_SHARE] = engaged / voices if voices > 0 else 0.0


@over_actors
def _count_engaged(world: World, index: ActorIndex, voices: int, engaged: int) -> tuple[int, int]:
    """Add the number of actors with voice, and of those engaged, to the counts."""
    voice = world.actors[index, at.VOICE] > 0.0
    among_them = voice & (world.actors[index, at.ENGAGED] != 0.0)
    return voices + size(those(voice)), engaged + size(those(among_them))
