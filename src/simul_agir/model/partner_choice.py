"""Whom an actor seeks, about what: an alter or a stranger, a need; looked up for eight encounters at a time."""

import numpy as np

from simul_agir.engine.bitset import lowest
from simul_agir.engine.choice import choose
from simul_agir.engine.layout import WIDTH
from simul_agir.engine.lowering.f64x8 import add_up, at_least, lanes, last, lesser, running
from simul_agir.engine.powers import power
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
    """Who seeks whom, about what, in the next few slots, as actors stand now."""
    n = world.actors.shape[0]
    draw_ahead(world, key, month, SEEK, first)
    for ahead in range(count):
        i = choose(world.scratch[SUMS], n, drawn_before(world, SEEK, first + ahead)[0])
        world.ahead[WHO, ahead] = i
    for ahead in range(count):
        draws = drawn_before(world, SEEK, first + ahead)
        i = world.ahead[WHO, ahead]
        j = partner(world, p, i, draws[1], draws[2])
        world.ahead[WITH, ahead] = j
        world.ahead[ABOUT, ahead] = topic(world, i, draws[3])


@compiled
def partner(world: World, p: "np.ndarray", i: int, draw: float, which: float) -> int:
    """An alter in proportion to strength x trust, or a stranger by voice and familiarity; -1 for nobody."""
    if world.actors[i, at.TIES] > 0.0 and draw >= p[par.EXPLORATION]:
        a = drawn_alter(world, i, which)
        return np.int64(world.web[i, at.ALTER, a]) if a >= 0 else -1
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
    shared = 0.0
    comfort, expertise = world.profiles[i, at.COMFORT], world.profiles[j, at.EXPERTISE]
    for start in range(0, comfort.shape[0], WIDTH):
        shared += add_up(lesser(lanes(comfort, start), lanes(expertise, start)))
    return shared / world.actors[j, at.EXPERTISE_BREADTH]


@compiled
def topic(world: World, i: int, draw: float) -> int:
    """A need to talk about or act on, in proportion to the actor's priorities and the need; in latency, to its mandate."""
    domains = world.needs.shape[1]
    profile = at.PRIORITIES if world.actors[i, at.ENGAGED] != 0.0 else at.MANDATE
    total = concern(world, i, profile)
    if total <= 0.0:
        return int(draw * domains)
    weights, needs = world.profiles[i, profile], world.needs[at.LEVEL]
    left = draw * total
    for start in range(0, domains, WIDTH):
        sums = running(lanes(weights, start) * lanes(needs, start))
        reached = at_least(sums, left)
        if reached != np.uint64(0):
            return min(start + lowest(reached), domains - 1)
        left -= last(sums)
    return domains - 1
