"""The network and the collective (section 8)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from math import ceil
from typing import TYPE_CHECKING

from .action import coverage, success_chance
from .actor import mutual_trust
from .choices import distance
from .ladder import note_working_ties

if TYPE_CHECKING:
    from .actor import Actor
    from .territory import Territory


@dataclass(slots=True)
class Network:
    """What is read once a year."""

    density: float = 0.0
    reciprocity: float = 0.0
    transitivity: float = 0.0
    giant: float = 0.0


def read_network(model: Territory) -> Network:
    """Figures of the contacts of the window among those present."""
    present = model.present
    n = len(present)
    contacts, reciprocated, giant = contacts_of(model)
    triples, closed = triples_of(model)
    return Network(
        density=(contacts - reciprocated / 2) / (n * (n - 1) / 2) if n > 1 else 0.0,
        reciprocity=reciprocated / contacts if contacts else 0.0,
        transitivity=closed / triples if triples else 0.0,
        giant=giant / n if n else 0.0,
    )


def contacts_of(model: Territory) -> tuple[int, int, int]:
    """Contacts, those returned, and the size of the largest component of these."""
    window, present = model.window, set(model.present)
    contacts = reciprocated = 0
    partners: dict[Actor, list[Actor]] = {i: [] for i in present}
    for i in model.present:
        for tie in i.ties:
            if tie.alter in present and tie.contact >= window:
                contacts += 1
                back = tie.alter.mind.get(i)
                if back and back.contact >= window:
                    reciprocated += 1
                    partners[i].append(tie.alter)
    return contacts, reciprocated, largest_component(partners)


def largest_component(partners: dict[Actor, list[Actor]]) -> int:
    """Number of actors in the largest component."""
    unseen, largest = set(partners), 0
    while unseen:
        open_ones, size = [unseen.pop()], 0
        while open_ones:
            i = open_ones.pop()
            size += 1
            new = [j for j in partners[i] if j in unseen]
            unseen.difference_update(new)
            open_ones += new
        largest = max(largest, size)
    return largest


def triples_of(model: Territory) -> tuple[int, int]:
    """Ordered pairs of an actor's working alters, and those in which the first works with the second."""
    window = model.window
    triples = closed = 0
    for i in model.actors:
        if not (i.voice > 0 and i.awake):
            note_working_ties(model, i)
        alters = [tie.alter for tie, _ in i.working]
        triples += len(alters) * (len(alters) - 1)
        for a in alters:
            for b in alters:
                if a is not b and b in a.mind:
                    back = b.mind.get(a)
                    closed += a.mind[b].contact >= window or (back is not None and back.contact >= window)
    return triples, closed


def collective_stage(model: Territory) -> int:
    """The highest stage that enough actors have reached, and the collective itself."""
    conditions: tuple[Callable[[Territory], bool], ...] = (
        is_connected,
        has_facilitators,
        covers_needs,
        has_synergy,
    )
    people = [i for i in model.actors if i.voice > 0]
    for stage, holds in enumerate(conditions, start=1):
        there = sum([i.stage >= stage for i in people])
        if not people or there / len(people) < model.p.collective_share or not holds(model):
            return stage - 1
    return 4


def is_connected(model: Territory) -> bool:
    """The largest component of reciprocated ties holds enough of those present."""
    present = len(model.present)
    largest = contacts_of(model)[2]
    return (largest / present if present else 0.0) >= model.p.giant_level


def has_facilitators(model: Territory) -> bool:
    """Enough facilitators for those present."""
    facilitators = sum([i.voice > 0 and i.facilitated >= model.window for i in model.actors])
    return facilitators * model.p.facilitator_span >= len(model.present)


def covers_needs(model: Territory) -> bool:
    """Enough needs were acted on together in the window."""
    acted = sum([months >= model.window for months in model.acted])
    return acted / model.K >= model.p.needs_covered


def has_synergy(model: Territory) -> bool:
    """Probe actions do better than with what their members were at month 0."""
    return synergy(model) > model.p.synergy_level


def synergy(model: Territory) -> float:
    """Mean over needs of the success of a probe action, minus that with trust, beliefs and alignment of month 0."""
    gains = 0.0
    for need in range(model.K):
        team = probe(model, need)
        truth = model.links_of(need)
        i, *partners = team
        now = then = 1.0
        if partners:
            now = sum(
                [mutual_trust(i, j) * (1.0 - distance(i.priorities, j.priorities)) for j in partners]
            ) / len(partners)
            then = sum(
                [
                    (i.first_trust * j.first_trust) ** 0.5 * 0.5 * (i.first_alignment + j.first_alignment)
                    for j in partners
                ]
            ) / len(partners)
        gains += success_chance(model.p, coverage(team, need, truth), now)
        gains -= success_chance(model.p, coverage(team, need, truth, first=True), then)
    return gains / model.K


def probe(model: Territory, need: int) -> list[Actor]:
    """The present actor with the largest mandate for a need, and its strongest working alters."""
    i = max(model.present or model.actors[:1], key=lambda j: j.mandate[need])
    note_working_ties(model, i)
    strongest = sorted([tie for tie, _ in i.working if tie.strength > 0], key=lambda tie: -tie.strength)
    return [i, *[tie.alter for tie in strongest[: ceil(model.p.team_size) - 1]]]
