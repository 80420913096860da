"""Tests of `validation.identifiability`: what a matching says of each number."""

from dataclasses import replace

import numpy as np
import pytest
from tests.validation.test_matching import made, places_of

from simul_agir.validation.identifiability import evenness, identified, together


def test_a_number_that_the_data_narrow_is_told_from_those_they_leave_free() -> None:
    found = made(places_of(600)[:, 0])
    by_name = {each.parameter: each for each in identified(found)}
    assert by_name["meeting_share"].informed
    assert by_name["meeting_share"].spread < 0.2
    assert not by_name["homophily"].informed
    assert by_name["homophily"].spread == pytest.approx(1.0, abs=0.25)
    assert by_name["meeting_share"].accepted_median == pytest.approx(0.5, abs=0.02)


def test_a_shift_and_a_narrowing_are_both_seen() -> None:
    even = (np.arange(200) + 0.5) / 200
    assert evenness(even) > 0.9
    assert evenness(0.7 * even) < 1e-6
    assert evenness(0.2 + 0.6 * even) < 1e-6


def test_numbers_that_make_up_for_each_other_are_found_together() -> None:
    places = places_of(600)
    found = together(made((places[:, 0] + places[:, 1]) / 2))
    assert (found[0].first, found[0].second) == ("meeting_share", "homophily")
    assert found[0].correlation < -0.9


def test_where_nothing_remains_nothing_is_identified() -> None:
    with pytest.raises(ValueError, match="no set"):
        identified(replace(made(np.full(30, 0.5)), accepted=()))
