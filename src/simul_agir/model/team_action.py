"""What an action takes, how likely it succeeds, and what its outcome changes: members, the need, those who see it."""

import numpy as np

from simul_agir.engine.bitset import bit, first_bits, holds, lowest, mark, size
from simul_agir.engine.layout import WIDTH
from simul_agir.engine.lowering.f64x8 import add_in_turn, greater, lanes, nothing, within
from simul_agir.engine.rule import compiled
from simul_agir.model import fields as at
from simul_agir.model import instruments as by
from simul_agir.model import parameters as par
from simul_agir.model.encounters import priority_distance, spend
from simul_agir.model.engagement import own_concern
from simul_agir.model.events import ACTION_FAILED, ACTION_SUCCEEDED, note
from simul_agir.model.learning import adopt_one, practise, widen_comforts
from simul_agir.model.randomness import CORRECT, OUTCOME, uniforms
from simul_agir.model.state import World
from simul_agir.model.ties import join, mutual_trust, note_contact, place, strengthen, trust
from simul_agir.model.trust import identify, record

MUCH = 0.5  # from here an actor counts as a public power, or as close to residents
_LEAST = 1e-6  # what a factor of success counts at least, so that powers of it exist


@compiled
def act(
    world: World,
    p: "np.ndarray",
    key: tuple[int, int],
    month: int,
    proposed: int,
    slot: int,
    k: int,
    members: int,
    obliged: int,
) -> None:
    """world.team[:members] act on need k, those in the set `obliged` only because a condition brought them in.

    Their luck is that of the proposal, made in slot `slot` of month `proposed`.
    """
    team = world.team
    resources = unlock_resources(world, p, k, members)
    coordination = coordination_of(world, members)
    tired = _mean_fatigue(world, members)
    chance = success_chance(p, coverage(world, k, members), coordination, resources) * (1.0 - tired)
    success = uniforms(key, proposed, OUTCOME, slot, 0, 0)[0] < chance
    outcome = 1.0 if success else 0.0
    surprise = outcome - world.actors[team[0], at.ASPIRATION]
    note(
        world,
        month,
        ACTION_SUCCEEDED if success else ACTION_FAILED,
        team[0],
        team[1] if members > 1 else -1,
        k,
        chance,
    )
    free = members - size(obliged)
    _count(world, k, members, free, success)
    for m in range(members):
        spend(world, team[m], p[par.ACTION_HOURS])
        practise(world, p, team[m])
        world.actors[team[m], at.IDLE] = 0.0
        _mark_deed(world, p, team[m], k, members, free > 1 and not holds(obliged, m))
        _weigh_up(world, p, team[m], outcome)
        if p[par.BELIEF_CHANGE] != 0.0:
            lesson = uniforms(key, proposed, CORRECT, slot, m, 0)
            if lesson[0] < p[par.CORRECTION]:
                adopt_one(world, team[m], k, world.truth[at.LINKS, k], lesson[1])
    if members > 1:
        _bind_members(world, p, members, obliged, success)
    if success:
        world.needs[at.LEVEL, k] -= (
            min(1.0, p[par.ACTION_IMPACT] / max(1.0, world.territory[at.VOICES])) * world.needs[at.LEVEL, k]
        )
        _show_success(world, p, members, surprise)


@compiled
def unlock_resources(world: World, p: "np.ndarray", k: int, members: int) -> float:
    """Share of the action's cost, in [0, 1], that is really paid: each member's share from its ordinary means (outside its
    own field only as far as they are pooled) and earmarked means, in-kind hours, matching money, and a grant.
    """
    team, cost = world.team, p[par.ACTION_COST]
    if cost <= 0.0:
        return 1.0
    paid, in_kind = 0.0, 0.0
    fields = np.uint64(0)
    for m in range(members):
        fields |= bit(int(world.actors[team[m], at.FIELD]))
    eligible = 1.0 if size(fields) >= p[par.CO_PRODUCERS] else 1.0 - world.levels[by.CONDITION_FUNDS]
    pooled = world.levels[by.POOL_ORDINARY]
    for m in range(members):
        row = world.actors[team[m]]
        free = 1.0 if own_concern(world, p, team[m], k) else pooled
        ordinary = min(row[at.ORDINARY_LEFT] * free, cost / members)
        row[at.ORDINARY_LEFT] -= ordinary
        earmarked = min(row[at.EARMARKED_LEFT] * eligible, cost / members - ordinary)
        row[at.EARMARKED_LEFT] -= earmarked
        hours = min(row[at.IN_KIND_LEFT], p[par.IN_KIND_HOURS])
        row[at.IN_KIND_LEFT] -= hours
        in_kind += hours * p[par.HOUR_VALUE]
        paid += ordinary + earmarked
    paid += in_kind
    paid += _draw_purse(
        world, min(cost - paid, world.levels[by.MATCH_CONTRIBUTIONS] * p[par.MATCH_RATE] * in_kind)
    )
    paid += _draw_purse(world, min(cost - paid, eligible * p[par.GRANT_RATE] * cost))
    return min(1.0, paid / cost)


@compiled
def _draw_purse(world: World, wanted: float) -> float:
    """Euros paid out of the action money, as far as it goes."""
    paid = max(0.0, min(wanted, world.accounts[at.PURSE]))
    world.accounts[at.PURSE] -= paid
    world.accounts[at.MONEY] += paid
    return paid


@compiled
def coverage(world: World, k: int, members: int) -> float:
    """Mean, over the true links of need k, of the best comfort among the members who believe in the link; in [0, 1]."""
    links = world.truth[at.LINKS, k]
    total = 0.0
    for start in range(0, world.needs.shape[1], WIDTH):
        best = nothing()
        for m in range(members):
            member = world.team[m]
            believed = world.marks[member, at.BELIEFS + k] >> np.uint64(start)
            best = greater(best, within(believed, lanes(world.profiles[member, at.COMFORT], start), 0.0))
        total = add_in_turn(total, within(links >> np.uint64(start), best, 0.0))
    return total / max(1, size(links))


@compiled
def coordination_of(world: World, members: int) -> float:
    """Mean over the initiator's partners of mutual trust times alignment of priorities, in [0, 1]; 1 when alone."""
    if members == 1:
        return 1.0
    team, total = world.team, 0.0
    for m in range(1, members):
        total += mutual_trust(world, team[0], team[m]) * (1.0 - priority_distance(world, team[0], team[m]))
    return total / (members - 1)


@compiled
def success_chance(p: "np.ndarray", covered: float, coordination: float, resources: float) -> float:
    """Probability of success: a CES mean of coverage, coordination and resources, below a ceiling."""
    weights = p[par.WEIGHT_COVERAGE] + p[par.WEIGHT_COORDINATION] + p[par.WEIGHT_RESOURCES]
    if weights == 0.0:
        return p[par.SUCCESS_CEILING]
    x, y, z = max(_LEAST, covered), max(_LEAST, coordination), max(_LEAST, resources)
    if abs(p[par.ELASTICITY] - 1.0) < 1e-9:
        logs = (
            p[par.WEIGHT_COVERAGE] * np.log(x)
            + p[par.WEIGHT_COORDINATION] * np.log(y)
            + p[par.WEIGHT_RESOURCES] * np.log(z)
        )
        return p[par.SUCCESS_CEILING] * np.exp(logs / weights)
    if p[par.ELASTICITY] == 0.5:  # the harmonic mean, without powers
        parts = p[par.WEIGHT_COVERAGE] / x + p[par.WEIGHT_COORDINATION] / y + p[par.WEIGHT_RESOURCES] / z
        return p[par.SUCCESS_CEILING] * weights / parts
    power = (p[par.ELASTICITY] - 1.0) / p[par.ELASTICITY]
    total = (
        p[par.WEIGHT_COVERAGE] * x**power
        + p[par.WEIGHT_COORDINATION] * y**power
        + p[par.WEIGHT_RESOURCES] * z**power
    )
    return p[par.SUCCESS_CEILING] * (total / weights) ** (1.0 / power)


@compiled
def _mean_fatigue(world: World, members: int) -> float:
    total = 0.0
    for m in range(members):
        total += world.actors[world.team[m], at.FATIGUE]
    return total / members


@compiled
def _count(world: World, k: int, members: int, free: int, success: bool) -> None:
    """What the month's figures say of an action of `members`, `free` of whom nothing obliged."""
    territory, team = world.territory, world.team
    territory[at.SUCCEEDED] += 1.0 if success else 0.0
    territory[at.LED_BY_PROXIMITY] += world.actors[team[0], at.PROXIMITY]
    if members == 1:
        territory[at.SOLO_ACTIONS] += 1.0
        return
    if free > 1:
        territory[at.JOINT_ACTIONS] += 1.0
        world.truth[at.ACTED, k] = mark(world.truth[at.ACTED, k])
    else:
        territory[at.OBLIGED_ACTIONS] += 1.0
    public, close = False, False
    for m in range(members):
        public |= world.actors[team[m], at.PUBLIC_POWER] >= MUCH
        close |= world.actors[team[m], at.PROXIMITY] >= MUCH
        for other in range(m):
            _join_fields(
                world, int(world.actors[team[m], at.FIELD]), int(world.actors[team[other], at.FIELD])
            )
    territory[at.COMPLEMENTARY] += 1.0 if public & close else 0.0


@compiled
def _join_fields(world: World, one: int, two: int) -> None:
    """Two fields work together; the first time is an innovation."""
    low, high = min(one, two), max(one, two)
    if low != high and not holds(world.truth[at.JOINED, low], high):
        world.truth[at.JOINED, low] |= bit(high)
        world.territory[at.INNOVATION] += 1.0


@compiled
def _mark_deed(world: World, p: "np.ndarray", i: int, k: int, members: int, free: bool) -> None:
    """What the deed shows of an actor; what a condition obliged is kept apart."""
    if members > 1:
        window = at.JOINT if free else at.OBLIGED
        world.marks[i, window] = mark(world.marks[i, window])
    # No branch: chance decides.
    outside = (world.actors[i, at.ENGAGED] != 0.0) & (not own_concern(world, p, i, k))
    world.marks[i, at.OUTSIDE] |= np.uint64((free | (members == 1)) & outside)


@compiled
def _weigh_up(world: World, p: "np.ndarray", i: int, outcome: float) -> None:
    """A member feels the outcome against the success it has come to expect, and its expectation moves toward the outcome.

    Source: attainment discrepancy, Lant 1992.
    """
    if p[par.MOTIVATION_CHANGE] == 0.0:
        return
    row = world.actors[i]
    surprise = outcome - row[at.ASPIRATION]
    feel(world, p, i, surprise)
    row[at.ASPIRATION] += p[par.ASPIRATION_RATE] * surprise


@compiled
def feel(world: World, p: "np.ndarray", i: int, surprise: float) -> None:
    """Motivation moves by outcome minus expectation, in proportion to the room there is. Source: MODEL.md 3."""
    if p[par.MOTIVATION_CHANGE] == 0.0:
        return
    m = world.actors[i, at.MOTIVATION]
    room = 1.0 - m if surprise > 0.0 else m
    world.actors[i, at.MOTIVATION] = m + p[par.MOTIVATION_SURPRISE] * surprise * room


@compiled
def _bind_members(world: World, p: "np.ndarray", members: int, obliged: int, success: bool) -> None:
    """All members record the outcome with each other; comfort widens with the initiator; identification moves once each."""
    team = world.team
    for m in range(members):
        identify(world, p, team[m], success, p[par.IDENTIFICATION_ACTION])
        for other in range(m):
            i, j = team[m], team[other]
            a, b = join(world, p, i, j)
            if other == 0:
                widen_comforts(world, p, i, j, trust(world, i, a), trust(world, j, b))
            record(world, p, i, a, success)
            record(world, p, j, b, success)
            strengthen(world, p, i, a)
            strengthen(world, p, j, b)
            if not holds(obliged, m) and not holds(obliged, other):
                note_contact(world, i, j, a, b)
                note_contact(world, j, i, b, a)


@compiled
def _show_success(world: World, p: "np.ndarray", members: int, surprise: float) -> None:
    """Success is seen by the initiator's other alters, the better the more regulation makes it visible."""
    team = world.team
    level = world.levels[by.REGULATE]
    seen = p[par.VISIBILITY] + level * (p[par.REGULATED_VISIBILITY] - p[par.VISIBILITY])
    others = first_bits(int(world.actors[team[0], at.TIES]))
    for m in range(1, members):
        a = place(world, team[0], team[m])
        if a >= 0:
            others &= ~bit(a)
    while others != np.uint64(0):
        j = np.int64(world.web[team[0], at.ALTER, lowest(others)])
        if world.actors[j, at.AWAKE] != 0.0:
            feel(world, p, j, seen * surprise)
        others &= others - np.uint64(1)
