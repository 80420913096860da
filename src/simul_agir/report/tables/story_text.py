"""A life as text: one page, or every event, and as JSON Lines."""

from __future__ import annotations

import json
import textwrap
from typing import TYPE_CHECKING

from simul_agir.locale import words
from simul_agir.report.words.event_words import phrase
from simul_agir.report.words.story_sentences import followed_text
from simul_agir.simulation.story import Event

if TYPE_CHECKING:
    from simul_agir.study.story import Story, StoryEvent

WIDTH = 100  # characters a line


def page(story: Story, lang: str = "en", width: int = WIDTH) -> str:
    """The story on one page."""
    whole = story.text(lang)
    lines = [whole.title, ""]
    kind = ""
    for passage in whole.passages:
        if kind and (passage.kind != kind or passage.kind in ("turning", "followed")):
            lines.append("")
        text = f"{passage.title} {passage.text}".strip()
        lines.append(textwrap.fill(text, min(width, WIDTH), break_on_hyphens=False))
        kind = passage.kind
    return "\n".join(lines) + "\n"


def of_actor(story: Story, actor: str, lang: str = "en", span: tuple[int, int] | None = None) -> str:
    """One actor: in short, then all that it did and met with, month by month. RequestError for a name that nobody has."""
    translate = words(lang)
    short = textwrap.fill(followed_text(story, story.follow(actor), translate), WIDTH, break_on_hyphens=False)
    first, last = span or (1, story.recorded.months)
    mine = [event for event in story.events(actor) if first <= event.month <= last]
    return "\n".join([short, "", *_lines(story, mine, lang)]) + "\n"


def events(story: Story, lang: str = "en", span: tuple[int, int] | None = None) -> str:
    """Every event, one a line, under its month."""
    first, last = span or (1, story.recorded.months)
    return (
        "\n".join(_lines(story, [event for event in story.events() if first <= event.month <= last], lang))
        + "\n"
    )


def _lines(story: Story, events: list[StoryEvent], lang: str) -> list[str]:
    translate, lines = words(lang), []
    month = 0
    for event in events:
        if event.month != month:
            month = event.month
            index, before = (float(story.recorded.index[each]) for each in (month, month - 1))
            lines.append(
                translate(
                    "story.month",
                    month=month,
                    index=translate.number(index),
                    change=translate.signed(index - before),
                )
            )
        lines.append(f"  {event_in_words(story, event, lang)}")
    return lines


def event_in_words(story: Story, event: StoryEvent, lang: str = "en") -> str:
    """One event in words, its actors by their names in that month."""
    names = tuple(story.people.name(actor, event.month) for actor in event.actors)
    named = Event(event.month, event.what, names, event.need, event.value)
    return phrase(named, {name: name for name in names}, words(lang))


def json_lines(story: Story, actor: str | None = None, span: tuple[int, int] | None = None) -> str:
    """The events as JSON, one object a line."""
    first, last = span or (1, story.recorded.months)
    found = (event for event in story.events(actor) if first <= event.month <= last)
    return "".join(json.dumps(story.event(event), ensure_ascii=False) + "\n" for event in found)
