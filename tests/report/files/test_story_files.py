"""Tests of `report.files.story_files`: each file of the folder of a story."""

import json
from pathlib import Path

from tests.report.tables.test_story_text import story

from simul_agir.report.files.story_files import STORY_FILES, write_story


def test_the_files_are_those_that_are_promised(tmp_path: Path) -> None:
    written = write_story(story(), tmp_path / "kept", "fr")
    assert {path.name for path in written} == set(STORY_FILES)
    assert json.loads((tmp_path / "kept" / "story.json").read_text(encoding="utf-8"))["language"] == "fr"
