"""Proposals and decisions (7.6)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from simul_agir.model.randomness import PROPOSE, SLOTS

from .action import carry_out, drop_out
from .actor import mutual_trust
from .chance import draw_in, opened, word_in, word_with
from .choices import Turns, pick, round_number, whole
from .encounters import MOST_SLOTS, planned_partner
from .funding import MUCH, apply, hold_call, wait
from .proposal import Proposal, Waiting, scale_of

if TYPE_CHECKING:
    from .actor import Actor
    from .territory import Territory

MOST_PROPOSALS = 31  # that a month's count can hold


def live_actions(model: Territory) -> None:
    """What is due, then new proposals, then the call if it is the month of one."""
    take_up_due(model)
    p, actors = model.p, model.actors
    proposers = Turns(model, PROPOSE, [drive(model, i) for i in actors])
    expected = min(MOST_SLOTS * model.N, p.proposal_rate * proposers.total)
    for _ in range(whole(expected, model.draws(SLOTS, 2)[0])):
        turn = proposers.take()
        if turn is not None:
            propose(model, actors[turn[0]], turn[1], turn[0] + turn[2] * round_number(model.N))
    if p.calls and model.call_ends():
        hold_call(model)


def drive(model: Territory, i: Actor) -> float:
    """How much one proposes; what residents bring is matched, and those with a low voice propose more."""
    p = model.p
    if not i.awake or i.capacity <= 0:
        return 0.0
    activity = 1.0 if i.engaged else p.latent_activity
    matched = 1.0 + (p.match_pull - 1.0) * model.levels.match * (1.0 - i.first_voice)
    return activity * i.motivation * (1.0 - i.fatigue) * matched * 2.0 * i.work_share


def take_up_due(model: Territory) -> None:
    """Funded actions that start, and delayed decisions that are due, in the order in which they stand in the queue."""
    waiting, model.queue = model.queue, []
    for proposal in waiting:
        if proposal.waits_for is Waiting.CALL or proposal.due > model.month:
            model.queue.append(proposal)
        elif proposal.waits_for is Waiting.START:
            carry_out(model, proposal)
        elif drop_out(model, proposal) and apply(model, proposal):
            proposal.waits_for = Waiting.CALL
            model.queue.append(proposal)


def propose(model: Territory, i: Actor, word: int, slot: int) -> None:
    """A turn: somebody proposes an action, asks others to join, and all decide."""
    micro = proposes_a_micro_action(model, word, i)
    need = None
    if draw_in(word, 3) < model.levels.clarity:
        need = pick(model.axes, draw_in(word, 4))
    if need is None or not i.takes_part_in(need):
        need = i.topic(draw_in(word, 5))
    proposal = Proposal(need, slot, model.month, [i], micro=micro, word=word)
    if i.hours_left >= i.hours_asked(model.p.action_hours * scale_of(model, proposal)):
        Gathering(model, proposal).gather()
        decide(model, proposal)


def proposes_a_micro_action(model: Territory, word: int, i: Actor) -> bool:
    """Those close to residents propose small actions, the more often the lower their voice."""
    if not model.p.micro_actions or i.proximity < MUCH:
        return False
    return draw_in(word, 1) < 1.0 - i.voice


class Gathering:
    """Asking others to join a proposal."""

    def __init__(self, model: Territory, proposal: Proposal) -> None:
        self.model, self.proposal = model, proposal
        self.initiator = i = proposal.members[0]
        self.links = i.believed(proposal.need)
        self.missing = self.links & ~i.competence_mask
        self.fields = {i.field}
        proposal.conditioned = draw_in(proposal.word, 2) < model.levels.condition
        self.co_produced = proposal.conditioned and joins_conditions(model, i)
        self.tried: set[Actor] = set()

    def gather(self) -> None:
        """Ask one after the other, until nothing is missing."""
        p, team = self.model.p, self.proposal.members
        for ask in range(int(p.asks)):
            short = self.co_produced and len(self.fields) < p.co_producers
            if len(team) >= p.team_size or not (self.missing or short):
                return
            word = self.proposal.word
            j = self.planned(draw_in(word, 10 + ask)) if ask < 2 else None
            is_planned = j is not None
            if j is None:
                j = self.best_alter(short)
                if j is None:
                    return
            known = j in self.tried
            if j in self.initiator.mind:
                self.tried.add(j)
            if (is_planned and known) or j in team:
                continue
            answers = word_in(word, 9 if is_planned and ask == 1 else 8)
            if opened(word_with(answers, j.place)) >= self.willingness(j):
                continue
            self.welcome(j)

    def planned(self, u: float) -> Actor | None:
        """A partner whom the announced plan names for this need, if it is able in something missing."""
        model, need = self.model, self.proposal.need
        clarity = model.levels.clarity
        if not (model.axes[need] > 0 and u < clarity):
            return None
        hours = model.p.action_hours * scale_of(model, self.proposal)
        return planned_partner(model, self.initiator, need, u / clarity, hours, self.missing)

    def best_alter(self, short: bool) -> Actor | None:
        """The alter not yet tried who pulls most and brings most."""
        best, highest = None, 0.0
        missing, tried, fields = self.missing, self.tried, self.fields
        for tie in self.initiator.ties:
            j = tie.alter
            brings = (j.competence_mask & missing).bit_count()
            if short and j.field not in fields:
                brings += 1
            if brings and tie.weight * brings > highest and j not in tried:
                best, highest = j, tie.weight * brings
        return best

    def willingness(self, j: Actor) -> float:
        """Chance that the asked accepts."""
        model, p = self.model, self.model.p
        hours = j.hours_asked(p.action_hours * scale_of(model, self.proposal))
        if j.hours_left < hours or not j.takes_part_in(self.proposal.need):
            return 0.0
        if self.co_produced and not joins_conditions(model, j):
            return 0.0
        fit = (self.links & j.competence_mask).bit_count() / self.links.bit_count()
        will = 0.25 * (j.trust_in(self.initiator) + j.motivation + j.identification + fit)
        if self.co_produced and model.purse > 0:
            will += (1.0 - will) * p.grant_pull * j.dependence
        return will * (1.0 - j.fatigue)

    def welcome(self, j: Actor) -> None:
        """The asked joins the team."""
        if not j.competence_mask & self.missing:
            self.proposal.obliged.add(j)
        self.proposal.members.append(j)
        self.missing &= ~j.competence_mask
        self.fields.add(j.field)


def joins_conditions(model: Territory, j: Actor) -> bool:
    """Whether it is one of those who ever join a plan that the money is conditional on."""
    return j.reluctance < model.p.join_ceiling


def decide(model: Territory, proposal: Proposal) -> None:
    """Alone one decides at once; the more must agree, and the less they trust each other, the longer it takes."""
    p, (i, *partners) = model.p, proposal.members
    if not partners:
        if apply(model, proposal):
            wait(model, proposal, Waiting.CALL)
        return
    facilitated = any(j.facilitated >= model.window for j in proposal.members)
    ease = 1.0 - (1.0 - p.facilitated_delay) * (1.0 if facilitated else model.levels.regulate)
    chance = 1.0
    for j in partners:
        chance *= 1.0 - p.delay * ease * (1.0 - mutual_trust(i, j))
    luck, length = draw_in(proposal.word, 6), draw_in(proposal.word, 7)
    place = model.clock % 12
    for j in proposal.members:
        j.proposals[place] = min(MOST_PROPOSALS, j.proposals[place] + 1)
        if luck < chance:
            j.prompt[place] = min(MOST_PROPOSALS, j.prompt[place] + 1)
    if luck < chance:
        if apply(model, proposal):
            wait(model, proposal, Waiting.CALL)
    else:
        due = model.month + 1 + int(length * p.delay_months * len(proposal.members))
        wait(model, proposal, Waiting.DECISION, due)
