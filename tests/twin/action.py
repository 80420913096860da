"""An action that is carried out, and its outcome (7.7)."""

from __future__ import annotations

from itertools import combinations
from math import exp
from typing import TYPE_CHECKING

from simul_agir.model.randomness import CORRECT, DELIVER, OUTCOME

from .actor import mutual_trust
from .choices import distance, members_of
from .proposal import scale_of

if TYPE_CHECKING:
    from .actor import Actor
    from .proposal import Proposal
    from .territory import Territory

USUAL = 0.4  # coverage and coordination at which an action succeeds as often as `delivery` says
LATELY = 6  # months in which a success counts for the needs linked with it


def carry_out(model: Territory, proposal: Proposal) -> None:
    """The month has come: those who can still come act, if any."""
    if drop_out(model, proposal):
        act(model, proposal)


def drop_out(model: Territory, proposal: Proposal) -> bool:
    """Members who sleep, or have no hours for the action, leave the team; whether anybody is left."""
    hours = model.p.action_hours * scale_of(model, proposal)
    proposal.members = [i for i in proposal.members if i.awake and i.hours_left >= i.hours_asked(hours)]
    return bool(proposal.members)


def act(model: Territory, proposal: Proposal) -> None:
    """A team acts on a need, its initiator first."""
    p, team, need = model.p, proposal.members, proposal.need
    i = team[0]
    weight = scale_of(model, proposal)
    delivered = [delivers(model, proposal, j) for j in team]
    parts = [j for j, did in zip(team, delivered, strict=True) if did]
    truth = coverage(parts, need, model.links_of(need)) if parts else 0.0
    chance = success_chance(p, truth, coordination_of(team)) if parts else 0.0
    success = model.draws(OUTCOME, proposal.slot, 0, proposal.month)[0] < chance
    surprise = (1.0 if success else 0.0) - i.aspiration
    free_members = [j for j in team if j not in proposal.obliged]
    free = len(team) >= 2 and len(free_members) >= 2
    model.carried_out[model.clock % 12][need] += scale_of(model, proposal)
    count(model, proposal, success, free)
    for place, j in enumerate(team):
        take_part(model, proposal, place, free and j not in proposal.obliged, success)
    if len(team) > 1:
        work_together(model, proposal, delivered)
    if success:
        relieve(model, proposal, weight, surprise)


def delivers(model: Territory, proposal: Proposal, j: Actor) -> bool:
    """Whether a member does its part: as far as it is reliable, and not tired."""
    luck = model.draws(DELIVER, proposal.slot, j.place, proposal.month)[0]
    return luck < j.reliability * (1.0 - j.fatigue)


def coordination_of(team: list[Actor]) -> float:
    """Trust times alignment of the initiator with its partners."""
    i, *partners = team
    if not partners:
        return 1.0
    return sum([mutual_trust(i, j) * (1.0 - distance(i.priorities, j.priorities)) for j in partners]) / len(
        partners
    )


def coverage(team: list[Actor], need: int, links: int, first: bool = False) -> float:
    """Mean over the true links of the best comfort among those who believe in the link (`first`: believed at month 0)."""
    covered = 0.0
    for domain in members_of(links):
        bit = 1 << need * len(team[0].mandate) + domain
        covered += max(
            [j.comfort[domain] for j in team if (j.first_links if first else j.links) & bit], default=0.0
        )
    return covered / links.bit_count()


def success_chance(p: object, coverage: float, coordination: float) -> float:
    """Logistic in coverage and coordination; `delivery` where both are as usual."""
    odds = p.delivery / (1.0 - p.delivery)
    push = p.weight_coverage * (coverage - USUAL) + p.weight_coordination * (coordination - USUAL)
    return 1.0 / (1.0 + exp(-push) / odds)


def count(model: Territory, proposal: Proposal, success: bool, free: bool) -> None:
    """What section 9 counts."""
    counts, team = model.counts, proposal.members
    counts.successes += success
    if len(team) == 1:
        counts.solo_actions += 1
        return
    if free:
        counts.actions += 1
        if not proposal.micro:
            model.acted[proposal.need] |= model.this_month
    else:
        counts.obliged_actions += 1
    counts.three_fields += len({j.field for j in team}) >= 3
    for j, other in combinations(team, 2):
        if j.field != other.field:
            model.joined.add((min(j.field, other.field), max(j.field, other.field)))


def take_part(model: Territory, proposal: Proposal, place: int, free_member: bool, success: bool) -> None:
    """What one member lives."""
    p, need, team = model.p, proposal.need, proposal.members
    j, weight, alone = team[place], scale_of(model, proposal), len(team) == 1
    j.spend(j.hours_asked(p.action_hours * weight))
    j.practise(weight)
    if not proposal.micro:
        mark_deed(model, j, need, alone, free_member)
    if not alone:
        j.deeds_by_month[model.clock % 12] += weight
        j.identify_by_doing(success, weight)
        learn_the_field(model, proposal, j)
    before = j.motivation
    j.weigh_up(success, weight)
    if proposal.conditioned and p.motivation_change:
        j.motivation -= p.crowding_out * weight * j.motivation
    hours = p.action_hours * weight
    if hours > 0:
        j.action_gain += p.hour_memory * weight * ((j.motivation - before) / hours - j.action_gain)
    j.be_heard(led=place == 0)
    if p.belief_change:
        whether, which, _, _ = model.draws(CORRECT, proposal.slot, j.place, proposal.month)
        if whether < p.correction * weight:
            j.adopt_one_link(need, model.links_of(need), which)


def mark_deed(model: Territory, j: Actor, need: int, alone: bool, free_member: bool) -> None:
    """What an action of full size shows of a member."""
    if free_member:
        j.joint |= model.this_month
    elif not alone:
        j.obliged |= model.this_month
    if (alone or free_member) and j.engaged and not j.own_concern[need]:
        j.outside |= model.this_month


def learn_the_field(model: Territory, proposal: Proposal, j: Actor) -> None:
    """Working in a field that is not its own widens a member's comfort there, toward the best expert of the team."""
    p, need = model.p, proposal.need
    if p.comfort_change and p.field_practice and not j.own_concern[need]:
        beyond = max(other.expertise[need] for other in proposal.members) - j.comfort[need]
        j.comfort[need] += p.field_gain * scale_of(model, proposal) * max(0.0, beyond)


def work_together(model: Territory, proposal: Proposal, delivered: list[bool]) -> None:
    """What passes between members: each records whether the other did its part."""
    team, obliged, weight = proposal.members, proposal.obliged, scale_of(model, proposal)
    for place, j in enumerate(team):
        for before, other in enumerate(team[:place]):
            j.join(other)
            if before == 0:
                trust, back = j.trust_in(other), other.trust_in(j)
                j.widen(other, trust * weight)
                other.widen(j, back * weight)
            j.record(other, delivered[before], weight)
            other.record(j, delivered[place], weight)
            j.strengthen(other, weight)
            other.strengthen(j, weight)
            if j not in obliged and other not in obliged:
                j.sought(other)
                other.sought(j)


def relieve(model: Territory, proposal: Proposal, weight: float, surprise: float) -> None:
    """The need falls, the more where a linked one was relieved lately; the initiator's other alters see the success."""
    p, need, team = model.p, proposal.need, proposal.members
    size = weight * (1.0 + p.synergy_gain * linked_success(model, need))
    model.needs[need] -= min(1.0, p.action_impact * size / max(1, model.V)) * model.needs[need]
    model.counts.subsidiarity += size * team[0].proximity
    if not proposal.micro:
        model.won[need] |= model.this_month
    seen = p.visibility + model.levels.regulate * (p.regulated_visibility - p.visibility)
    for tie in team[0].ties:
        if tie.alter.awake and tie.alter not in team:
            tie.alter.feel(seen * surprise * weight)


def linked_success(model: Territory, need: int) -> bool:
    """Whether one of the other needs linked with this one had a success within six months, this one included."""
    since = 1 << max(0, model.clock - LATELY + 1)
    linked = [other for other in members_of(model.links_of(need)) if other != need]
    return bool(model.p.linked_success) and any(model.won[other] >= since for other in linked)
