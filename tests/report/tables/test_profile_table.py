"""The profile as tables of a terminal."""

import pytest

from simul_agir.report.tables.profile_table import digits_of


@pytest.mark.parametrize("value", [0.001, 0.1, 5.0, 1234.0])
def test_small_numbers_have_more_digits_than_large_ones(value: float) -> None:
    assert digits_of(value) >= digits_of(value * 100) >= 0
