"""Applications and calls for projects (7.7)."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from simul_agir.model.randomness import CALL, MERGE, PLAN

from .action import act, carry_out
from .proposal import Proposal, Waiting, scale_of

if TYPE_CHECKING:
    from .actor import Actor
    from .territory import Territory

MUCH = 0.5  # from here an actor counts as a public power, or as close to residents
MOST_WAITING = 4  # proposals, for each actor with voice


def wait(model: Territory, proposal: Proposal, waits_for: Waiting, due: int = 0) -> None:
    """It stands in the queue, if there is room."""
    if len(model.queue) < MOST_WAITING * model.V:
        proposal.waits_for, proposal.due = waits_for, due
        model.queue.append(proposal)


def apply(model: Territory, proposal: Proposal) -> bool:
    """The plan is written, and is to wait for the next call; without calls the team acts at once. Whether it waits."""
    p = model.p
    if not p.calls:
        act(model, proposal)
        return False
    hours = p.application_hours * scale_of(model, proposal)
    model.counts.applications += 1
    if proposal.conditioned and p.planning and len(proposal.members) > 1:
        for j in proposal.members:
            j.spend(hours)
        plan_together(model, proposal)
    else:
        proposal.members[0].spend(hours)
    return True


def plan_together(model: Territory, proposal: Proposal) -> None:
    """A session in which each two members exchange beliefs and come closer in their priorities."""
    p, team, need = model.p, proposal.members, proposal.need
    pairs = [(other, j) for place, j in enumerate(team) for other in team[:place]]
    for pair, (other, j) in enumerate(pairs):
        if p.priority_change:
            other.approach(j)
        if p.belief_change:
            luck = model.draws(PLAN, proposal.slot, pair, proposal.month)
            if luck[0] < p.copying * j.trust_in(other):
                j.adopt_one_link(need, other.believed(need), luck[1])
            if luck[2] < p.copying * other.trust_in(j):
                other.adopt_one_link(need, j.believed(need), luck[3])


@dataclass(slots=True)
class Means:
    """What a team can pay of its action itself, and what the pool adds."""

    ordinary: list[float] = field(default_factory=list)
    earmarked: list[float] = field(default_factory=list)
    hours: list[float] = field(default_factory=list)
    pooled: float = 0.0
    total: float = 0.0


def hold_call(model: Territory) -> None:
    """Applications are taken in random order and paid whole while the purse lasts; what is not paid is lost."""
    merge_applications(model)
    pool = fill_pool(model)
    applications = [proposal for proposal in model.queue if proposal.waits_for is Waiting.CALL]
    lots = [model.draws(CALL, each.slot, 0, each.month) for each in applications]
    for place in sorted(range(len(applications)), key=lambda place: lots[place][0]):
        pool -= decide_funding(model, applications[place], lots[place][1], pool)
    model.queue = [proposal for proposal in model.queue if proposal.waits_for is not Waiting.CALL]


def merge_applications(model: Territory) -> None:
    """Plans on one announced axis by tied actors merge, as far as the announcement is clear and was followed."""
    done = [sum(month) for month in zip(*model.carried_out, strict=True)]  # by need
    on_axes = sum(weight for weight, axis in zip(done, model.axes, strict=True) if axis > 0)
    chance = model.levels.clarity * on_axes / sum(done) if model.p.merging and sum(done) > 0 else 0.0
    last_led: dict[Actor, Proposal] = {}
    for proposal in list(model.queue):
        if proposal.waits_for is not Waiting.CALL or model.axes[proposal.need] <= 0 or chance <= 0:
            continue
        leader = proposal.members[0]
        others = [last_led[tie.alter] for tie in leader.ties if tie.alter in last_led]
        alike = [each for each in others if each.is_like(proposal)]
        if alike and model.draws(MERGE, proposal.slot, 0, proposal.month)[0] < chance:
            alike[0].take_in(proposal)
            model.queue.remove(proposal)
        else:
            last_led[leader] = proposal


def fill_pool(model: Territory) -> float:
    """Owners leave a share of what they can still commit to actions that cross fields."""
    share = model.p.pool_share * model.levels.pool if model.p.pooling else 0.0
    pool = 0.0
    for i in model.actors:
        left = share * i.ordinary_left
        i.ordinary_left -= left
        pool += left
    return pool


def decide_funding(model: Territory, proposal: Proposal, luck: float, pool: float) -> float:
    """Pay the action if all of its cost is found, and say when it starts; what was taken out of the pool."""
    p, team = model.p, proposal.members
    cost = p.action_cost * scale_of(model, proposal)
    fields = len({j.field for j in team})
    eligible = not proposal.conditioned or fields >= p.co_producers
    means = own_means(model, proposal, cost, eligible)
    if fields > 1:
        means.pooled = min(pool, max(0.0, cost - means.total))
    asked = max(0.0, cost - means.total - means.pooled)
    if asked > 0 and (not eligible or asked > model.purse):
        return 0.0
    for j, ordinary, earmarked, hours in zip(team, means.ordinary, means.earmarked, means.hours, strict=True):
        j.ordinary_left -= ordinary
        j.earmarked_left -= earmarked
        j.in_kind_left -= hours
    model.purse -= asked
    model.money += asked
    count_funded(model, team, sum(means.ordinary) + means.pooled)
    further = int(p.pool_delay * (fields - 1)) if means.pooled > 0 else 0
    start = model.month + int(luck * int(p.call_months)) + further
    if start > model.month:
        proposal.waits_for, proposal.due = Waiting.START, start
    else:
        carry_out(model, proposal)
    return means.pooled


def own_means(model: Territory, proposal: Proposal, cost: float, eligible: bool) -> Means:
    """Ordinary means in one's own field, earmarked ones where the plan is eligible, and hours in kind."""
    p, team, means = model.p, proposal.members, Means()
    share = cost / len(team)
    for j in team:
        ordinary = min(j.ordinary_left, share) if j.own_concern[proposal.need] else 0.0
        earmarked = min(j.earmarked_left, share - ordinary) if eligible else 0.0
        hours = min(j.in_kind_left, p.in_kind_hours * scale_of(model, proposal))
        means.ordinary.append(ordinary)
        means.earmarked.append(earmarked)
        means.hours.append(hours)
        means.total += ordinary + earmarked + hours * p.hour_value
    return means


def count_funded(model: Territory, team: list[Actor], ordinary: float) -> None:
    """What section 9 counts of an action that is paid."""
    counts = model.counts
    counts.funded += 1
    if len({j.field for j in team}) > 1:
        counts.crossing_money += ordinary
    public, close = any(j.power >= MUCH for j in team), any(j.proximity >= MUCH for j in team)
    counts.complementarity += public and close and len(team) > 1
