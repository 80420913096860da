"""Applications, and calls for projects: a fund pays the part of an action's cost that its team lacks."""

from simul_agir.engine.bitset import size
from simul_agir.engine.cells import Doubles, IntegerGrid, int64, uint16, uint64
from simul_agir.engine.rule import compiled
from simul_agir.model import fields as at
from simul_agir.model import instruments as by
from simul_agir.model import parameters as par
from simul_agir.model.encounters import approach, spend
from simul_agir.model.engagement import own_concern
from simul_agir.model.events import FUNDED_ACTION, NOT_FUNDED, note
from simul_agir.model.learning import copy_belief
from simul_agir.model.merging import merge_applications
from simul_agir.model.randomness import CALL, PLAN, uniforms
from simul_agir.model.scratch import STARTS, SUMS, VOICE_SUMS, WEIGHTS
from simul_agir.model.state import World
from simul_agir.model.team_action import act, fields_of, hours_of, scale_of
from simul_agir.model.ties import trust_in

MUCH = 0.5  # from this value on an actor counts as a public authority, or as close to residents
_ORDINARY, _EARMARKED, _HOURS = (
    0,
    at.TEAM,
    2 * at.TEAM,
)  # row of the scratch with what each member can pay


@compiled
def apply(
    world: World,
    p: Doubles,
    key: tuple[int, int],
    month: int,
    proposed: int,
    slot: int,
    k: int,
    members: int,
    obliged: int,
    sort: int,
) -> bool:
    """Write the application of world.team[:members], which costs hours, and let it wait for the next call. Without calls
    the team acts at once. Returns whether the plan waits.
    """
    if p[par.CALLS] == 0.0:
        act(world, p, key, month, proposed, slot, k, members, obliged, sort)
        return False
    hours = p[par.APPLICATION_HOURS] * scale_of(p, sort)
    world.territory[at.APPLICATIONS] += 1.0
    spend(world, world.team[0], hours)
    if sort & at.CONDITIONAL and members > 1 and p[par.PLANNING] != 0.0:
        for m in range(1, members):
            spend(world, world.team[m], hours)
        _plan_together(world, p, key, proposed, slot, k, members)
    return True


@compiled
def _plan_together(
    world: World, p: Doubles, key: tuple[int, int], proposed: int, slot: int, k: int, members: int
) -> None:
    """A planning session: each pair of members brings priorities closer and exchanges beliefs on need k."""
    pair = 0
    for m in range(members):
        for other in range(m):
            i, j = world.team[other], world.team[m]
            if p[par.PRIORITY_CHANGE] != 0.0:
                approach(world, p[par.CONVERGENCE], i, j)
            luck = uniforms(key, proposed, PLAN, slot, pair, 0)
            copy_belief(world, p, j, i, k, trust_in(world, p, j, i), luck[0], luck[1])
            copy_belief(world, p, i, j, k, trust_in(world, p, i, j), luck[2], luck[3])
            pair += 1


@compiled
def wait(
    world: World,
    waits_for: int,
    due: int,
    proposed: int,
    slot: int,
    k: int,
    members: int,
    obliged: int,
    sort: int,
) -> None:
    """Add the plan of world.team[:members] to the queue, if it has space."""
    line = int(world.territory[at.QUEUED])
    if line >= at.WAITING * world.territory[at.VOICES]:
        return
    row = world.queue[line]
    row[at.WAITS_FOR], row[at.DUE], row[at.PROPOSED], row[at.SLOT], row[at.NEED] = (
        waits_for,
        due,
        proposed,
        slot % 65536,
        k,
    )
    row[at.OBLIGED_MEMBERS], row[at.SORT], row[at.MEMBERS] = uint16(obliged), sort, members
    for m in range(members):
        row[at.FIRST_MEMBER + m] = world.team[m]
    world.territory[at.QUEUED] = line + 1


@compiled
def those_who_can(world: World, p: Doubles, line: int) -> tuple[int, int]:
    """Write to world.team the members of a queued plan who are awake and have the hours of an action. Returns their
    number, and the set of those (by position) who take part only because of a condition.
    """
    row = world.queue[line]
    members, obliged, sort = 0, uint64(0), int64(row[at.SORT])
    for m in range(int64(row[at.MEMBERS])):
        i = int64(row[at.FIRST_MEMBER + m])
        if world.actors[i, at.AWAKE] != 0.0 and world.actors[i, at.HOURS_LEFT] >= hours_of(world, p, i, sort):
            world.team[members] = i
            obliged |= (uint64(row[at.OBLIGED_MEMBERS]) >> uint64(m) & uint64(1)) << uint64(members)
            members += 1
    return members, obliged


@compiled
def hold_call(world: World, p: Doubles, key: tuple[int, int], month: int) -> None:
    """Hold a call: applications may merge, are taken in random order, and are paid in full while the fund lasts; others
    are lost.
    """
    merge_applications(world, p, key)
    queue, waiting, count = world.queue, int(world.territory[at.QUEUED]), 0
    lots, lines, starts = world.scratch[WEIGHTS], world.scratch[SUMS], world.scratch[STARTS]
    for line in range(waiting):
        if queue[line, at.WAITS_FOR] == at.A_CALL:
            drawn = uniforms(key, int64(queue[line, at.PROPOSED]), CALL, int64(queue[line, at.SLOT]), 0, 0)
            lots[count], lines[count], starts[line] = drawn[0], float(line), drawn[1]
            count += 1
    _sort(lots, lines, count)
    pool = _fill_pool(world, p)
    for place in range(count):
        line = int(lines[place])
        pool -= _decide_funding(world, p, key, month, line, starts[line], pool)
    kept = 0
    for line in range(waiting):
        if queue[line, at.WAITS_FOR] != at.GONE:
            keep(queue, line, kept)
            kept += 1
    world.territory[at.QUEUED] = kept


@compiled
def keep(queue: IntegerGrid, line: int, place: int) -> None:
    """Move a row of the queue up to another place."""
    if line != place:
        for column in range(queue.shape[1]):
            queue[place, column] = queue[line, column]


@compiled
def _sort(keys: Doubles, values: Doubles, count: int) -> None:
    """Sort the first `count` keys in ascending order, with their values; equal keys by value. Source: Shell 1959."""
    gap = 1
    while gap < count // 3:
        gap = 3 * gap + 1
    while gap > 0:
        for place in range(gap, count):
            key, value, at = keys[place], values[place], place
            while at >= gap and (
                keys[at - gap] > key or (keys[at - gap] == key and values[at - gap] > value)
            ):
                keys[at], values[at] = keys[at - gap], values[at - gap]
                at -= gap
            keys[at], values[at] = key, value
        gap //= 3


@compiled
def _fill_pool(world: World, p: Doubles) -> float:
    """Euros that all owners leave to actions across fields, out of what they can still commit."""
    share = p[par.POOL_SHARE] * world.levels[by.POOL_ORDINARY] if p[par.POOLING] != 0.0 else 0.0
    pool = 0.0
    for i in range(world.actors.shape[0] if share > 0.0 else 0):
        left = share * world.actors[i, at.ORDINARY_LEFT]
        world.actors[i, at.ORDINARY_LEFT] -= left
        pool += left
    return pool


@compiled
def _decide_funding(
    world: World, p: Doubles, key: tuple[int, int], month: int, line: int, start: float, pool: float
) -> float:
    """Pay an action if its whole cost is covered, and set its start by the draw `start`. Returns the euros taken from the
    pool.
    """
    row = world.queue[line]
    members, k, sort = int64(row[at.MEMBERS]), int64(row[at.NEED]), int64(row[at.SORT])
    for m in range(members):
        world.team[m] = int64(row[at.FIRST_MEMBER + m])
    cost = p[par.ACTION_COST] * scale_of(p, sort)
    fields = size(fields_of(world, members))
    eligible = sort & at.CONDITIONAL == 0 or fields >= p[par.CO_PRODUCERS]
    own = own_means(world, p, k, members, cost, p[par.IN_KIND_HOURS] * scale_of(p, sort), eligible)
    pooled = min(pool, max(0.0, cost - own)) if fields > 1 else 0.0
    asked = max(0.0, cost - own - pooled)
    row[at.WAITS_FOR] = at.GONE
    if asked > 0.0 and (not eligible or asked > world.accounts[at.PURSE]):
        note(world, month, NOT_FUNDED, world.team[0], -1, k, asked)
        return 0.0
    note(world, month, FUNDED_ACTION, world.team[0], -1, k, asked)
    world.accounts[at.PURSE] -= asked
    world.accounts[at.MONEY] += asked
    ordinary = _pay(world, members)
    _count_funded(world, members, fields, ordinary + pooled)
    further = int(p[par.POOL_DELAY] * (fields - 1)) if pooled > 0.0 else 0
    row[at.DUE] = month + int(start * int(p[par.CALL_MONTHS])) + further
    if row[at.DUE] > month:
        row[at.WAITS_FOR] = at.A_START
    else:
        carry_out(world, p, key, month, line)
    return pooled


@compiled
def carry_out(world: World, p: Doubles, key: tuple[int, int], month: int, line: int) -> None:
    """Carry out a paid action with those of its members who can still come, if any."""
    members, obliged = those_who_can(world, p, line)
    if members > 0:
        row = world.queue[line]
        proposed, slot = int64(row[at.PROPOSED]), int64(row[at.SLOT])
        k, sort = int64(row[at.NEED]), int64(row[at.SORT])
        act(world, p, key, month, proposed, slot, k, members, obliged, sort)


@compiled
def own_means(
    world: World, p: Doubles, k: int, members: int, cost: float, in_kind: float, eligible: bool
) -> float:
    """Means of world.team[:members] for an action on need k, in euros, hours counted in money.

    Each member pays up to its share of the cost: ordinary means in its own field, then earmarked means if the plan is
    eligible, and at most `in_kind` hours. The amounts of each member stay in the scratch, for `_pay`.
    """
    share, total, means = cost / members, 0.0, world.scratch[VOICE_SUMS]
    for m in range(members):
        row = world.actors[world.team[m]]
        ordinary = min(row[at.ORDINARY_LEFT], share) if own_concern(world, p, world.team[m], k) else 0.0
        earmarked = min(row[at.EARMARKED_LEFT], share - ordinary) if eligible else 0.0
        hours = min(row[at.IN_KIND_LEFT], in_kind)
        means[_ORDINARY + m], means[_EARMARKED + m], means[_HOURS + m] = ordinary, earmarked, hours
        total += ordinary + earmarked + hours * p[par.HOUR_VALUE]
    return total


@compiled
def _pay(world: World, members: int) -> float:
    """Subtract what `own_means` found from the members' means. Returns the ordinary means among it."""
    ordinary, means = 0.0, world.scratch[VOICE_SUMS]
    for m in range(members):
        row = world.actors[world.team[m]]
        row[at.ORDINARY_LEFT] -= means[_ORDINARY + m]
        row[at.EARMARKED_LEFT] -= means[_EARMARKED + m]
        row[at.IN_KIND_LEFT] -= means[_HOURS + m]
        ordinary += means[_ORDINARY + m]
    return ordinary


@compiled
def _count_funded(world: World, members: int, fields: int, ordinary: float) -> None:
    """Update the month's counts for a paid action."""
    territory, public, close = world.territory, False, False
    territory[at.FUNDED] += 1.0
    if fields > 1:
        territory[at.CROSSING_MONEY] += ordinary
    for m in range(members):
        public |= world.actors[world.team[m], at.PUBLIC_POWER] >= MUCH
        close |= world.actors[world.team[m], at.PROXIMITY] >= MUCH
    territory[at.COMPLEMENTARITY] += 1.0 if public & close & (members > 1) else 0.0
