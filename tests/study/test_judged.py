"""Tests of `study.judged`: every outcome that a sweep."""

from dataclasses import replace

import numpy as np
import pytest
from tests.study.discovery.test_analysis import ASKED, POINTS, STANCES, found, planted, quick  # noqa: F401

from simul_agir.study.discovery.analysis import DiscoveryOptions, check_options, discover
from simul_agir.study.judged import JUDGED


def test_a_ranking_that_luck_alone_makes_has_no_box() -> None:
    rng = np.random.default_rng(3)
    sample = planted()
    values = np.zeros_like(sample.values)
    values[..., list(JUDGED).index("index")] = rng.normal(size=values.shape[:3])
    found = discover(replace(sample, values=values), ASKED)
    assert found.flip.box is None
    assert found.flip.reason == "no_box"
    assert found.distinct.mean() < 0.25
    assert "no box" in found.sentence().lower()


def test_every_outcome_may_be_asked_of() -> None:
    for outcome in JUDGED:
        check_options(DiscoveryOptions(outcome=outcome))


@pytest.mark.parametrize("outcome", ["index_after", "residents_lead"])
def test_an_outcome_of_the_profile_is_compared(outcome: str) -> None:
    sample = planted()
    runs = sample.of("residents").shape[1]
    table = np.zeros((POINTS, 3, runs, len(JUDGED)))
    for place, stance in enumerate(STANCES):
        table[:, place, :, list(JUDGED).index(outcome)] = sample.of(stance)
    sample = replace(sample, values=table)
    found = discover(sample, DiscoveryOptions(outcome=outcome, repeats=1))
    assert found.leader == "residents"
    assert "residents" in found.sentence("en")
    assert found.sentence("fr")
