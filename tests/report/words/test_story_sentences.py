"""Tests of `report.words.story_sentences`: a life in words."""

import pytest
from tests.study.story.test_story import MOST_WORDS, story


@pytest.mark.parametrize("arm", ["none", "mixed", "decree", "residents, month 12 none", "diagnosed"])
def test_every_arm_can_be_told(arm: str) -> None:
    found = story("classroom", arm)
    assert found.text("fr").words < MOST_WORDS
    assert found.text("en").passages[0].kind == "start"
