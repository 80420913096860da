"""Tests of `study.story.passages`: the passages of a story: its text by parts, each with its months and actors."""

import pytest
from tests.study.story.test_story import MOST_WORDS, story


@pytest.mark.parametrize("lang", ["en", "fr"])
@pytest.mark.parametrize("place", ["classroom", "loos-en-gohelle"])
@pytest.mark.parametrize("number", [1, 2, 3])
def test_a_story_is_read_aloud_in_less_than_three_minutes(place: str, lang: str, number: int) -> None:
    text = story(place, number=number).text(lang)
    assert text.words < MOST_WORDS
    kinds = [passage.kind for passage in text.passages]
    assert kinds.count("turning") == 3
    assert 2 <= kinds.count("followed") <= 3
    assert kinds.count("year") == story(place).recorded.months / 12
