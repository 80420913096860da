"""Whom an actor seeks, about what: an alter or a stranger, a need."""

import numpy as np

from simul_agir.engine.choice import choose
from simul_agir.engine.powers import power
from simul_agir.engine.rows import overlap, reached_in_products
from simul_agir.engine.rule import compiled
from simul_agir.model import fields as at
from simul_agir.model import parameters as par
from simul_agir.model.engagement import concern
from simul_agir.model.randomness import SEEK, draw_ahead, drawn_before
from simul_agir.model.scratch import SUMS, VOICE_SUMS
from simul_agir.model.state import World
from simul_agir.model.ties import drawn_alter

WHO, WITH, ABOUT = range(3)  # rows of what is looked up ahead


@compiled
def look_ahead(
    world: World, p: "np.ndarray", key: tuple[int, int], month: int, first: int, count: int
) -> None:
    """Who seeks whom, about what, in the next `count` slots, as actors stand now."""
    draw_ahead(world, key, month, SEEK, first)
    for place in range(count):
        draws = drawn_before(world, SEEK, first + place)
        world.next_slots[WHO, place] = choose(world.scratch[SUMS], world.actors.shape[0], draws[0])
    for place in range(count):
        draws, i = drawn_before(world, SEEK, first + place), world.next_slots[WHO, place]
        world.next_slots[WITH, place] = partner(world, p, i, draws[1], draws[2])
        world.next_slots[ABOUT, place] = topic(world, i, draws[3])


@compiled
def partner(world: World, p: "np.ndarray", i: int, draw: float, which: float) -> int:
    """An alter in proportion to strength x trust, or a stranger by voice and familiarity; -1 for nobody."""
    if world.actors[i, at.TIES] > 0.0 and draw >= p[par.EXPLORATION]:
        a = drawn_alter(world, i, which)
        return np.int64(world.tie_index[i, at.ALTER, a]) if a >= 0 else -1
    j = choose(world.scratch[VOICE_SUMS], world.actors.shape[0], which)
    nerve = (
        draw / p[par.EXPLORATION]
        if draw < p[par.EXPLORATION]
        else (draw - p[par.EXPLORATION]) / (1.0 - p[par.EXPLORATION])
    )
    if j < 0 or j == i or nerve >= power(familiarity(world, i, j), p[par.HOMOPHILY]):
        return -1
    return j


@compiled
def familiarity(world: World, i: int, j: int) -> float:
    """Share of j's expertise that lies within i's comfort zone, in [0, 1]; 1 for a partner without expertise."""
    if world.actors[j, at.EXPERTISE_BREADTH] <= 0.0:
        return 1.0
    shared = overlap(world.profiles[i, at.COMFORT], world.profiles[j, at.EXPERTISE])
    return shared / world.actors[j, at.EXPERTISE_BREADTH]


@compiled
def topic(world: World, i: int, draw: float) -> int:
    """A need to talk about or act on, in proportion to the actor's priorities and the need; in latency, to its mandate."""
    profile = at.PRIORITIES if world.actors[i, at.ENGAGED] != 0.0 else at.MANDATE
    total = concern(world, i, profile)
    if total <= 0.0:
        return int(draw * world.needs.shape[1])
    return reached_in_products(world.profiles[i, profile], world.needs[at.LEVEL], draw * total)
