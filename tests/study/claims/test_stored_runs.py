"""Tests of `study.claims.stored_runs`: what a store holds of a claim's lives."""

import numpy as np

from simul_agir.study.claims.stored_runs import STAGES, different_stages, half_month


def test_two_actors_stand_apart_as_often_as_the_shares_say() -> None:
    shares = [np.array([[share]]) for share in (0.5, 0.25, 0.25, 0, 0)]
    assert len(shares) == len(STAGES)
    assert different_stages(*shares).tolist() == [[1 - 0.25 - 2 * 0.0625]]


def test_the_month_of_half_the_rise_is_the_first_at_half_way() -> None:
    assert half_month(np.array([[1.0, 1, 2, 3, 2], [0.0, 0, 0, 0, 0]])).tolist() == [2, 0]
