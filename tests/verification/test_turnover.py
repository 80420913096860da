"""Tests of `verification.turnover`: turnover only."""

import pytest

from simul_agir.verification.turnover import monthly_chance


def test_a_share_a_year_is_a_chance_a_month() -> None:
    assert monthly_chance({"turnover": 0.25, "turnover_scale": 1.0}) == pytest.approx(1 - 0.75 ** (1 / 12))
    assert monthly_chance({"turnover": 1.0, "turnover_scale": 4.0}) == 1.0
