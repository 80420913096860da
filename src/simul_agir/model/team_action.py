"""Effects of an action that is carried out: which members do their share, whether it succeeds, and what that changes."""

from simul_agir.engine.arithmetic import agir_exp
from simul_agir.engine.bitset import bit, first_bits, holds, lowest, mark, size
from simul_agir.engine.cells import Doubles, int64, uint64
from simul_agir.engine.rows import raise_in, sum_in
from simul_agir.engine.rule import compiled
from simul_agir.model import fields as at
from simul_agir.model import instruments as by
from simul_agir.model import parameters as par
from simul_agir.model.consequences import note_deed
from simul_agir.model.division import supported_hours, weigh_hours
from simul_agir.model.encounters import priority_distance, spend
from simul_agir.model.engagement import own_concern
from simul_agir.model.events import ACTION_FAILED, ACTION_SUCCEEDED, note
from simul_agir.model.learning import adopt_one, practise, widen_comforts
from simul_agir.model.merging import note_carried_out
from simul_agir.model.randomness import CORRECT, DELIVER, OUTCOME, uniforms
from simul_agir.model.scratch import BEST
from simul_agir.model.state import World
from simul_agir.model.ties import join, mutual_trust, note_contact, place, strengthen, trust
from simul_agir.model.trust import identify_by_doing, record

USUAL = 0.4  # coverage and coordination at which the success probability is `delivery`
_LED = 2.0  # factor of the leader's gain of voice
_LATELY = 0x3F  # the six months of a window, this one included, in which a success counts for linked needs


@compiled
def act(
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
) -> None:
    """Carry out the action of world.team[:members] on need k. `obliged`: the set of members who take part only because of
    a condition; `sort`: flags of the action.

    Its random numbers are those of the proposal made in slot `slot` of month `proposed`.
    """
    team, weight = world.team, scale_of(p, sort)
    delivered = _who_delivers(world, key, proposed, slot, members)
    chance = 0.0
    if delivered != uint64(0):
        covered = coverage(world, k, members, delivered)
        chance = success_chance(p, covered, coordination_of(world, p, members))
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
    _count(world, k, members, free, success, sort)
    note_carried_out(world, month, k, weight)
    for m in range(members):
        _take_part(world, p, month, k, members, m, free > 1 and not holds(obliged, m), sort, outcome)
        if p[par.BELIEF_CHANGE] != 0.0:
            lesson = uniforms(key, proposed, CORRECT, slot, team[m], 0)
            if lesson[0] < p[par.CORRECTION] * weight:
                adopt_one(world, team[m], k, world.truth[at.LINKS, k], lesson[1])
    if members > 1:
        _bind_members(world, p, members, obliged, delivered, weight)
    if success:
        _relieve(world, p, k, sort)
        _show_success(world, p, members, surprise * weight)


@compiled
def scale_of(p: Doubles, sort: int) -> float:
    """Cost, hours, impact and weight of an action, relative to a full-size one."""
    return p[par.MICRO_SCALE] if sort & at.MICRO_ACTION else 1.0


@compiled
def hours_of(world: World, p: Doubles, i: int, sort: int) -> float:
    """Hours that an action asks of a member, less those that support for low voices pays."""
    return supported_hours(world, i, p[par.ACTION_HOURS] * scale_of(p, sort))


@compiled
def _who_delivers(world: World, key: tuple[int, int], proposed: int, slot: int, members: int) -> int:
    """The set of members (by position) who do their share; the probability depends on reliability and fatigue."""
    delivered = uint64(0)
    for m in range(members):
        row = world.actors[world.team[m]]
        luck = uniforms(key, proposed, DELIVER, slot, world.team[m], 0)[0]
        if luck < row[at.RELIABILITY] * (1.0 - row[at.FATIGUE]):
            delivered |= bit(m)
    return delivered


@compiled
def coverage(world: World, k: int, members: int, delivered: int) -> float:
    """Mean over the true links of need k of the best comfort, in [0, 1], among the members in the set who believe in the
    link. The set holds those (by position) who did their share.
    """
    links, best, domains = world.truth[at.LINKS, k], world.scratch[BEST], world.needs.shape[1]
    for domain in range(domains):
        best[domain] = 0.0
    for m in range(members):
        if holds(delivered, m):
            member = world.team[m]
            raise_in(best, world.bitsets[member, at.BELIEFS + k], world.profiles[member, at.COMFORT])
    return sum_in(best, links, domains) / max(1, size(links))


@compiled
def coordination_of(world: World, p: Doubles, members: int) -> float:
    """Mean over the initiator's partners of mutual trust times alignment of priorities, in [0, 1]; 1 when alone."""
    if members == 1:
        return 1.0
    team, total = world.team, 0.0
    for m in range(1, members):
        total += mutual_trust(world, p, team[0], team[m]) * (1.0 - priority_distance(world, team[0], team[m]))
    return total / (members - 1)


@compiled
def success_chance(p: Doubles, covered: float, coordination: float) -> float:
    """Probability of success: logistic in coverage and coordination; `delivery` at their usual values."""
    odds = p[par.DELIVERY] / (1.0 - p[par.DELIVERY])
    push = p[par.WEIGHT_COVERAGE] * (covered - USUAL) + p[par.WEIGHT_COORDINATION] * (coordination - USUAL)
    return float(1.0 / (1.0 + agir_exp(0.0 - push) / odds))


@compiled
def _take_part(
    world: World,
    p: Doubles,
    month: int,
    k: int,
    members: int,
    m: int,
    free: bool,
    sort: int,
    outcome: float,
) -> None:
    """Effects on one member, except those between members."""
    i, weight = world.team[m], scale_of(p, sort)
    spend(world, i, hours_of(world, p, i, sort))
    practise(world, p, i, weight)
    world.actors[i, at.IDLE] = 0.0
    if sort & at.MICRO_ACTION == 0:
        _mark_deed(world, p, i, k, members, free)
    if members > 1:
        note_deed(world, i, month, weight)
        identify_by_doing(world, p, i, outcome, weight)
        _learn_the_field(world, p, i, k, members, weight)
    before = world.actors[i, at.MOTIVATION]
    _weigh_up(world, p, i, outcome, weight)
    if sort & at.CONDITIONAL and p[par.MOTIVATION_CHANGE] != 0.0:
        world.actors[i, at.MOTIVATION] -= p[par.CROWDING_OUT] * weight * world.actors[i, at.MOTIVATION]
    gained = world.actors[i, at.MOTIVATION] - before
    weigh_hours(world, p, i, at.ACTION_GAIN, gained, p[par.ACTION_HOURS] * weight, weight)
    _raise_voice(world, p, i, _LED if m == 0 else 1.0)


@compiled
def _raise_voice(world: World, p: Doubles, i: int, times: float) -> None:
    """Raise the voice of members who have any. Source: Christens et al. 2011 (form)."""
    row = world.actors[i]
    if p[par.MOVING_VOICE] != 0.0 and row[at.FIRST_VOICE] > 0.0:
        row[at.VOICE] += p[par.VOICE_GAIN] * times * (1.0 - row[at.VOICE])


@compiled
def _learn_the_field(world: World, p: Doubles, i: int, k: int, members: int, weight: float) -> None:
    """Widen i's comfort in a field that is not its own, toward the best expert of world.team[:members]."""
    if p[par.COMFORT_CHANGE] == 0.0 or p[par.FIELD_PRACTICE] == 0.0 or own_concern(world, p, i, k):
        return
    best = 0.0
    for m in range(members):
        best = max(best, world.profiles[world.team[m], at.EXPERTISE, k])
    comfort = world.profiles[i, at.COMFORT, k]
    world.profiles[i, at.COMFORT, k] = comfort + p[par.FIELD_GAIN] * weight * max(0.0, best - comfort)


@compiled
def _count(world: World, k: int, members: int, free: int, success: bool, sort: int) -> None:
    """Update the month's counts for an action of `members`, of whom `free` are not obliged."""
    territory, team = world.territory, world.team
    territory[at.SUCCEEDED] += 1.0 if success else 0.0
    if members == 1:
        territory[at.SOLO_ACTIONS] += 1.0
        return
    if free > 1:
        territory[at.JOINT_ACTIONS] += 1.0
        if sort & at.MICRO_ACTION == 0:
            world.truth[at.ACTED, k] = mark(world.truth[at.ACTED, k])
    else:
        territory[at.OBLIGED_ACTIONS] += 1.0
    territory[at.THREE_FIELDS] += 1.0 if size(fields_of(world, members)) >= 3 else 0.0
    for m in range(members):
        for other in range(m):
            _join_fields(
                world, int(world.actors[team[m], at.FIELD]), int(world.actors[team[other], at.FIELD])
            )


@compiled
def fields_of(world: World, members: int) -> int:
    """The set of the fields of world.team[:members]."""
    fields = uint64(0)
    for m in range(members):
        fields |= bit(int(world.actors[world.team[m], at.FIELD]))
    return fields


@compiled
def _join_fields(world: World, one: int, two: int) -> None:
    """Record that two fields work together; the first time counts as an innovation."""
    low, high = min(one, two), max(one, two)
    if low != high and not holds(world.truth[at.JOINED, low], high):
        world.truth[at.JOINED, low] |= bit(high)
        world.territory[at.INNOVATION] += 1.0


@compiled
def _mark_deed(world: World, p: Doubles, i: int, k: int, members: int, free: bool) -> None:
    """Record the action in a member's windows; obliged actions are kept separately."""
    if members > 1:
        window = at.JOINT if free else at.OBLIGED
        world.bitsets[i, window] = mark(world.bitsets[i, window])
    # No branch, because the condition is random.
    outside = (world.actors[i, at.ENGAGED] != 0.0) & (not own_concern(world, p, i, k))
    world.bitsets[i, at.OUTSIDE] |= uint64((free | (members == 1)) & outside)


@compiled
def _weigh_up(world: World, p: Doubles, i: int, outcome: float, weight: float) -> None:
    """Compare the outcome with the expected success, and move the expectation toward the outcome.

    Source: attainment discrepancy, Lant 1992.
    """
    if p[par.MOTIVATION_CHANGE] == 0.0:
        return
    row = world.actors[i]
    surprise = outcome - row[at.ASPIRATION]
    feel(world, p, i, surprise * weight)
    row[at.ASPIRATION] += p[par.ASPIRATION_RATE] * weight * surprise


@compiled
def feel(world: World, p: Doubles, i: int, surprise: float) -> None:
    """Move motivation by outcome minus expectation, in proportion to its distance from the limit. Source: docs/model.md."""
    if p[par.MOTIVATION_CHANGE] == 0.0:
        return
    m = world.actors[i, at.MOTIVATION]
    room = 1.0 - m if surprise > 0.0 else m
    world.actors[i, at.MOTIVATION] = m + p[par.MOTIVATION_SURPRISE] * surprise * room


@compiled
def _bind_members(
    world: World, p: Doubles, members: int, obliged: int, delivered: int, weight: float
) -> None:
    """Each member records whether each other did its share, and widens its comfort with the initiator."""
    team = world.team
    for m in range(members):
        for other in range(m):
            i, j = team[m], team[other]
            a, b = join(world, p, i, j)
            if other == 0:
                trust_i, trust_j = trust(world, p, i, a), trust(world, p, j, b)
                widen_comforts(world, p, i, j, trust_i * weight, trust_j * weight)
            record(world, p, i, a, holds(delivered, other), weight)
            record(world, p, j, b, holds(delivered, m), weight)
            strengthen(world, p, i, a, weight)
            strengthen(world, p, j, b, weight)
            if not holds(obliged, m) and not holds(obliged, other):
                note_contact(world, i, j, a, b)
                note_contact(world, j, i, b, a)


@compiled
def _relieve(world: World, p: Doubles, k: int, sort: int) -> None:
    """A success reduces the need, more if a linked need had a success within six months."""
    impact = scale_of(p, sort) * (1.0 + p[par.SYNERGY_GAIN] * (1.0 if _linked_success(world, p, k) else 0.0))
    share = min(1.0, p[par.ACTION_IMPACT] * impact / max(1.0, world.territory[at.VOICES]))
    world.needs[at.LEVEL, k] -= share * world.needs[at.LEVEL, k]
    world.territory[at.SUBSIDIARITY] += impact * world.actors[world.team[0], at.PROXIMITY]
    if sort & at.MICRO_ACTION == 0:
        world.truth[at.WON, k] = mark(world.truth[at.WON, k])


@compiled
def _linked_success(world: World, p: Doubles, k: int) -> bool:
    """Whether another need truly linked with need k had a success within six months, this month included."""
    left = world.truth[at.LINKS, k] & ~bit(k)
    lately = uint64(0)
    while left != uint64(0):
        lately |= world.truth[at.WON, lowest(left)]
        left &= left - uint64(1)
    return p[par.LINKED_SUCCESS] != 0.0 and lately & uint64(_LATELY) != uint64(0)


@compiled
def _show_success(world: World, p: Doubles, members: int, surprise: float) -> None:
    """The initiator's other alters see a success, more so if regulation makes it visible."""
    team = world.team
    level = world.levels[by.REGULATE]
    seen = p[par.VISIBILITY] + level * (p[par.REGULATED_VISIBILITY] - p[par.VISIBILITY])
    others = first_bits(int(world.actors[team[0], at.TIES]))
    for m in range(1, members):
        a = place(world, team[0], team[m])
        if a >= 0:
            others &= ~bit(a)
    while others != uint64(0):
        j = int64(world.tie_index[team[0], at.ALTER, lowest(others)])
        if world.actors[j, at.AWAKE] != 0.0:
            feel(world, p, j, seen * surprise)
        others &= others - uint64(1)
