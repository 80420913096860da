"""Tests of `study.exploring.fans`: fans of runs."""

import numpy as np
from tests.study.exploring.test_answers import lives, small  # noqa: F401

from simul_agir import compare
from simul_agir.scenario import Scenario
from simul_agir.study.exploring import (
    PairedRuns,
    arms_of,
    fans_of,
)
from simul_agir.study.exploring.fans import mean_of, pair_of


def test_slices_are_the_runs_that_one_call_lives(small: Scenario, lives: PairedRuns) -> None:
    arm = lives.arms[1]
    asked = compare(small, list(lives.arms), 20, 1, 1)
    assert np.array_equal(lives.ladder(arm), asked.ensembles[arm].of("index"))


def test_lives_go_on_after_the_contract_and_end_where_it_ends(small: Scenario, lives: PairedRuns) -> None:
    followed = PairedRuns(small, arms_of(small), 1, 6)
    followed.add(9)
    followed.add(11)
    for arm in lives.arms:
        assert followed.ladder(arm).shape == (20, small.months + 1 + 6)
        assert np.array_equal(followed.ladder(arm)[:, : small.months + 1], lives.ladder(arm))
        assert np.array_equal(followed.ends(arm), lives.ends(arm))
    assert fans_of(followed, 0.1).ends == fans_of(lives, 0.1).ends


def test_quantiles_are_those_of_the_ladder(lives: PairedRuns) -> None:
    found = fans_of(lives, 0.1)
    assert np.allclose(found.quantiles[1, 1], np.median(lives.ladder(lives.arms[1]), axis=0))
    assert (found.quantiles[:, 0] <= found.quantiles[:, 2]).all()


def test_every_run_is_counted_once_where_one_is_clearly_first_or_none_is(lives: PairedRuns) -> None:
    assert sum(fans_of(lives, 0.1).clear) == 20


def test_a_pair_counts_ties_half() -> None:
    found = pair_of("a", "b", np.array([1.0, 2.0, 3.0, 4.0]), np.array([1.0, 1.0, 4.0, 3.0]))
    assert found.share == 0.625
    assert found.mean == 0.25
    assert len(found.dots) == 4


def test_a_single_run_has_an_interval_of_no_width() -> None:
    assert mean_of(np.array([1.5])) == (1.5, 1.5, 1.5)
