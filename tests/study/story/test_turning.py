"""Tests of `study.story.turning`: the turning points of a life, found by measure."""

import itertools

import pytest
from tests.study.story.test_story import LIVES, recorded

from simul_agir.study.story.turning import APART, SPAN, candidates, turning_points


@pytest.mark.parametrize(("place", "arm", "number"), LIVES)
def test_turning_points_are_the_weightiest_some_months_apart(place: str, arm: str, number: int) -> None:
    found = turning_points(recorded(place, arm, number))
    assert 1 <= len(found) <= 3
    assert [turn.first for turn in found] == sorted(turn.first for turn in found)
    assert all(later.first - earlier.first >= APART for earlier, later in itertools.pairwise(found))
    assert max(turn.weight for turn in candidates(recorded(place, arm, number))) in {
        turn.weight for turn in found
    }


def test_the_largest_rise_and_the_steepest_fall_are_found_by_measure() -> None:
    found = recorded("classroom", "residents", 1)
    moves = {turn.kind: turn for turn in reversed(list(candidates(found))) if turn.kind in ("rise", "fall")}
    index = found.index
    for kind, pick in (("rise", max), ("fall", min)):
        turn = moves[kind]
        best = pick(index[month + SPAN] - index[month] for month in range(found.months - SPAN + 1))
        assert index[turn.last] - index[turn.first - 1] == pytest.approx(best)
