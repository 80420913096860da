"""`simul-agir run`, from the outside."""

import json
from pathlib import Path

import pytest

from simul_agir.cli import main
from simul_agir.report.story import STORY_FILES
from simul_agir.scenario import Scenario

STORY = ["run", "classroom", "--stance", "residents", "--seed", "3"]


def test_a_run_is_told_with_the_actors_names(lang: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main([*STORY, "--lang", lang]) == 0
    text = capsys.readouterr().out
    names = Scenario.load("classroom").landscape.names
    assert sum(name.partition(",")[0] in " ".join(text.split()) for name in names) > len(names) / 2
    assert {"en": "Month 1", "fr": "Mois 1"}[lang] in text


def test_a_run_as_json_holds_its_events(capsys: pytest.CaptureFixture[str]) -> None:
    assert main([*STORY, "--json"]) == 0
    found = json.loads(capsys.readouterr().out)
    names = set(Scenario.load("classroom").landscape.names)
    assert found["events"]
    assert {name for event in found["events"] for name in event["actors"]} <= names
    assert len(found["index"]) == found["months"] + 1


def test_the_same_seed_tells_the_same_story(capsys: pytest.CaptureFixture[str]) -> None:
    told = []
    for _ in range(2):
        main(STORY)
        told.append(capsys.readouterr().out)
    assert told[0] == told[1]


def test_a_view_of_some_months(capsys: pytest.CaptureFixture[str]) -> None:
    assert main([*STORY, "--months", "5-6", "--lang", "en"]) == 0
    text = capsys.readouterr().out
    assert "Month 4:" not in text
    assert "Month 5:" in text or "Month 6:" in text


def test_the_threads_asked_for_change_no_story(capsys: pytest.CaptureFixture[str]) -> None:
    told = []
    for jobs in (["--jobs", "1"], ["--jobs", "3"], []):
        assert main([*STORY, *jobs]) == 0
        told.append(capsys.readouterr().out)
    assert told[0] == told[1] == told[2]
    assert main([*STORY, "--jobs", "0"]) == 2


def test_a_story_can_be_kept(tmp_path: Path) -> None:
    assert main([*STORY, "--out", str(tmp_path / "story")]) == 0
    assert {path.name for path in (tmp_path / "story").iterdir()} == set(STORY_FILES)
