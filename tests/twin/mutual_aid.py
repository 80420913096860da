"""Mutual aid (7.8)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from simul_agir.model.randomness import NEED_HELP, SLOTS, VISIT

from .chance import word_of
from .choices import Lot, whole
from .helping import chance_of_help

if TYPE_CHECKING:
    from .actor import Actor
    from .territory import Territory


def live_mutual_aid(model: Territory) -> None:
    """Those in hardship ask, one after the other; then visits."""
    threshold = model.p.ask_threshold
    model.counts.in_hardship = sum(i.voice > 0 and i.hardship >= threshold for i in model.actors)
    askers = [i for i in model.actors if i.awake and i.hardship >= threshold]
    if askers:
        first = int(model.draws(SLOTS, 4)[0] * len(askers))
        hours_noted = {i: i.hours_left for i in model.actors}
        for i in (*askers[first:], *askers[:first]):
            ask_for_help(model, i, hours_noted)
    if model.levels.visits > 0:
        visit(model)


def ask_for_help(model: Territory, i: Actor, hours_noted: dict[Actor, float]) -> None:
    """One actor asks one of its alters."""
    p, levels = model.p, model.levels
    whom, whether, _, _ = model.draws(NEED_HELP, i.place)
    j = i.drawn_alter(word_of(whom))
    if j is None or not j.awake:
        return
    model.counts.help_asked += 1
    i.join(j)
    paid = levels.aid_hours >= p.aid_hours
    chance = chance_of_help(j, j.trust_in(i), paid or hours_noted[j] >= p.aid_hours)
    if paid and p.paid_help:
        chance = p.paid_success
    helped = whether < chance
    if paid and (helped or p.paid_help):
        levels.aid_hours -= p.aid_hours
    i.record(j, helped)
    i.identify(helped, p.identification_action)
    if not helped:
        return
    model.counts.help_given += 1
    if not paid:
        j.spend(p.aid_hours)
        model.counts.unpaid_help += i.voice > 0
    relieve(model, i)
    j.identify(True, p.identification_action)
    j.record(i, True)
    i.strengthen(j)
    j.strengthen(i)
    i.sought(j)
    j.sought(i)
    i.practise()
    j.practise()


def relieve(model: Territory, i: Actor) -> None:
    """Help takes hardship away, and counts for a while."""
    i.hardship *= 1.0 - min(1.0, model.p.relief * (1.0 + model.levels.aid))
    i.help_received += 1.0


def visit(model: Territory) -> None:
    """Visits to latent groups in hardship."""
    actors = model.actors
    weights = [
        i.hardship + i.exposure if i.latent and i.voice > 0 and i.help_received < 1 else 0.0 for i in actors
    ]
    visited = Lot(actors, weights)
    for number in range(whole(model.levels.visits, model.draws(SLOTS, 3)[0])):
        i = visited.choose(model.draws(VISIT, number)[0])
        if i is None:
            return
        relieve(model, i)
        i.idle = 0
