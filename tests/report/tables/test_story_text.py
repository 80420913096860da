"""A life as a page, as lines and as files."""

import json
from functools import cache

import pytest

from simul_agir import Scenario
from simul_agir.report.tables.story_text import WIDTH, events, json_lines, of_actor, page
from simul_agir.study.story import Story, story_of


@cache
def story() -> Story:
    return story_of(Scenario.load("classroom"), "residents", runs=10)


@pytest.mark.parametrize("lang", ["en", "fr"])
def test_the_page_holds_every_passage_on_lines_that_fit(lang: str) -> None:
    text = page(story(), lang)
    assert max(len(line) for line in text.splitlines()) <= WIDTH
    whole = " ".join(text.split())
    assert all(" ".join(passage.text.split()) in whole for passage in story().text(lang).passages)


def test_every_event_is_told_once_under_its_month() -> None:
    lines = events(story()).splitlines()
    assert sum(line.startswith("  ") for line in lines) == len(story().recorded.events)
    assert [line for line in lines if line.startswith("Month 7:")]


def test_one_actor_is_told_with_its_deeds_alone() -> None:
    text = of_actor(story(), "Nadia Belkacem")
    text = [line for line in text.splitlines() if line.startswith("  ")]
    assert len(text) == len(story().events("Nadia Belkacem"))
    assert all("Nadia Belkacem" in line for line in text)


def test_a_line_of_json_is_one_event() -> None:
    found = [json.loads(line) for line in json_lines(story()).splitlines()]
    assert len(found) == len(story().recorded.events)
    assert set(found[0]) == {"month", "what", "actors", "ids", "need", "value"}
