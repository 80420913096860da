"""`simul-agir run`, from the outside."""

import json
from pathlib import Path

import pytest

from simul_agir.cli import main
from simul_agir.report.files.story_files import STORY_FILES
from simul_agir.scenario import Scenario

STORY = ["run", "classroom", "--stance", "residents", "--seed", "3"]


def test_a_run_is_told_with_the_actors_names(lang: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main([*STORY, "--lang", lang]) == 0
    text = capsys.readouterr().out
    names = Scenario.load("classroom").landscape.names
    assert sum(name.partition(",")[0] in " ".join(text.split()) for name in names) >= 3
    assert {"en": "Year 1 ends at", "fr": "Année 1"}[lang] in text


def test_a_run_as_json_holds_its_events_and_its_passages(capsys: pytest.CaptureFixture[str]) -> None:
    assert main([*STORY, "--json"]) == 0
    found = json.loads(capsys.readouterr().out)
    ids = set(Scenario.load("classroom").landscape.ids)
    assert found["events"]
    assert {each for event in found["events"] for each in event["ids"]} <= ids
    assert len(found["index"]) == found["months"] + 1
    assert {"start", "path", "followed", "turning", "year", "end"} == {
        each["kind"] for each in found["passages"]
    }


def test_events_come_as_json_lines_of_one_actor_or_all(capsys: pytest.CaptureFixture[str]) -> None:
    assert main([*STORY, "--jsonl", "--months", "3-4"]) == 0
    lines = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert {line["month"] for line in lines} <= {3, 4}
    assert main([*STORY, "--jsonl", "--actor", "Nadia Belkacem"]) == 0
    mine = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert mine
    assert all(Scenario.load("classroom").landscape.ids[0] in line["ids"] for line in mine)


def test_an_actor_that_nobody_is_is_told_with_the_nearest(capsys: pytest.CaptureFixture[str]) -> None:
    assert main([*STORY, "--actor", "Nadia Belkasem", "--lang", "en"]) == 2
    assert "did you mean 'Nadia Belkacem'" in capsys.readouterr().err
    assert main([*STORY, "--number", "0"]) == 2


def test_an_arm_can_be_told(capsys: pytest.CaptureFixture[str]) -> None:
    arm = "residents, effort x2, month 12 conditional_aid"
    assert main(["run", "classroom", "--stance", arm, "--lang", "en"]) == 0
    told = " ".join(capsys.readouterr().out.split())
    assert "At the end of month 12 the stance changes: conditional aid." in told
    assert "Most of the 2,893 hours" in told or "Most of the 2,892 hours" in told


def test_the_same_seed_tells_the_same_story(capsys: pytest.CaptureFixture[str]) -> None:
    told = []
    for _ in range(2):
        main(STORY)
        told.append(capsys.readouterr().out)
    assert told[0] == told[1]


def test_a_view_of_some_months(capsys: pytest.CaptureFixture[str]) -> None:
    assert main([*STORY, "--months", "5-6", "--lang", "en"]) == 0
    text = capsys.readouterr().out
    assert main([*STORY, "--events", "--lang", "en"]) == 0
    assert len(capsys.readouterr().out) > len(text)
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
