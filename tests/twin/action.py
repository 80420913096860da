"""An action and its outcome (7.7)."""

from __future__ import annotations

from itertools import combinations
from typing import TYPE_CHECKING

from simul_agir.model.randomness import CORRECT, OUTCOME

from .actor import mutual_trust
from .choices import distance, members_of

if TYPE_CHECKING:
    from .actions import Proposal
    from .actor import Actor
    from .territory import Territory

LEAST = 1e-6  # of coverage, coordination and resources


def act(model: Territory, proposal: Proposal) -> None:
    """A team acts on a need, its initiator first; 1 to 7 as the documentation counts them."""
    p, team, need = model.p, proposal.members, proposal.need
    i = team[0]
    resources = pay(model, team, need)
    coordination = coordination_of(team)
    vigour = 1.0 - sum([j.fatigue for j in team]) / len(team)
    truth = coverage(team, need, model.links_of(need))
    chance = vigour * success_chance(p, truth, coordination, resources)
    success = model.draws(OUTCOME, proposal.slot, 0, proposal.month)[0] < chance
    surprise = (1.0 if success else 0.0) - i.aspiration
    free_members = [j for j in team if j not in proposal.obliged]
    free = len(team) >= 2 and len(free_members) >= 2
    count(model, team, need, success, free)
    for place, j in enumerate(team):
        take_part(model, proposal, place, j, free and j not in proposal.obliged, success)
    if len(team) > 1:
        work_together(model, proposal, success)
    if success:
        relieve(model, team, need, surprise)


def pay(model: Territory, team: list[Actor], need: int) -> float:
    """Means brought together, as a share of the cost: ordinary, earmarked, in kind, then the purse."""
    p, levels, cost = model.p, model.levels, model.p.action_cost
    if cost == 0:
        return 1.0
    eligible = 1.0 if len({j.field for j in team}) >= p.co_producers else 1.0 - levels.condition
    share = cost / len(team)
    paid = in_kind = 0.0
    for j in team:
        open_share = 1.0 if j.own_concern[need] else levels.pool
        ordinary = min(j.ordinary_left * open_share, share)
        earmarked = min(eligible * j.earmarked_left, share - ordinary)
        hours = min(j.in_kind_left, p.in_kind_hours)
        j.ordinary_left -= ordinary
        j.earmarked_left -= earmarked
        j.in_kind_left -= hours
        in_kind += hours * p.hour_value
        paid += ordinary + earmarked
    paid += in_kind
    for offered in (levels.match * p.match_rate * in_kind, eligible * p.grant_rate * cost):
        given = max(0.0, min(cost - paid, offered, model.purse))
        model.purse -= given
        model.money += given
        paid += given
    return min(1.0, paid / cost)


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


def success_chance(p: object, coverage: float, coordination: float, resources: float) -> float:
    """Ceiling times a CES mean of the three."""
    values = [max(LEAST, x) for x in (coverage, coordination, resources)]
    weights = p.success_weights
    total = sum(weights)
    if total <= 0:
        return p.success_ceiling
    sigma = p.elasticity
    if abs(sigma - 1.0) < 1e-9:
        mean = 1.0
        for weight, x in zip(weights, values):
            mean *= x ** (weight / total)
    else:
        power = (sigma - 1.0) / sigma
        inner = sum([weight * x**power for weight, x in zip(weights, values)]) / total
        mean = inner ** (1.0 / power)
    return p.success_ceiling * mean


def count(model: Territory, team: list[Actor], need: int, success: bool, free: bool) -> None:
    """What section 9 counts."""
    counts = model.counts
    counts.proximity += team[0].proximity
    counts.successes += success
    if len(team) == 1:
        counts.solo_actions += 1
        return
    if free:
        counts.actions += 1
        model.acted[need] |= model.this_month
    else:
        counts.obliged_actions += 1
    if any(j.power >= 0.5 for j in team) and any(j.proximity >= 0.5 for j in team):
        counts.complementary += 1
    for j, other in combinations(team, 2):
        if j.field != other.field:
            model.joined.add((min(j.field, other.field), max(j.field, other.field)))


def take_part(
    model: Territory, proposal: Proposal, place: int, j: Actor, free_member: bool, success: bool
) -> None:
    """What one member lives."""
    p, need, alone = model.p, proposal.need, len(proposal.members) == 1
    j.spend(p.action_hours)
    j.practise()
    if free_member:
        j.joint |= model.this_month
    elif not alone:
        j.obliged |= model.this_month
    if (alone or free_member) and j.engaged and not j.own_concern[need]:
        j.outside |= model.this_month
    j.weigh_up(success)
    if p.belief_change:
        whether, which, _, _ = model.draws(CORRECT, proposal.slot, place, proposal.month)
        if whether < p.correction:
            j.adopt_one_link(need, model.links_of(need), which)


def work_together(model: Territory, proposal: Proposal, success: bool) -> None:
    """What passes between members."""
    team, obliged = proposal.members, proposal.obliged
    for place, j in enumerate(team):
        j.identify(success, model.p.identification_action)
        for other in team[:place]:
            j.join(other)
            if other is team[0]:
                trust, back = j.trust_in(other), other.trust_in(j)
                j.widen(other, trust)
                other.widen(j, back)
            j.record(other, success)
            other.record(j, success)
            j.strengthen(other)
            other.strengthen(j)
            if j not in obliged and other not in obliged:
                j.sought(other)
                other.sought(j)


def relieve(model: Territory, team: list[Actor], need: int, surprise: float) -> None:
    """The need falls; success is visible to the initiator's other alters."""
    p = model.p
    model.needs[need] -= min(1.0, p.action_impact / max(1, model.V)) * model.needs[need]
    seen = p.visibility + model.levels.regulate * (p.regulated_visibility - p.visibility)
    for tie in team[0].ties:
        if tie.alter.awake and tie.alter not in team:
            tie.alter.feel(seen * surprise)
