"""Trust is a beta reputation; identification follows shared outcomes."""

import numpy as np
import pytest

from simul_agir.model import fields as at
from territories import numbers, plain, tie, world

FORGETTING = {"trust_memory": 0.95, "failure_weight": 2.0}


def test_a_success_is_recorded_after_the_past_fades() -> None:
    made, p = world(2), numbers(**FORGETTING)
    tie(made, 0, 1)
    made.ties[0, [at.SUCCESSES, at.FAILURES], 0] = (2.0, 1.0)
    plain().trust.record(made, p, 0, 0, True)
    assert made.ties[0, [at.SUCCESSES, at.FAILURES], 0] == pytest.approx([2.9, 0.95])


def test_a_failure_weighs_w() -> None:
    made, p = world(2), numbers(**FORGETTING)
    tie(made, 0, 1)
    made.ties[0, [at.SUCCESSES, at.FAILURES], 0] = (2.0, 1.0)
    plain().trust.record(made, p, 0, 0, False)
    assert made.ties[0, [at.SUCCESSES, at.FAILURES], 0] == pytest.approx([1.9, 2.95])


def test_trust_is_the_mean_of_the_beta_distribution() -> None:
    made = world(2)
    tie(made, 0, 1)
    made.ties[0, [at.SUCCESSES, at.FAILURES], 0] = (2.9, 0.95)
    assert plain().ties.trust(made, 0, 0) == pytest.approx(3.9 / 5.85)


def test_without_outcomes_trust_is_one_half() -> None:
    made = world(2)
    plain().ties.join(made, numbers(), 0, 1)
    assert plain().ties.trust(made, 0, 0) == 0.5


def test_trust_settles_where_it_must() -> None:
    """Outcomes that succeed with p = .7 and lambda = .95: (p / (1 - lambda) + 1) / (1 / (1 - lambda) + 2) = 15 / 22."""
    made, p = world(2), numbers(trust_memory=0.95, failure_weight=1.0)
    tie(made, 0, 1)
    luck, trusts = np.random.default_rng(1).random(20_000), []
    for draw in luck:
        plain().trust.record(made, p, 0, 0, draw < 0.7)
        trusts.append(plain().ties.trust(made, 0, 0))
    assert np.mean(trusts[500:]) == pytest.approx(15 / 22, abs=0.005)


def test_identification_gains_a_share_of_what_is_missing_or_loses_one_of_what_is_there() -> None:
    made, p = world(2), numbers()
    made.actors[:, at.IDENTIFICATION] = 0.4
    plain().trust.identify(made, p, 0, True, 0.1)
    plain().trust.identify(made, p, 1, False, 0.1)
    assert made.actors[:, at.IDENTIFICATION] == pytest.approx([0.46, 0.36])


def test_switched_off_neither_moves() -> None:
    made, p = world(2), numbers(trust_change=0, identification_change=0)
    tie(made, 0, 1)
    before = made.ties.copy(), made.actors.copy()
    plain().trust.record(made, p, 0, 0, True)
    plain().trust.identify(made, p, 0, True, 0.1)
    assert np.array_equal(made.ties, before[0])
    assert np.array_equal(made.actors, before[1])
