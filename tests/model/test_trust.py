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
    plain().trust.record(made, p, 0, 0, True, 1.0)
    assert made.ties[0, [at.SUCCESSES, at.FAILURES], 0] == pytest.approx([2.9, 0.95])


def test_a_failure_weighs_w() -> None:
    made, p = world(2), numbers(**FORGETTING)
    tie(made, 0, 1)
    made.ties[0, [at.SUCCESSES, at.FAILURES], 0] = (2.0, 1.0)
    plain().trust.record(made, p, 0, 0, False, 1.0)
    assert made.ties[0, [at.SUCCESSES, at.FAILURES], 0] == pytest.approx([1.9, 2.95])


def test_a_part_of_a_record_counts_and_makes_forget_as_much_less() -> None:
    made, p = world(2), numbers(**FORGETTING)
    tie(made, 0, 1)
    made.ties[0, [at.SUCCESSES, at.FAILURES], 0] = (2.0, 1.0)
    plain().trust.record(made, p, 0, 0, False, 0.2)
    assert made.ties[0, [at.SUCCESSES, at.FAILURES], 0] == pytest.approx([1.98, 0.99 + 0.4])


def test_trust_is_the_mean_of_a_beta_distribution_that_begins_with_what_one_trusts_before() -> None:
    made, p = world(2), numbers(trust_prior=0.6, prior_weight=4.0)
    tie(made, 0, 1)
    made.ties[0, [at.SUCCESSES, at.FAILURES], 0] = (2.9, 0.95)
    assert plain().ties.trust(made, p, 0, 0) == pytest.approx((2.9 + 2.4) / (2.9 + 0.95 + 4.0))


def test_one_trusts_before_any_record_whether_tied_or_not() -> None:
    made, p = world(3), numbers(trust_prior=0.65)
    plain().ties.join(made, p, 0, 1)
    assert plain().ties.trust(made, p, 0, 0) == pytest.approx(0.65)
    assert plain().ties.trust_in(made, p, 0, 2) == 0.65
    assert plain().ties.mutual_trust(made, p, 0, 2) == pytest.approx(0.65)


@pytest.mark.parametrize("weight", [1.0, 0.3])
def test_trust_settles_where_it_must(weight: float) -> None:
    """Records of p = .7 with lambda = .95: (p / (1 - lambda) + n0 pi) / (1 / (1 - lambda) + n0) = 15.2 / 22."""
    made, p = world(2), numbers(trust_memory=0.95, failure_weight=1.0, trust_prior=0.6, prior_weight=2.0)
    tie(made, 0, 1)
    luck, trusts = np.random.default_rng(1).random(20_000), []
    for draw in luck:
        plain().trust.record(made, p, 0, 0, draw < 0.7, weight)
        trusts.append(plain().ties.trust(made, p, 0, 0))
    assert np.mean(trusts[500:]) == pytest.approx(15.2 / 22, abs=0.005)


def test_acting_together_ties_to_the_group_and_so_does_a_surprise() -> None:
    made, p = world(3), numbers(doing_gain=0.1, doing_surprise=0.15)
    made.actors[:, at.IDENTIFICATION], made.actors[:, at.ASPIRATION] = 0.4, 0.8
    plain().trust.identify_by_doing(made, p, 0, 1.0, 1.0)
    plain().trust.identify_by_doing(made, p, 1, 0.0, 1.0)
    plain().trust.identify_by_doing(made, p, 2, 1.0, 0.05)
    by_hand = [0.4 + 0.06 + 0.15 * 0.2, 0.4 + 0.06 - 0.15 * 0.8, 0.4 + 0.05 * (0.06 + 0.03)]
    assert made.actors[:, at.IDENTIFICATION] == pytest.approx(by_hand)


def test_a_success_never_lowers_identification_and_nothing_takes_it_out_of_its_range() -> None:
    made, p = world(11), numbers(doing_gain=0.03, doing_surprise=0.15)
    made.actors[:, at.ASPIRATION] = 1.0
    made.actors[:, at.IDENTIFICATION] = levels = np.linspace(0.0, 1.0, 11)
    for i in range(11):
        plain().trust.identify_by_doing(made, p, i, 1.0, 1.0)
    assert (made.actors[:, at.IDENTIFICATION] >= levels).all()
    for i in range(11):
        plain().trust.identify_by_doing(made, p, i, 0.0, 1.0)
    assert ((made.actors[:, at.IDENTIFICATION] >= 0) & (made.actors[:, at.IDENTIFICATION] <= 1)).all()


def test_where_nothing_is_done_together_identification_stays() -> None:
    made = world(1)
    plain().trust.identify_by_doing(made, numbers(doing_together=0), 0, 1.0, 1.0)
    assert made.actors[0, at.IDENTIFICATION] == 0.0


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
    plain().trust.record(made, p, 0, 0, True, 1.0)
    plain().trust.identify(made, p, 0, True, 0.1)
    assert np.array_equal(made.ties, before[0])
    assert np.array_equal(made.actors, before[1])
