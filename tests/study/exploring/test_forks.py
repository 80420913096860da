"""Tests of `study.exploring.forks`: one past."""

import numpy as np
from tests.study.exploring.test_answers import small  # noqa: F401

from simul_agir.scenario import Scenario
from simul_agir.simulation import Arm
from simul_agir.study.exploring import fork, turned
from simul_agir.study.exploring.forks import first_out_of_noise, forking


def test_a_difference_stands_out_only_after_six_months_in_a_row() -> None:
    gaps = np.zeros((4, 20))
    gaps[:, 5:10] = 1.0  # five months: not enough
    gaps[:, 12:] = [[1.0], [1.1], [0.9], [1.0]]
    assert first_out_of_noise(gaps, 2) == 12


def test_both_futures_are_one_until_the_month_of_the_fork(small: Scenario) -> None:
    stay = Arm.of("residents")
    found = fork(small, stay, turned(stay, 12, "resilience", {}), 12, 6, 1, 0.1)
    assert np.array_equal(found.quantiles[0, :, :13], found.quantiles[1, :, :13])
    assert all(parting.month > 12 for parting in found.diverging)


def test_both_futures_go_on_after_the_contract_which_stays_the_same(small: Scenario) -> None:
    stay = Arm.of("residents")
    turn = turned(stay, 12, "resilience", {})
    asked = (small, stay, turn, 12, 6, 1, 0.1)
    whole = next(found for found in forking(*asked, after=5) if found is not None)
    alone = fork(*asked)
    assert whole.quantiles.shape == (2, 3, small.months + 1 + 5)
    assert np.array_equal(whole.quantiles[:, :, : small.months + 1], alone.quantiles)
    assert whole.pair.mean == alone.pair.mean
    assert [each.gaps.shape for each in whole.diverging] == [(small.months + 1,)] * len(whole.diverging)
