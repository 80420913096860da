"""How implausible a value is, against arithmetic by hand."""

import numpy as np
import pytest

from simul_agir.validation.targets import Target, highest, implausibilities

BAND = Target("density_team", 0.18, 0.56, 0.0, 0.05, "a test")
NUMBER = Target("asleep", 0.25, 0.25, 0.03, 0.04, "a test")


def test_within_the_band_nothing_is_implausible() -> None:
    assert BAND.implausibility(np.array([0.18, 0.3, 0.56]), 0.0) == pytest.approx([0.0, 0.0, 0.0])


def test_beyond_it_the_distance_counts_in_standard_deviations() -> None:
    assert BAND.implausibility(np.array([0.08, 0.66]), 0.0) == pytest.approx([2.0, 2.0])
    assert NUMBER.implausibility(np.array([0.35]), 0.0) == pytest.approx([2.0])


def test_luck_makes_less_implausible() -> None:
    assert NUMBER.implausibility(np.array([0.35]), 0.0075) == pytest.approx([1.0])


def test_what_cannot_be_looked_at_does_not_match() -> None:
    assert np.isinf(BAND.implausibility(np.array([np.nan]), 1.0)).all()


def test_each_target_has_the_variance_of_its_own() -> None:
    values = np.array([[0.66, 0.35], [0.3, 0.25]])
    found = implausibilities((BAND, NUMBER), values, np.array([0.0, 0.0075]))
    assert found == pytest.approx(np.array([[2.0, 1.0], [0.0, 0.0]]))


def test_the_second_highest_spares_the_worst() -> None:
    found = np.array([[5.0, 1.0, 2.0], [0.0, 0.0, 4.0]])
    assert highest(found, 1).tolist() == [5.0, 4.0]
    assert highest(found, 2).tolist() == [2.0, 0.0]
