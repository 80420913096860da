"""A story names who met, what was tried and who moved, and says that it is one luck among many."""

import json
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from simul_agir.locale import words
from simul_agir.report.story import NAMED, STORY_FILES, as_dict, tell, write_story
from simul_agir.simulation import Ensemble
from simul_agir.study import Comparison


def event(month: int, what: str, *actors: str, need: str | None = None, value: float = 0.0) -> Any:
    return SimpleNamespace(month=month, what=what, actors=actors, need=need, value=value)


@pytest.fixture
def story(comparison: Comparison) -> Any:
    """Three months in which something happened."""
    ensemble: Ensemble = comparison.ensembles["residents"]
    landscape = SimpleNamespace(
        ids=range(12), names=("Ada, mayor", "Bo", "Cy", *(f"Di {k}" for k in range(9)))
    )
    told = {"landscape": landscape, "hash": "", "titled": {"en": "Town", "fr": "Ville"}.get}
    scenario = SimpleNamespace(**{**vars(ensemble.scenario), **told})
    one = Ensemble(**{**vars(ensemble), "values": ensemble.values[:1], "scenario": scenario})
    events = [
        event(2, "encounter", "Ada, mayor", "Bo", need="housing", value=0.3),
        *(event(2, "encounter", "Cy", f"Di {k}", need="health") for k in range(9)),
        event(3, "success", "Ada, mayor", "Bo", need="housing", value=0.6),
        event(3, "rise", "Ada, mayor", value=2.0),
        event(3, "help", "Ada, mayor", "Bo"),
        event(7, "fall", "Bo", value=0.0),
    ]
    return SimpleNamespace(events=events, ensemble=one)


def test_a_story_tells_who_tried_what_and_who_moved(story: Any, lang: str) -> None:
    say = words(lang)
    text = tell(story, lang)
    assert say.several(["Ada", "Bo"]) in text
    assert f"Ada → {say.name('stage', 'team')}" in text
    assert f"Bo → {say.name('stage', 'latency')}" in text
    assert say.name("domain", "housing") in text


def test_a_story_begins_with_the_title_in_its_language(story: Any, lang: str) -> None:
    assert tell(story, lang).startswith({"en": "Town, ", "fr": "Ville, "}[lang])


def test_a_crowded_month_is_told_in_part_and_counted(story: Any) -> None:
    text = tell(story, "en")
    assert "Met (10)" in text
    assert "and 7 more" in text
    assert "Di 8" not in text
    assert "Di 8" in tell(story, "en", everything=True)


def test_those_who_acted_alone_and_those_who_declined_are_told_apart(story: Any) -> None:
    story.events[:] = [
        event(2, "success", "Bo", need="housing"),
        event(2, "refusal", "Bo", "Cy", need="housing", value=1.0),
        event(2, "refusal", "Bo", "Cy", need="housing", value=0.0),
    ]
    text = tell(story, "en")
    assert "Bo on housing, with success" in text
    assert "Declined to join" in text
    assert "Declined to meet" in text


def test_one_more_is_singular_and_french_sets_a_space_before_a_semicolon(story: Any) -> None:
    story.events[:] = [event(2, "encounter", "Cy", f"Di {k}", need="health") for k in range(4)]
    text = tell(story, "fr")
    assert "et un autre" in " ".join(text.split())
    assert "\N{NO-BREAK SPACE};" in text
    assert "and one more" in " ".join(tell(story, "en").split())


def test_a_month_without_events_is_not_told(story: Any) -> None:
    text = tell(story, "en")
    assert "Month 4" not in text
    assert "Month 7" in text


def test_a_view_shows_its_months_only(story: Any) -> None:
    text = tell(story, "en", (3, 6))
    assert "Month 3" in text
    assert "Month 2:" not in text
    assert "Month 7:" not in text
    assert [found["month"] for found in as_dict(story, (3, 6))["events"]] == [3, 3, 3]


def test_a_story_says_what_it_is_not(story: Any, lang: str) -> None:
    assert {"en": "not a prediction", "fr": "non une prédiction"}[lang] in " ".join(tell(story, lang).split())


@pytest.mark.parametrize("sort", NAMED)
def test_every_sort_of_event_has_words(sort: str, lang: str) -> None:
    assert words(lang).has(f"story.{sort}")


def test_the_story_as_json_is_strict_and_holds_every_event(story: Any) -> None:
    found = json.loads(json.dumps(as_dict(story), allow_nan=False))
    assert len(found["events"]) == len(story.events)
    assert len(found["index"]) == story.ensemble.months + 1


def test_a_story_is_written_whole(story: Any, tmp_path: Path) -> None:
    write_story(story, tmp_path / "story")
    assert {path.name for path in (tmp_path / "story").iterdir()} == set(STORY_FILES)
