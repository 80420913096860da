"""Tests of `study.claims.resampling`: intervals over points."""

import numpy as np
import pytest
from tests.study.claims.test_judging import NARROW, WIDE, effects, interval

from simul_agir.study.claims.judging import verdict_of
from simul_agir.study.claims.resampling import Interval, interval_of_mean


@pytest.mark.parametrize(
    ("points", "mean", "share", "conditioned", "verdict"),
    [
        (50, interval(0.2, 0.3), NARROW, False, "holds"),
        (50, interval(0.2, 0.3), WIDE, False, "holds_when"),
        (50, interval(0.05, 0.3), NARROW, False, "cannot_tell"),
        (50, interval(0.05, 0.3), WIDE, True, "holds_when"),
        (50, interval(-0.1, 0.05), WIDE, False, "refuted"),
        (50, interval(-0.1, 0.05), WIDE, True, "holds_when"),
        (9, interval(0.2, 0.3), NARROW, False, "cannot_tell"),
        (9, interval(-0.1, 0.0), WIDE, False, "cannot_tell"),
    ],
)
def test_the_verdict_follows_from_interval_share_and_condition(
    points: int, mean: Interval, share: Interval, conditioned: bool, verdict: str
) -> None:
    assert verdict_of(points, 0.1, mean, share, conditioned) == verdict


def test_an_interval_misses_the_truth_about_as_rarely_as_it_says() -> None:
    chance = np.random.default_rng(8)
    missed = 0
    for seed in range(150):
        found = interval_of_mean(effects(40, 5, chance, middle=0.25), seed, level=0.9)
        missed += not found.low <= 0.25 <= found.high
    assert 3 <= missed <= 27  # 15 in the mean
