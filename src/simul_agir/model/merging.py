"""What is announced, and followed, brings plans together: applications of one call on one axis by tied actors merge."""

import numpy as np

from simul_agir.engine.bitset import WINDOW, bit, holds
from simul_agir.engine.rule import compiled
from simul_agir.model import fields as at
from simul_agir.model import parameters as par
from simul_agir.model.randomness import MERGE, uniforms
from simul_agir.model.scratch import LEADS
from simul_agir.model.state import World

_NONE = -1.0


@compiled
def note_carried_out(world: World, month: int, k: int, weight: float) -> None:
    """An action on need k was carried out; `weight`: of a standard action, in [0, 1]."""
    world.carried_out[month % WINDOW, k] += weight


@compiled
def open_month_of_actions(world: World, month: int) -> None:
    """The window of actions carried out moves on by a month."""
    for k in range(world.carried_out.shape[1]):
        world.carried_out[month % WINDOW, k] = 0.0


@compiled
def followed(world: World) -> float:
    """How far an announcement is followed, in [0, 1]: the share, by weight, of the actions carried out in twelve months that
    were on what is an axis now; 0 without any.
    """
    on_axes, every = 0.0, 0.0
    for place in range(WINDOW):
        for k in range(world.carried_out.shape[1]):
            every += world.carried_out[place, k]
            on_axes += world.carried_out[place, k] if world.axes[k] > 0.0 else 0.0
    return on_axes / every if every > 0.0 else 0.0


@compiled
def merge_applications(world: World, p: "np.ndarray", key: tuple[int, int]) -> None:
    """Each application of a call on an axis joins, with the chance clarity x followed, one on the same axis that stands
    before it, of the same sort, led by one whom its leader has in mind. An application that has joined another is gone.
    """
    chance = world.levels[at.CLARITY] * followed(world) if p[par.MERGING] != 0.0 else 0.0
    if chance <= 0.0:
        return
    queue, leads = world.queue, world.scratch[LEADS]
    for i in range(world.actors.shape[0]):
        leads[i] = _NONE
    for line in range(int(world.territory[at.QUEUED])):
        if queue[line, at.WAITS_FOR] != at.A_CALL or world.axes[np.int64(queue[line, at.NEED])] <= 0.0:
            continue
        proposed, slot = np.int64(queue[line, at.PROPOSED]), np.int64(queue[line, at.SLOT])
        into = -1
        if uniforms(key, proposed, MERGE, slot, 0, 0)[0] < chance:
            into = _to_join(world, leads, line)
        if into >= 0:
            _take_in(queue, line, into)
            queue[line, at.WAITS_FOR] = at.GONE
        else:
            leads[np.int64(queue[line, at.FIRST_MEMBER])] = float(line)


@compiled
def _to_join(world: World, leads: "np.ndarray", line: int) -> int:
    """Of the last application that each alter of the leader has led so far, in the order of the list, the first on the same
    need and of the same sort: its line in the queue, or -1.
    """
    queue, leader = world.queue, np.int64(world.queue[line, at.FIRST_MEMBER])
    for a in range(int(world.actors[leader, at.TIES])):
        other = int(leads[np.int64(world.tie_index[leader, at.ALTER, a])])
        if (
            other >= 0
            and queue[other, at.NEED] == queue[line, at.NEED]
            and queue[other, at.SORT] == queue[line, at.SORT]
        ):
            return other
    return -1


@compiled
def _take_in(queue: "np.ndarray", line: int, into: int) -> None:
    """Members of the plan in `line` join the one in `into`, as far as a team has places; those obliged stay so."""
    members, obliged = np.int64(queue[into, at.MEMBERS]), np.uint64(queue[into, at.OBLIGED_MEMBERS])
    for m in range(np.int64(queue[line, at.MEMBERS])):
        newcomer, there = queue[line, at.FIRST_MEMBER + m], False
        for place in range(members):
            there |= queue[into, at.FIRST_MEMBER + place] == newcomer
        if there or members >= at.TEAM:
            continue
        queue[into, at.FIRST_MEMBER + members] = newcomer
        if holds(np.uint64(queue[line, at.OBLIGED_MEMBERS]), m):
            obliged |= bit(members)
        members += 1
    queue[into, at.MEMBERS], queue[into, at.OBLIGED_MEMBERS] = members, np.uint16(obliged)
