"""Tests of `stances.comparisons`: arms to compare the four stances with."""

from dataclasses import replace

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as some
from tests.stances.test_recipes import KINDS, briefings, made

from simul_agir.stances import Briefing, Stance, StanceError, checked_calendar
from simul_agir.stances.comparisons import NoStance


@settings(max_examples=100, deadline=None)
@given(
    told=briefings(),
    kind=some.sampled_from(KINDS),
    lived=some.sampled_from(KINDS),
    month=some.integers(1, 99),
    more=some.sampled_from([1.0, 0.5, 2.0]),
)
def test_one_that_takes_over_spends_what_is_left(
    told: Briefing, kind: type[Stance], lived: type[Stance], month: int, more: float
) -> None:
    if month >= told.months or kind().revises:
        return
    before, told = lived().calendar(told), replace(told, month=month)
    due = more * told.hours * told.months
    found = made(told, kind(), before, due)
    assert np.array_equal(found[:month], before[:month])
    if kind is NoStance:
        assert not found[month:].any()
        return
    try:
        expected = checked_calendar(kind(), told, before, due)
    except StanceError:  # nothing is left that could be scaled
        return
    assert np.array_equal(found, expected)
