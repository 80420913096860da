"""What happened, in words: one event of one run."""

from __future__ import annotations

from collections.abc import Mapping

from simul_agir.locale import Words
from simul_agir.model.ladder import STAGES
from simul_agir.simulation.story import Event
from simul_agir.study.branching.divergence import EITHER_WAY


def sort_of(event: Event) -> str:
    """Under which heading an event is listed."""
    if event.what in ("success", "failure") and len(event.actors) < 2:
        return "alone"
    if event.what == "refusal" and event.value > 0:
        return "declined"
    return event.what


def event_text(event: Event, sort: str, called: Mapping[str, str], translate: Words) -> str:
    """One event in words."""
    actors = [called[name] for name in event.actors]
    need = translate.name("domain", event.need) if event.need else ""
    if sort in ("rise", "fall"):
        return f"{actors[0]} → {translate.name('stage', STAGES[int(event.value)])}"
    if sort in ("help", "no_help") and len(actors) > 1:
        return translate(f"story.{sort}_of", asker=actors[0], asked=actors[1])
    if sort in ("mediation", "introduction") and len(actors) > 2:
        return translate("story.by", between=translate.several(actors[1:]), by=actors[0])
    if sort in ("success", "failure"):
        return translate("story.together", need=need, leader=actors[0], partner=actors[1])
    if sort == "alone":
        return translate(f"story.alone_{event.what}", need=need, actor=actors[0])
    if sort in ("delay", "funded", "not_funded"):
        return translate("typography.colon", head=need, tail=translate.several(actors))
    return translate.several(sorted(actors) if sort in EITHER_WAY else actors)


def phrase(event: Event, called: Mapping[str, str], translate: Words) -> str:
    """One event with what it is: its heading, then who and about what."""
    sort = sort_of(event)
    head, tail = translate.name("story", sort), event_text(event, sort, called, translate)
    return translate("typography.colon", head=head, tail=tail) if tail else head
