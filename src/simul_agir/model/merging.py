"""Merging of applications: in one call, plans of tied actors on one announced axis may join."""

from simul_agir.engine.bitset import WINDOW, bit, holds
from simul_agir.engine.cells import Doubles, IntegerGrid, int64, uint16, uint64
from simul_agir.engine.rule import compiled
from simul_agir.model import fields as at
from simul_agir.model import parameters as par
from simul_agir.model.randomness import MERGE, uniforms
from simul_agir.model.scratch import LEADS
from simul_agir.model.state import World

_NONE = -1.0


@compiled
def note_carried_out(world: World, month: int, k: int, weight: float) -> None:
    """Count an action on need k that was carried out; `weight`: relative to a standard action, in [0, 1]."""
    world.carried_out[month % WINDOW, k] += weight


@compiled
def open_month_of_actions(world: World, month: int) -> None:
    """Shift the window of actions carried out by a month."""
    for k in range(world.carried_out.shape[1]):
        world.carried_out[month % WINDOW, k] = 0.0


@compiled
def followed(world: World) -> float:
    """How far an announcement is followed, in [0, 1]: the weighted share of the actions of twelve months that were on a
    present axis; 0 without any action.
    """
    on_axes, every = 0.0, 0.0
    for place in range(WINDOW):
        for k in range(world.carried_out.shape[1]):
            every += world.carried_out[place, k]
            on_axes += world.carried_out[place, k] if world.axes[k] > 0.0 else 0.0
    return on_axes / every if every > 0.0 else 0.0


@compiled
def merge_applications(world: World, p: Doubles, key: tuple[int, int]) -> None:
    """Each application on an axis joins an earlier one with probability clarity x followed. The earlier one must be on
    the same axis, of the same sort, and led by an alter of its leader. An application that has joined another is removed.
    """
    chance = world.levels[at.CLARITY] * followed(world) if p[par.MERGING] != 0.0 else 0.0
    if chance <= 0.0:
        return
    queue, leads = world.queue, world.scratch[LEADS]
    for i in range(world.actors.shape[0]):
        leads[i] = _NONE
    for line in range(int(world.territory[at.QUEUED])):
        if queue[line, at.WAITS_FOR] != at.A_CALL or world.axes[int64(queue[line, at.NEED])] <= 0.0:
            continue
        proposed, slot = int64(queue[line, at.PROPOSED]), int64(queue[line, at.SLOT])
        into = -1
        if uniforms(key, proposed, MERGE, slot, 0, 0)[0] < chance:
            into = _to_join(world, leads, line)
        if into >= 0:
            _take_in(queue, line, into)
            queue[line, at.WAITS_FOR] = at.GONE
        else:
            leads[int64(queue[line, at.FIRST_MEMBER])] = float(line)


@compiled
def _to_join(world: World, leads: Doubles, line: int) -> int:
    """The row in the queue of the application to join, or -1. Among the last applications led by the leader's alters, in
    the order of its ties, it is the first on the same need and of the same sort.
    """
    queue, leader = world.queue, int64(world.queue[line, at.FIRST_MEMBER])
    for a in range(int(world.actors[leader, at.TIES])):
        other = int(leads[int64(world.tie_index[leader, at.ALTER, a])])
        if (
            other >= 0
            and queue[other, at.NEED] == queue[line, at.NEED]
            and queue[other, at.SORT] == queue[line, at.SORT]
        ):
            return other
    return -1


@compiled
def _take_in(queue: IntegerGrid, line: int, into: int) -> None:
    """Add the members of the plan in `line` to the plan in `into`, as far as a team has places; obliged members stay
    obliged.
    """
    members, obliged = int64(queue[into, at.MEMBERS]), uint64(queue[into, at.OBLIGED_MEMBERS])
    for m in range(int64(queue[line, at.MEMBERS])):
        newcomer, there = queue[line, at.FIRST_MEMBER + m], False
        for place in range(members):
            there |= queue[into, at.FIRST_MEMBER + place] == newcomer
        if there or members >= at.TEAM:
            continue
        queue[into, at.FIRST_MEMBER + members] = newcomer
        if holds(uint64(queue[line, at.OBLIGED_MEMBERS]), m):
            obliged |= bit(members)
        members += 1
    queue[into, at.MEMBERS], queue[into, at.OBLIGED_MEMBERS] = members, uint16(obliged)
