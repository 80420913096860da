"""Step 4 of the reference path, the scheme: announced axes, and the partners planned for each (docs/model.md 10.4)."""

from simul_agir.engine.bitset import bit, holds
from simul_agir.engine.cells import Doubles, uint64
from simul_agir.engine.rule import compiled
from simul_agir.engine.sorting import sort_down
from simul_agir.model import fields as at
from simul_agir.model import parameters as par
from simul_agir.model.path.diagnosis import look_for_scheme
from simul_agir.model.path.observation import SEEN_EXPERTISE, SEEN_LEVEL, SEEN_LINKS
from simul_agir.model.scratch import FIT, MERGED, ORDER
from simul_agir.model.state import World


@compiled
def find_scheme(world: World, p: Doubles) -> None:
    """Derive a scheme from the last observations: the strongest needs, weighted by level, and for each the actors with
    most expertise in its observed links; -1 after the last.
    """
    domains, taken = world.needs.shape[1], uint64(0)
    for k in range(domains):
        world.next_axes[k] = 0.0
        for place in range(world.actors.shape[0]):
            world.next_plan[k, place] = -1
    seats = seats_of(world, p)
    for _ in range(min(int(p[par.AXES]), domains)):
        k = _strongest_need(world, taken)
        taken |= bit(k)
        world.next_axes[k] = world.seen_needs[k, SEEN_LEVEL]
        _plan(world, k, seats)


@compiled
def seats_of(world: World, p: Doubles) -> int:
    """Number of planned partners of one axis: a share of the actors with voice, rounded, at least one."""
    voices = 0
    for i in range(world.actors.shape[0]):
        if world.actors[i, at.VOICE] > 0.0:
            voices += 1
    return max(1, int(p[par.PLAN_SHARE] * voices + 0.5))


@compiled
def _strongest_need(world: World, taken: int) -> int:
    """The need with the highest observed level among those not taken; the first of several."""
    best = -1
    for k in range(world.needs.shape[1]):
        level = world.seen_needs[k, SEEN_LEVEL]
        if not holds(taken, k) and (best < 0 or level > world.seen_needs[best, SEEN_LEVEL]):
            best = k
    return best


@compiled
def _plan(world: World, k: int, seats: int) -> None:
    """Partners for a need: actors with voice and capacity, ranked by the sum of their observed expertise in its links."""
    fit, order, able = world.scratch[FIT], world.scratch[ORDER], 0
    for i in range(world.actors.shape[0]):
        if world.actors[i, at.VOICE] <= 0.0 or world.actors[i, at.CAPACITY] <= 0.0:
            continue
        fit[i] = 0.0
        for linked in range(
            world.needs.shape[1]
        ):  # fixed order of addition, so that ties do not depend on rounding
            if world.seen_needs[k, SEEN_LINKS + linked] > 0.0:
                fit[i] += world.seen[i, SEEN_EXPERTISE + linked]
        if fit[i] > 0.0:
            order[able] = i
            able += 1
    sort_down(fit, order, world.scratch[MERGED], able)
    for seat in range(min(seats, able)):
        world.next_plan[k, seat] = int(order[seat])


@compiled
def announce(world: World, p: Doubles, key: tuple[int, int], month: int) -> None:
    """Announce axes and plan by the last diagnosis; without one, or if it observed no need, by an observation made now."""
    seen = 0.0
    for k in range(world.needs.shape[1]):
        seen = max(seen, world.next_axes[k])
    if seen == 0.0:
        look_for_scheme(world, p, key, month)
        find_scheme(world, p)
    announce_axes(world)
    for k in range(world.needs.shape[1]):
        for place in range(world.actors.shape[0]):
            world.plan[k, place] = world.next_plan[k, place]


@compiled
def announce_axes(world: World) -> None:
    """Announce the axes alone, as at the end of a diagnosis."""
    for k in range(world.needs.shape[1]):
        world.axes[k] = world.next_axes[k]
