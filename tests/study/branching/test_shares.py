"""Tests of `study.branching.shares`: how much of a difference each mechanism carries."""

import pytest
from tests.study.branching.test_what_if import PLACE, found  # noqa: F401

from simul_agir.simulation import simulate_arms
from simul_agir.study.branching import WhatIf
from simul_agir.study.branching.shares import without
from simul_agir.study.mixture import mixture_of


def test_a_mechanisms_part_is_the_loss_of_difference(found: WhatIf) -> None:
    share = found.shares[0]
    arms = [
        found.stay,
        found.switch,
        *(without(arm, 6, share.mechanism) for arm in (found.stay, found.switch)),
    ]
    lived = simulate_arms(PLACE, arms, 10, seed=4, points=mixture_of(PLACE))
    ends = [each.of("index")[:, -1] for each in lived.values()]
    whole, left = ends[1] - ends[0], ends[3] - ends[2]
    assert share.lost.mean == pytest.approx((whole - left).mean())
    assert share.without.mean == pytest.approx(left.mean())
