"""Tests of `study.branching.differing`: what sets two futures apart, in the order in which it starts to differ."""

import numpy as np
from tests.study.branching.test_what_if import PLACE

from simul_agir.simulation import simulate_arms
from simul_agir.study.branching.differing import differing


def test_an_indicator_differs_from_the_month_that_it_stays_beyond_luck() -> None:
    lived = simulate_arms(PLACE, ["residents", "residents, month 6 conditional_aid"], 30, seed=4)
    stay, switch = lived.values()
    for each in differing(stay, switch, 6):
        gaps = switch.of(each.indicator) - stay.of(each.indicator)
        error = gaps.std(axis=0, ddof=1) / np.sqrt(30)
        after = slice(each.month, min(21, each.month + 6))
        assert (np.abs(gaps.mean(axis=0))[after] > 3 * error[after]).all()
        assert each.month > 6
