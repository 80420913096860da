"""An event in words: its heading, then who and about what."""

import pytest

from simul_agir.locale import words
from simul_agir.model.ladder import STAGES
from simul_agir.report.words.event_words import event_text, phrase, sort_of
from simul_agir.simulation.story import Event

NAMES = {"a": "Anne", "b": "Bruno"}


def event(what: str, *actors: str, need: str | None = None, value: float = 0.0) -> Event:
    return Event(month=3, what=what, actors=actors, need=need, value=value)


@pytest.mark.parametrize(
    ("happened", "sort"),
    [
        (event("success", "a"), "alone"),
        (event("success", "a", "b"), "success"),
        (event("refusal", "a", value=1.0), "declined"),
        (event("refusal", "a"), "refusal"),
    ],
)
def test_an_event_stands_under_its_heading(happened: Event, sort: str) -> None:
    assert sort_of(happened) == sort


def test_who_came_first_makes_no_difference_to_an_encounter() -> None:
    translate = words("en")
    one, other = event("encounter", "a", "b"), event("encounter", "b", "a")
    assert event_text(one, "encounter", NAMES, translate) == event_text(other, "encounter", NAMES, translate)


def test_a_rise_names_the_actor_and_the_stage_reached(lang: str) -> None:
    translate = words(lang)
    text = phrase(event("rise", "a", value=1.0), NAMES, translate)
    assert "Anne" in text
    assert translate.name("stage", STAGES[1]) in text
