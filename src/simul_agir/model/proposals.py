"""Joint actions on needs: who proposes what, who is asked and accepts, how long the decision takes, and its outcome."""

import numpy as np

from simul_agir.engine.actors import ActorIndex, add_each, over_actors, where
from simul_agir.engine.bitset import add_one, bit, holds, size
from simul_agir.engine.cells import Doubles, Integers, int64, uint16, uint64
from simul_agir.engine.choice import whole
from simul_agir.engine.layout import round_number
from simul_agir.engine.mixing import draw_in, opened_one, word_in, word_with
from simul_agir.engine.race import line_up, soonest
from simul_agir.engine.rule import compiled, inlined
from simul_agir.model import fields as at
from simul_agir.model import instruments as by
from simul_agir.model import parameters as par
from simul_agir.model.division import for_work
from simul_agir.model.encounters import MOST_SLOTS
from simul_agir.model.engagement import takes_part
from simul_agir.model.events import DELAYED, REFUSED, note
from simul_agir.model.funding import MUCH, apply, carry_out, keep, those_who_can, wait
from simul_agir.model.partner_choice import topic
from simul_agir.model.planned import planned_partner
from simul_agir.model.randomness import PROPOSE, SLOTS, enter, pick, take_turn, uniforms
from simul_agir.model.scratch import TIMES
from simul_agir.model.state import World
from simul_agir.model.team_action import hours_of, scale_of
from simul_agir.model.ties import mutual_trust, place, trust_in

_NOBODY = -1
# Channels of the word of a turn in which an actor proposes. The last one: seats of the plan, one per ask.
_SMALL, _CONDITIONED, _ANNOUNCED, _AXIS, _OWN, _PROMPT, _DELAY, _ANSWERS, _ANSWERS_AGAIN, _SEAT = range(1, 11)


@inlined
def work_on_needs(world: World, p: Doubles, key: tuple[int, int], month: int) -> None:
    """The month's actions: first those whose decision is due, then new proposals in random order, by motivation and
    engagement.
    """
    _take_up_due(world, p, key, month)
    n, drive = world.actors.shape[0], _drive(world, p, key, month, 0.0)
    line_up(world.scratch[TIMES], n)
    slots = whole(min(p[par.PROPOSAL_RATE] * drive, MOST_SLOTS * n), uniforms(key, month, SLOTS, 2, 0, 0)[0])
    for _ in range(slots):
        i = soonest(world.scratch[TIMES], n)
        if i < 0:
            return
        word, turn = take_turn(world, i)
        _propose(world, p, key, month, i + round_number(n) * turn, i, word)


@compiled
def _propose(
    world: World, p: Doubles, key: tuple[int, int], month: int, slot: int, i: int, word: int
) -> None:
    """One turn of i, with all draws from its word. The outcome of the action is drawn by `slot`: i and its number of
    turns.
    """
    sort = _sort_of(world, p, i, word)
    if world.actors[i, at.HOURS_LEFT] >= hours_of(world, p, i, sort):
        k = _chosen_need(world, p, i, draw_in(word, _ANNOUNCED), draw_in(word, _AXIS), draw_in(word, _OWN))
        members, obliged = _gather(world, p, month, i, k, sort, word)
        _decide(world, p, key, month, slot, k, members, obliged, sort, word)


@compiled
def _sort_of(world: World, p: Doubles, i: int, word: int) -> int:
    """The flags of a proposal of i: a small action, which is likelier for low voices close to residents; conditional
    money, with the probability that the stance sets.
    """
    sort = at.PLAIN
    close, conditioned = world.actors[i, at.PROXIMITY] >= MUCH, world.levels[by.CONDITION_FUNDS]
    if p[par.MICRO_ACTIONS] != 0.0 and close and draw_in(word, _SMALL) < 1.0 - world.actors[i, at.VOICE]:
        sort |= at.MICRO_ACTION
    if conditioned > 0.0 and draw_in(word, _CONDITIONED) < conditioned:
        sort |= at.CONDITIONAL
    return sort


@compiled
def joins_conditions(world: World, p: Doubles, i: int) -> bool:
    """Whether i ever joins plans that get money on a condition. Source: Macgill and Kauneckis."""
    return world.actors[i, at.RELUCTANCE] < p[par.JOIN_CEILING]


@over_actors
def _drive(
    world: World, p: Doubles, key: tuple[int, int], month: int, index: ActorIndex, total: float
) -> float:
    """Enter each actor with its weight for proposing, and add the weights up: motivation, reduced by fatigue, increased
    by engagement. Public matching raises the weight of low voices. Source of the matching effect: Karlan and List 2007.
    """
    row = world.actors
    pull = (p[par.MATCH_PULL] - 1.0) * world.levels[by.MATCH_CONTRIBUTIONS]
    activity = where(row[index, at.ENGAGED] != 0.0, 1.0, p[par.LATENT_ACTIVITY])
    able = where(row[index, at.CAPACITY] > 0.0, row[index, at.AWAKE], 0.0)
    drive = able * activity * row[index, at.MOTIVATION] * (1.0 - row[index, at.FATIGUE])
    drive = drive * (1.0 + pull * (1.0 - row[index, at.FIRST_VOICE])) * for_work(world, index)
    enter(world, key, month, PROPOSE, index, drive)
    return add_each(total, drive)


@compiled
def _chosen_need(world: World, p: Doubles, i: int, draw: float, which: float, own: float) -> int:
    """An announced axis, with probability equal to its clarity, if the actor takes part in it; else the actor's own
    choice.
    """
    if draw < world.levels[at.CLARITY]:
        k = pick(world.axes, world.axes.shape[0], which)
        if k >= 0 and takes_part(world, p, i, k):
            return k
    return topic(world, i, own)


@compiled
def _gather(world: World, p: Doubles, month: int, i: int, k: int, sort: int, word: int) -> tuple[int, int]:
    """Gather the members of an action of i on need k in world.team: planned partners first, then alters by strength,
    trust and what they add to the links i believes in. Returns their number, and the set of those (by position in
    world.team) who take part only because of a condition.
    """
    team = world.team
    team[0] = i
    members, obliged, tried = 1, uint64(0), uint64(0)
    believed = world.bitsets[i, at.BELIEFS + k]
    missing = believed & ~world.competence_mask[i]
    fields = bit(int(world.actors[i, at.FIELD]))
    co_produced = sort & at.CONDITIONAL != 0 and joins_conditions(world, p, i)
    for ask in range(int(p[par.ASKS])):
        short_of_fields = co_produced and size(fields) < p[par.CO_PRODUCERS]
        if members >= p[par.TEAM_SIZE] or (missing == uint64(0) and not short_of_fields):
            break
        j = _planned_for(world, p, i, k, missing, ask, draw_in(word, _SEAT + ask), sort)
        planned_again = ask == 1 and j >= 0
        a = place(world, i, j) if j >= 0 else _best_alter(world, i, missing, tried, fields, short_of_fields)
        if j < 0 and a < 0:
            break
        if a >= 0:
            already = holds(tried, a)
            tried |= bit(a)
            j = int64(world.tie_index[i, at.ALTER, a])
            if already:
                continue
        if _already_in(team, members, j):
            continue
        answers = word_in(word, _ANSWERS_AGAIN if planned_again else _ANSWERS)
        if opened_one(word_with(answers, j)) >= willingness(world, p, i, j, k, sort, co_produced):
            note(world, month, REFUSED, i, j, k, 1.0)
            continue
        if missing & world.competence_mask[j] == uint64(0):
            obliged |= bit(members)
        team[members] = j
        members += 1
        missing &= ~world.competence_mask[j]
        fields |= bit(int(world.actors[j, at.FIELD]))
    return members, obliged


@compiled
def _already_in(team: Integers, members: int, j: int) -> bool:
    for m in range(members):
        if team[m] == j:
            return True
    return False


@compiled
def _planned_for(
    world: World, p: Doubles, i: int, k: int, missing: int, ask: int, draw: float, sort: int
) -> int:
    """For the first two asks on an announced axis: a planned partner able in a missing domain, if the plan is clear."""
    # Evaluated without branches: each condition is random, but together they nearly always hold.
    if (ask >= 2) | (world.axes[k] <= 0.0) | (draw >= world.levels[at.CLARITY]):
        return _NOBODY
    return planned_partner(
        world, p, i, k, draw / world.levels[at.CLARITY], missing, p[par.ACTION_HOURS] * scale_of(p, sort)
    )


@compiled
def _best_alter(world: World, i: int, missing: int, tried: int, fields: int, short_of_fields: bool) -> int:
    """Place of the alter, not asked yet, with the highest strength x trust (at the start of the month) x domains it adds;
    -1 if nobody adds any. If i lacks fields, a new field counts as one more domain.
    """
    best, best_score = -1, 0.0
    for a in range(int(world.actors[i, at.TIES])):
        if holds(tried, a):
            continue
        j = int64(world.tie_index[i, at.ALTER, a])
        added = size(world.competence_mask[j] & uint64(missing))
        if short_of_fields and not holds(fields, int(world.actors[j, at.FIELD])):
            added += 1
        score = np.float64(world.tie_weights[i, a]) * added
        if score > best_score:
            best, best_score = a, score
    return best


@compiled
def willingness(
    world: World,
    p: Doubles,
    i: int,
    j: int,
    k: int,
    sort: int,
    co_produced: bool,
) -> float:
    """Probability that j joins an action of i on need k: mean of trust, motivation, identification and fit, reduced by
    fatigue, and increased if j depends on grants and money is available. Zero if j does not take part, has no hours left,
    or never joins plans for conditional money.
    """
    row = world.actors[j]
    if (row[at.HOURS_LEFT] < hours_of(world, p, j, sort)) | (not takes_part(world, p, j, k)):
        return 0.0
    if co_produced and not joins_conditions(world, p, j):
        return 0.0
    trusted = trust_in(world, p, j, i)
    believed = world.bitsets[i, at.BELIEFS + k]
    fit = size(believed & world.competence_mask[j]) / max(1, size(believed))
    will = 0.25 * (trusted + row[at.MOTIVATION] + row[at.IDENTIFICATION] + fit)
    if co_produced and world.accounts[at.PURSE] > 0.0:
        will += (1.0 - will) * p[par.GRANT_PULL] * row[at.GRANT_DEPENDENCE]
    return will * (1.0 - row[at.FATIGUE])


@compiled
def _decide(
    world: World,
    p: Doubles,
    key: tuple[int, int],
    month: int,
    slot: int,
    k: int,
    members: int,
    obliged: int,
    sort: int,
    word: int,
) -> None:
    """Decide at once if alone. Otherwise each member who must agree may delay the decision, more likely with less trust."""
    team = world.team
    if members == 1:
        if apply(world, p, key, month, month, slot, k, 1, obliged, sort):
            wait(world, at.A_CALL, month, month, slot, k, 1, obliged, sort)
        return
    prompt = draw_in(word, _PROMPT) < prompt_chance(world, p, members)
    for m in range(members):
        actor = team[m]
        world.bitsets[actor, at.PROPOSALS] = add_one(world.bitsets[actor, at.PROPOSALS])
        if prompt:
            world.bitsets[actor, at.PROMPT] = add_one(world.bitsets[actor, at.PROMPT])
    if prompt:
        if apply(world, p, key, month, month, slot, k, members, obliged, sort):
            wait(world, at.A_CALL, month, month, slot, k, members, obliged, sort)
        return
    months = 1 + int(draw_in(word, _DELAY) * p[par.DELAY_MONTHS] * members)
    note(world, month, DELAYED, team[0], team[1], k, float(months))
    wait(world, at.DECISION, month + months, month, slot, k, members, obliged, sort)


@compiled
def prompt_chance(world: World, p: Doubles, members: int) -> float:
    """Probability that the decision of world.team[:members] is made within the month."""
    team = world.team
    eased = world.levels[by.REGULATE]
    for m in range(members):
        if world.bitsets[team[m], at.FACILITATED] != uint64(0):
            eased = 1.0
    ease = 1.0 - (1.0 - p[par.FACILITATED_DELAY]) * eased
    chance = 1.0
    for m in range(1, members):
        chance *= 1.0 - p[par.DELAY] * ease * (1.0 - mutual_trust(world, p, team[0], team[m]))
    return chance


@compiled
def _take_up_due(world: World, p: Doubles, key: tuple[int, int], month: int) -> None:
    """Start paid actions and take the decisions that are due, in the order of the queue. Members who are asleep or have
    no hours leave.
    """
    queue, kept = world.queue, 0
    for line in range(int(world.territory[at.QUEUED])):
        row = queue[line]
        if row[at.WAITS_FOR] != at.A_CALL and row[at.DUE] <= month:
            if row[at.WAITS_FOR] == at.A_START:
                carry_out(world, p, key, month, line)
                continue
            members, obliged = those_who_can(world, p, line)
            proposed, slot = int64(row[at.PROPOSED]), int64(row[at.SLOT])
            k, sort = int64(row[at.NEED]), int64(row[at.SORT])
            if members == 0 or not apply(world, p, key, month, proposed, slot, k, members, obliged, sort):
                continue
            row[at.WAITS_FOR], row[at.OBLIGED_MEMBERS], row[at.MEMBERS] = (
                at.A_CALL,
                uint16(obliged),
                members,
            )
            for m in range(members):
                row[at.FIRST_MEMBER + m] = world.team[m]
        keep(queue, line, kept)
        kept += 1
    world.territory[at.QUEUED] = kept
