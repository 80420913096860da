"""Tests of `study.story.recorded_run`: one run with all that a story is made of."""

import numpy as np
import pytest
from tests.study.story.test_story import LIVES, recorded


@pytest.mark.parametrize(("place", "arm", "number"), LIVES)
def test_the_stages_are_rebuilt_from_the_events(place: str, arm: str, number: int) -> None:
    found = recorded(place, arm, number)
    stages = found.stages[0].copy()
    for month in range(1, found.months + 1):
        for event in found.of("rise", "fall", first=month, last=month):
            up = event.value > stages[event.actors[0]]
            assert up == (event.what == "rise")
            stages[event.actors[0]] = event.value
        with_voice = found.stages[month] >= 0
        assert np.array_equal(stages[with_voice], found.stages[month][with_voice]), month


@pytest.mark.parametrize(("place", "arm", "number"), LIVES)
def test_who_is_awake_is_rebuilt_from_the_events(place: str, arm: str, number: int) -> None:
    found = recorded(place, arm, number)
    awake = found.awake[0].copy()
    for month in range(1, found.months + 1):
        for event in found.of("wake", "sleep", first=month, last=month):
            awake[event.actors[0]] = event.what == "wake"
        assert np.array_equal(awake, found.awake[month]), month


@pytest.mark.parametrize(("place", "arm", "number"), LIVES)
def test_the_counts_of_a_month_are_those_of_its_events(place: str, arm: str, number: int) -> None:
    found = recorded(place, arm, number)
    for indicator, kinds in (("successes", ("success",)), ("frictions", ("friction",))):
        counts = [
            sum(1 for _ in found.of(*kinds, first=month, last=month)) for month in range(1, found.months + 1)
        ]
        assert np.array_equal(found.ensemble.of(indicator)[0, 1:], counts)
