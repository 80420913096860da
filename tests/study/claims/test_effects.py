"""What parts measure, against arithmetic done by hand."""

from typing import Any

import numpy as np
import pandas as pd
import pytest

from simul_agir.study.claims.effects import (
    beaten_in,
    contrast,
    effects_of,
    own_over_uniform,
    regrets,
    without_chance,
)
from simul_agir.study.claims.stated import Part, Term
from simul_agir.study.claims.stored_runs import HELD_OUT, StoredRuns

WORDS = {"en": "", "fr": ""}


def lives(ends: dict[str, Any], arms: tuple[str, ...], paths: dict[str, Any] | None = None) -> StoredRuns:
    """Two points, two variants, as many arms, two runs."""
    table = pd.DataFrame({HELD_OUT: [0.0, 1.0], "parameters.dilution": [0.0, 1.0]})
    found = {name: np.array(values, float) for name, values in ends.items()}
    lines = {name: np.array(values, float) for name, values in (paths or {}).items()}
    return StoredRuns(np.arange(2), ("usual", "other"), arms, table, np.arange(2), found, lines)


ENDS = {"index": [[[[1, 2], [0, 4]], [[5, 5], [1, 1]]], [[[3, 3], [2, 2]], [[0, 0], [0, 0]]]]}
PAIR = lives(ENDS, ("a", "b"))


def test_a_contrast_is_the_weighted_sum_of_its_terms_run_by_run() -> None:
    terms = [Term(("a",), "usual"), Term(("b",), "usual", -1.0), Term(("a", "b"), "other", 0.5)]
    assert contrast(PAIR, "index", terms).tolist() == [[1 + 1.5, -2 + 1.5], [1, 1]]


def test_on_a_logarithmic_scale_an_effect_is_a_ratio() -> None:
    counts = lives({"actions": np.exp(np.array(ENDS["index"])) - 1}, ("a", "b"))
    terms = [Term(("a",), "usual"), Term(("b",), "usual", -1.0)]
    assert contrast(counts, "actions", terms, "log") == pytest.approx(np.array([[1, -2], [1, 1]]))


def test_a_term_reads_a_month_or_the_mean_of_months() -> None:
    line = np.arange(5.0) * np.ones((2, 2, 1, 2, 5))
    path = lives({}, ("a",), {"isolated": line, "fallen": 2 * line})
    assert path.at("isolated", "usual", "a", 3, None).tolist() == [[3, 3], [3, 3]]
    assert path.at("destructuring", "usual", "a", None, (1, 4)).tolist() == [[7.5, 7.5], [7.5, 7.5]]
    assert path.at("destructuring", "usual", "a", None, None).tolist() == [[12, 12], [12, 12]]


def test_only_the_points_where_something_is_so_are_measured() -> None:
    part = Part("x", WORDS, "index", terms=(Term(("a",), "usual"),), where=("parameters.dilution", 0.0))
    found = effects_of(part, PAIR)
    np.testing.assert_array_equal(found.values, [[1, 2]])


def test_the_uniform_stance_is_chosen_where_it_is_not_judged() -> None:
    ends = np.zeros((2, 2, 3, 2))
    ends[0, 0] = [[5, 5], [1, 1], [0, 0]]  # elsewhere the first is better
    ends[1, 0] = [[1, 1], [9, 9], [4, 4]]  # where it is judged the second would have been
    part = Part("x", WORDS, "index", kind="own_choice", arms=("a", "b"), own="own")
    found = own_over_uniform(lives({"index": ends}, ("a", "b", "own")), part)
    assert found.remark == "a"
    np.testing.assert_array_equal(found.values, [[3, 3]])


def test_over_variants_each_variant_stands_as_a_run() -> None:
    part = Part("x", WORDS, "index", kind="over_variants", terms=(Term(("a",), "usual"),))
    found = effects_of(part, PAIR)
    np.testing.assert_array_equal(found.values, [[1.5, 5], [3, 0]])


def test_the_best_is_told_from_other_runs_than_those_its_distance_is_read_off() -> None:
    even, odd = 0, 1
    values = np.zeros((1, 2, 2))
    values[0, :, even], values[0, :, odd] = [3, 0], [1, 2]
    found, variances = regrets(values)
    # told from even runs the first is best: by odd ones it ends 1 below the second; and the other way round 3.
    assert found.tolist() == [[(0 + -3) / 2, (-1 + 0) / 2]]
    assert variances.tolist() == [[9 / 4, 1 / 4]]


@pytest.mark.parametrize("share", [0.0, 0.1, 0.4])
def test_contracts_with_another_best_stance_are_found_under_as_much_luck_as_the_model_has(
    share: float,
) -> None:
    chance, contracts = np.random.default_rng(2), 40
    means = np.zeros((contracts, 4))
    means[:, 0] = 0.25
    means[: round(share * contracts), 1] = 0.5
    lives_of_20 = (means[:, :, None] + chance.normal(0, 0.15, (contracts, 4, 20)) for _ in range(20))
    beaten = [beaten_in(values, 0.1).mean() for values in lives_of_20]
    assert np.mean(beaten) == pytest.approx(share, abs=0.02)


def test_luck_left_in_counts_contracts_that_only_luck_sets_apart() -> None:
    chance = np.random.default_rng(4)
    noise = chance.normal(0, 0.3, (40, 4, 10))
    assert beaten_in(noise, 0.1, luck=True).mean() > beaten_in(noise, 0.1).mean() + 0.05


def test_the_scatter_of_luck_is_taken_out_and_the_mean_is_kept() -> None:
    chance = np.random.default_rng(1)
    true = chance.normal(0.3, 0.2, (4000, 1))
    seen = true + chance.normal(0, 0.3, true.shape)
    found = without_chance(seen, np.full(true.shape, 0.09))
    assert found.mean() == pytest.approx(seen.mean())
    assert found.std() == pytest.approx(0.2, abs=0.01)
    assert without_chance(seen, np.full(true.shape, 9.0)).std() == pytest.approx(0.0, abs=1e-12)


def test_the_most_that_choosing_gains_is_told_from_other_runs_than_those_it_is_read_off() -> None:
    ends = np.zeros((2, 2, 2, 2))
    ends[0, 0] = [[5, 5], [1, 1]]  # elsewhere the first is better
    ends[1, 0] = [[1, 4], [3, 2]]  # held out: by the even run the second, by the odd one the first
    there = lives({"index": ends}, ("a", "b"))
    apart = effects_of(Part("x", WORDS, "index", kind="best_choice", arms=("a", "b")), there)
    with_luck = effects_of(Part("x", WORDS, "index", kind="best_choice_with_luck", arms=("a", "b")), there)
    assert apart.remark == "a"
    np.testing.assert_array_equal(apart.values, [[0, -2]])  # even read: told a; odd read: told b, 2 - 4
    np.testing.assert_array_equal(with_luck.values, [[0, 0]])  # both mean 2.5: the first


def test_variants_make_the_share_of_the_variance_that_runs_do_not() -> None:
    part = Part("x", WORDS, "index", kind="between_variants", terms=(Term(("a",), "usual"),))
    found = effects_of(part, PAIR)  # a: (1, 2) and (5, 5); (3, 3) and (0, 0)
    within, between = 0.25, (3.5**2) / 2 - 0.25 / 2
    np.testing.assert_allclose(found.values, [[between / (between + within)], [1.0]])


def test_shares_of_who_leads_and_across_fields_are_of_what_was_done() -> None:
    ends = {name: np.full((2, 2, 1, 2), value) for name, value in (("subsidiarity", 3.0), ("successes", 5.0))}
    assert lives(ends, ("a",)).at("residents_lead", "usual", "a", None, None).tolist() == [[0.5] * 2] * 2
