"""One trajectory told month by month: who met, what was tried, who moved up or fell."""

from __future__ import annotations

import textwrap
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from simul_agir.locale import Words, words
from simul_agir.model.indicators import INDICATORS
from simul_agir.model.ladder import STAGES
from simul_agir.report.files import as_json, write_csv, write_text
from simul_agir.report.folder import write_folder
from simul_agir.study.event_words import sort_of, told
from simul_agir.study.names import short_names
from simul_agir.study.provenance import provenance

if TYPE_CHECKING:
    from simul_agir.simulation import Event, Story

STORY_FILES = ("story.txt", "story.json", "events.csv", "trajectory.csv")
WIDTH = 100  # characters a line
ALL = 10**9

# The order in which a month is told: what struck, who moved, what was tried, who met; and how many of each sort
# are named, the others being counted.
NAMED = {
    "crisis": 5,
    "shock": 5,
    "turnover": 5,
    "wake": 5,
    "sleep": 5,
    "rise": 8,
    "fall": 8,
    "funded": 5,
    "not_funded": 2,
    "success": 5,
    "failure": 5,
    "alone": 2,
    "delay": 2,
    "declined": 0,
    "help": 3,
    "no_help": 2,
    "mediation": 2,
    "introduction": 2,
    "friction": 2,
    "convened": 3,
    "encounter": 3,
    "refusal": 0,
}


def tell(
    story: Story, lang: str = "en", span: tuple[int, int] | None = None, *, everything: bool = False
) -> str:
    """The story as text, of the months in `span` (first, last) or of all; `everything` leaves nothing out."""
    say = words(lang)
    first, last = span or (1, story.ensemble.months)
    months: dict[int, list[Event]] = {month: [] for month in range(first, last + 1)}
    for event in story.events:
        if event.month in months:
            months[event.month].append(event)
    parts = [_opening(story, say)]
    parts += [_month(story, month, events, say, everything) for month, events in months.items()]
    parts.append(_ending(story, last, say))
    return "\n".join(part for part in parts if part) + "\n"


def as_dict(story: Story, span: tuple[int, int] | None = None) -> dict[str, Any]:
    """The story as JSON holds it: its events, and the ladder month by month from month 0."""
    ensemble = story.ensemble
    first, last = span or (1, ensemble.months)
    return {
        "scenario": {"name": ensemble.scenario.name, "hash": ensemble.scenario.hash},
        "stance": ensemble.stance,
        "seed": ensemble.seed,
        "months": ensemble.months,
        "index": [round(float(value), 6) for value in ensemble.of("index")[0]],
        "events": [
            {
                "month": event.month,
                "what": event.what,
                "actors": list(event.actors),
                "need": event.need,
                "value": round(float(event.value), 6),
            }
            for event in story.events
            if first <= event.month <= last
        ],
        "provenance": provenance(),
    }


def write_story(story: Story, directory: Path, lang: str = "en") -> list[Path]:
    """The story as text and JSON, its events and its indicators as tables. Raises FolderError."""
    events = [(e.month, e.what, "; ".join(e.actors), e.need or "", round(e.value, 6)) for e in story.events]
    lived = story.ensemble.values[0]
    rows = [(month, *(round(float(value), 6) for value in lived[month])) for month in range(len(lived))]
    writers: list[Callable[[Path], None]] = [
        lambda folder: write_text(folder / "story.txt", tell(story, lang)),
        lambda folder: write_text(folder / "story.json", as_json(as_dict(story))),
        lambda folder: write_csv(folder / "events.csv", ("month", "what", "actors", "need", "value"), events),
        lambda folder: write_csv(folder / "trajectory.csv", ("month", *INDICATORS), rows),
    ]
    return write_folder(directory, writers)


def _opening(story: Story, say: Words) -> str:
    """What is told, and where it starts."""
    ensemble = story.ensemble
    return say(
        "story.opening",
        scenario=ensemble.scenario.titled(say.lang),
        stance=say("list.quoted", text=say.name("stance", ensemble.stance)),
        seed=ensemble.seed,
        months=ensemble.months,
        actors=say.number(len(ensemble.scenario.landscape.ids), 0),
        index=say.number(float(ensemble.of("index")[0, 0])),
    )


def _ending(story: Story, last: int, say: Words) -> str:
    """Where it ends, and what one story is worth."""
    ensemble = story.ensemble
    shares = [
        f"{say.percent(float(ensemble.of(stage)[0, last]))} {say.name('stage', stage)}"
        for stage in STAGES
        if ensemble.of(stage)[0, last] > 0
    ]
    index = say.number(float(ensemble.of("index")[0, last]))
    text = say("story.ending", month=last, index=index, shares=", ".join(shares))
    return "\n" + textwrap.fill(text, WIDTH, break_on_hyphens=False)


def _month(story: Story, month: int, events: list[Event], say: Words, everything: bool) -> str:
    """One month: its place on the ladder, then a line for each sort of event. Empty when nothing happened."""
    if not events:
        return ""
    index = story.ensemble.of("index")[0]
    change = float(index[month] - index[month - 1])
    head = say("story.month", month=month, index=say.number(float(index[month])), change=say.signed(change))
    called = short_names(story.ensemble.scenario.landscape.names)
    lines = [f"\n{head}"]
    for sort, named in NAMED.items():
        found = [event for event in events if sort_of(event) == sort]
        if found:
            found_so = Counter(told(event, sort, called, say) for event in found)
            lines.append(_line(sort, found_so, ALL if everything else named, say))
    return "\n".join(lines)


def _line(sort: str, told: Counter[str], named: int, say: Words) -> str:
    """The events of one sort in a month: the most frequent named, each once, and how many more."""
    shown = [(text, times) for text, times in told.most_common(named) if text]
    items = [text if times == 1 else f"{text} ({times}×)" for text, times in shown]
    rest = told.total() - sum(times for _, times in shown)
    if rest and items:
        items.append(say("story.more_one" if rest == 1 else "story.more", count=say.number(rest, 0)))
    head = say(f"story.{sort}")
    if told.total() > 1:
        head = f"{head} ({say.number(told.total(), 0)})"
    text = say("typography.colon", head=head, tail=say("typography.semicolon").join(items)) if items else head
    return textwrap.fill(text, WIDTH, initial_indent="  ", subsequent_indent="      ", break_on_hyphens=False)
