"""A life as text: one page, or every event, and as JSON Lines."""

from __future__ import annotations

import json
import textwrap
from typing import TYPE_CHECKING

from simul_agir.locale import words
from simul_agir.report.words.event_words import phrase
from simul_agir.report.words.story_telling import followed_text
from simul_agir.simulation.story import Event

if TYPE_CHECKING:
    from simul_agir.study.story import Story, StoryEvent

WIDTH = 100  # characters a line


def page(story: Story, lang: str = "en", width: int = WIDTH) -> str:
    """The story on one page."""
    telling = story.told(lang)
    lines = [telling.title, ""]
    kind = ""
    for passage in telling.passages:
        if kind and (passage.kind != kind or passage.kind in ("turning", "followed")):
            lines.append("")
        text = f"{passage.title} {passage.text}".strip()
        lines.append(textwrap.fill(text, min(width, WIDTH), break_on_hyphens=False))
        kind = passage.kind
    return "\n".join(lines) + "\n"


def of_actor(story: Story, actor: str, lang: str = "en", span: tuple[int, int] | None = None) -> str:
    """One actor: in short, then all that it did and met with, month by month. RequestError for a name that nobody has."""
    say = words(lang)
    short = textwrap.fill(followed_text(story, story.follow(actor), say), WIDTH, break_on_hyphens=False)
    first, last = span or (1, story.life.months)
    mine = [deed for deed in story.events(actor) if first <= deed.month <= last]
    return "\n".join([short, "", *_lines(story, mine, lang)]) + "\n"


def events(story: Story, lang: str = "en", span: tuple[int, int] | None = None) -> str:
    """Every event, one a line, under its month."""
    first, last = span or (1, story.life.months)
    return (
        "\n".join(_lines(story, [deed for deed in story.events() if first <= deed.month <= last], lang))
        + "\n"
    )


def _lines(story: Story, events: list[StoryEvent], lang: str) -> list[str]:
    say, told = words(lang), []
    month = 0
    for deed in events:
        if deed.month != month:
            month = deed.month
            index, before = (float(story.life.index[each]) for each in (month, month - 1))
            told.append(
                say("story.month", month=month, index=say.number(index), change=say.signed(index - before))
            )
        told.append(f"  {event_in_words(story, deed, lang)}")
    return told


def event_in_words(story: Story, deed: StoryEvent, lang: str = "en") -> str:
    """One deed in words, its actors by their names in that month."""
    names = tuple(story.people.name(actor, deed.month) for actor in deed.actors)
    event = Event(deed.month, deed.what, names, deed.need, deed.value)
    return phrase(event, {name: name for name in names}, words(lang))


def json_lines(story: Story, actor: str | None = None, span: tuple[int, int] | None = None) -> str:
    """The events as JSON, one object a line."""
    first, last = span or (1, story.life.months)
    found = (deed for deed in story.events(actor) if first <= deed.month <= last)
    return "".join(json.dumps(story.event(deed), ensure_ascii=False) + "\n" for deed in found)
