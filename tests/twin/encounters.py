"""Encounters (7.4) and convened encounters (7.5)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from simul_agir.model.randomness import (
    ATTEND,
    CONVENED_LEARN,
    CONVENED_MEET,
    INVITE,
    SEEK,
    SLOTS,
)

from .chance import draw_in, word_in, word_of, word_with
from .choices import TRIES, Lot, Turns, candidates, distance, pick, whole

if TYPE_CHECKING:
    from .actor import Actor
    from .territory import Territory

MOST_SLOTS = 50  # an actor
WHOM = ("proximity", "power", "dependence", "exposure")  # a stance addresses, in the order of the stances


def live_encounters(model: Territory) -> None:
    """All encounters of the month, one after the other: those that actors seek, then those they are invited to."""
    p, actors = model.p, model.actors
    seekers = Turns(model, SEEK, [weight_of_seeker(model, i) for i in actors])
    strangers = Lot(actors, [i.voice if i.awake else 0.0 for i in actors])
    expected = min(MOST_SLOTS * model.N, seekers.total / (2.0 * p.meeting_hours))
    for _ in range(whole(expected, model.draws(SLOTS, 0)[0])):
        turn = seekers.take()
        if turn is not None:
            seek(model, actors[turn[0]], turn[1], strangers)
    if model.levels.meetings + sum(model.levels.own_meetings) > 0:
        convene(model)


def weight_of_seeker(model: Territory, i: Actor) -> float:
    """Hours that it gives to meetings of its own, in a month like any other twice those it leaves to joint work."""
    p = model.p
    activity = 1.0 if i.engaged else p.latent_activity
    return activity * p.meeting_share * 2.0 * (1.0 - i.work_share) * i.available_hours()


def seek(model: Territory, i: Actor, word: int, strangers: Lot) -> None:
    """A turn: somebody looks for somebody to talk with about a need."""
    need = i.topic(draw_in(word, 3))
    j = partner(model, i, word, strangers)
    if j is None or j is i or not j.takes_part_in(need):
        return
    hours = model.p.meeting_hours
    if not (i.has_hours_to_meet(hours) and j.has_hours_to_meet(hours)):
        return
    i.spend_on_meeting(hours)
    j.spend_on_meeting(hours)
    if i.engaged and not i.own_concern[need]:
        i.outside |= model.this_month
    if not j.own_concern[need]:
        j.outside |= model.this_month
    model.counts.encounters += 1
    Meeting(model, i, j, need, word=word_with(word_in(word, 5), j.place)).hold()


def partner(model: Territory, i: Actor, word: int, strangers: Lot) -> Actor | None:
    """An alter, or a stranger if the initiator explores and finds it familiar enough."""
    exploration, exploring = model.p.exploration, draw_in(word, 1)
    if i.ties and exploring >= exploration:
        return i.drawn_alter(word_in(word, 4))
    j = one_of(strangers, word_in(word, 2))
    if j is None:
        return None
    if exploring < exploration:
        nerve = exploring / exploration
    else:
        nerve = (exploring - exploration) / (1.0 - exploration)
    return j if nerve < familiarity(i, j) ** model.p.homophily else None


def one_of(lot: Lot, word: int) -> Actor | None:
    """The first candidate who is taken, each with the chance of its weight; after many, one drawn by lot."""
    for j, u in candidates(lot.members, word):
        if u < lot.weights[j.place]:
            return j
    return lot.choose(draw_in(word, TRIES))


def familiarity(i: Actor, j: Actor) -> float:
    """How much of another's expertise lies within one's comfort."""
    if j.breadth <= 0:
        return 1.0
    return sum(map(min, i.comfort, j.expertise)) / j.breadth


@dataclass(slots=True)
class Meeting:
    """i and j talk about a need."""

    model: Territory
    i: Actor
    j: Actor
    need: int
    slot: int = 0  # of one that is convened
    word: int = 0  # of one that is not
    convened: bool = False

    def hold(self) -> None:
        """What comes of it."""
        model, p, i, j = self.model, self.model.p, self.i, self.j
        i.join(j)
        kappa = self.effect()
        apart = distance(i.priorities, j.priorities)
        limit = self.limit()
        mediated = False
        if apart > limit and not self.convened and p.brokerage:
            mediated = self.mediate(apart - limit)
            if mediated:
                limit = apart
        luck = model.draws(CONVENED_MEET, self.slot)[0] if self.convened else draw_in(self.word, 0)
        agreed = apart <= limit and luck >= p.misunderstanding
        if not agreed and apart > limit:
            model.counts.frictions += 1
        if not self.convened:
            i.sought(j)
        if agreed:
            self.agree()
        if agreed or not mediated:
            for one, other in ((i, j), (j, i)):
                one.record(other, agreed, p.meeting_record)
                fresh = 1.0 - p.saturation * one.mind[other].strength if p.consequences else 1.0
                one.identify_by_meeting(agreed, kappa * fresh)
                one.strengthen(other)
        for one in (i, j):
            one.met(kappa)
            one.practise()
        if agreed and not self.convened and p.brokerage and len(i.ties) >= 2:
            self.introduce()

    def effect(self) -> float:
        """How much of their effect the meetings of the two keep, by what they did and met in twelve months."""
        p, i, j = self.model.p, self.i, self.j
        if not p.consequences:
            return 1.0
        return min(
            1.0,
            (i.recent_actions + j.recent_actions + 1.0) / (p.consequence * (i.meetings + j.meetings) + 1.0),
        )

    def limit(self) -> float:
        """Distance of priorities up to which they can agree."""
        p, i, j = self.model.p, self.i, self.j
        limit = p.tolerance * (
            1.0
            + p.tolerance_skill * (i.skill + j.skill) / 2.0
            + p.tolerance_comfort * max(0.0, (i.comfort_ratio + j.comfort_ratio) / 2.0 - 1.0)
        )
        return limit + p.mediation_reach * self.model.levels.convene if self.convened else limit

    def mediate(self, excess: float) -> bool:
        """Whether an alter of the initiator settles the friction."""
        i, j = self.i, self.j
        if not i.ties:
            return False
        mediator = i.any_alter(word_in(self.word, 2))
        return (
            mediator is not j
            and mediator.engaged
            and draw_in(self.word, 1) < mediator.skill
            and excess <= self.model.p.mediation_reach * mediator.skill
            and j in mediator.mind
            and broker_is_paid(self.model, mediator)
        )

    def agree(self) -> None:
        """Priorities approach, comfort widens, beliefs are copied."""
        model, p, i, j, need = self.model, self.model.p, self.i, self.j, self.need
        if p.priority_change:
            i.approach(j)
        trust_i, trust_j = i.trust_in(j), j.trust_in(i)
        i.widen(j, trust_i)
        j.widen(i, trust_j)
        if p.belief_change:
            if self.convened:
                whether_i, which_i, whether_j, which_j = model.draws(CONVENED_LEARN, self.slot)
            else:
                whether_i, which_i, whether_j, which_j = (draw_in(self.word, each) for each in range(5, 9))
            if whether_i < p.copying * trust_i:
                i.adopt_one_link(need, j.believed(need), which_i)
            if whether_j < p.copying * trust_j:
                j.adopt_one_link(need, i.believed(need), which_j)

    def introduce(self) -> None:
        """The initiator may bring its partner together with another of its alters."""
        i, j = self.i, self.j
        chance = self.model.p.introduction * i.skill
        if draw_in(self.word, 3) < chance:
            other = i.any_alter(word_in(self.word, 4))
            strangers = other is not j and other not in j.mind and j not in other.mind
            if strangers and other.awake and broker_is_paid(self.model, i):
                j.join(other)


def broker_is_paid(model: Territory, broker: Actor) -> bool:
    """Whether there are hours for a mediation or an introduction: those of the stance, or else the broker's own."""
    hours = model.p.mediation_hours
    if model.levels.facilitation_hours >= hours:
        model.levels.facilitation_hours -= hours
    elif broker.hours_left >= hours:
        broker.spend(hours)
    else:
        return False
    broker.facilitated |= model.this_month
    return True


def convene(model: Territory) -> None:
    """Encounters to which the stance invites."""
    levels, actors = model.levels, model.actors
    invited = Lot(actors, [weight_at_the_table(model, i) for i in actors])
    addressed = [
        Lot(actors, [getattr(i, whom) if i.voice > 0 and i.awake else 0.0 for i in actors]) for whom in WHOM
    ]
    expected = levels.meetings
    for meetings in levels.own_meetings:
        expected += meetings
    slots, held = whole(min(MOST_SLOTS * model.N, expected), model.draws(SLOTS, 1)[0]), [0] * 5
    for slot in range(slots):
        stance = whose_table(model, (slot + 0.5) * expected / slots)
        table = 0 if stance is None else 1 + stance
        hold_table(
            model, held[table] + 2**20 * table, invited if stance is None else addressed[stance], invited
        )
        held[table] += 1


def hold_table(model: Territory, slot: int, lot: Lot, invited: Lot) -> None:
    """A slot at a table."""
    first, second, planned, what = model.draws(INVITE, slot)
    i = one_of(lot, word_of(first))
    if i is None:
        return
    own_topic = model.draws(ATTEND, slot)[2]
    j = one_of(invited, word_of(second))
    need = announced_topic(model, i, what)
    if need is not None and (j is i or not j.takes_part_in(need)):
        stand_in = planned_partner(model, i, need, planned, model.p.meeting_hours)
        j, need = (stand_in, need) if stand_in else (j, None)
    if need is None:
        need = i.topic(own_topic)
    if j is not i and attend(model, slot, i, j, need):
        model.counts.convened += 1
        Meeting(model, i, j, need, slot=slot, convened=True).hold()


def whose_table(model: Territory, place: float) -> int | None:
    """The stance at whose own table a slot is held; None for the common one, which comes first."""
    stance, end = None, model.levels.meetings
    for each, meetings in enumerate(model.levels.own_meetings):
        if place > end and meetings > 0:
            stance = each
        end += meetings
    return stance


def weight_at_the_table(model: Territory, i: Actor) -> float:
    """How likely it is that the stance invites this actor."""
    if i.voice <= 0 or not i.awake:
        return 0.0
    levels = model.levels
    lifted = max(levels.amplify, levels.aid) if i.latent else levels.amplify
    return i.voice + lifted * (1.0 - i.voice)


def announced_topic(model: Territory, i: Actor, u: float) -> int | None:
    """An announced axis, if the first invited takes part in it."""
    clarity = model.levels.clarity
    axis = pick(model.axes, u / clarity) if u < clarity else None
    return axis if axis is not None and i.takes_part_in(axis) else None


def planned_partner(
    model: Territory, i: Actor, need: int, u: float, hours: float, missing: int | None = None
) -> Actor | None:
    """From a drawn seat of the plan on, in a circle: the first who can take it."""
    plan = model.plan[need]
    first = int(u * len(plan))
    for j in plan[first:] + plan[:first]:
        able = missing is None or j.competence_mask & missing
        if j is not i and able and j.hours_left >= j.hours_asked(hours) and j.takes_part_in(need):
            return j
    return None


def attend(model: Territory, slot: int, i: Actor, j: Actor, need: int) -> bool:
    """Whether both come; if so, they spend the hours."""
    p, levels = model.p, model.levels
    asked = []
    for guest, u in zip((i, j), model.draws(ATTEND, slot)):
        hours = guest.hours_asked(p.meeting_hours)
        willing = guest.takes_part_in(need) or u < p.convening_pull * levels.convene
        room = not p.division or guest.invited + hours <= p.invitation_share * guest.capacity
        if not (guest.has_hours_to_meet(hours) and room and willing):
            return False
        asked.append(hours)
    for guest, hours in zip((i, j), asked):
        guest.spend_on_meeting(hours)
        guest.invited += hours
    return True
