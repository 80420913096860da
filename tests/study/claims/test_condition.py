"""Tests of `study.claims.condition`: one limit within which a part holds, found on some points and judged on others."""

import numpy as np
import pandas as pd
from tests.study.claims.test_judging import effects

from simul_agir.study.claims.condition import Limit, best_limit, find_condition, folds_of


def test_the_limit_that_sets_effects_apart_is_found() -> None:
    chance = np.random.default_rng(3)
    table = pd.DataFrame({"x": chance.uniform(size=200), "dilution": np.arange(200) % 4})
    means = 0.5 * (table["dilution"].to_numpy() <= 1) + chance.normal(0, 0.1, 200)
    assert best_limit(means, table) == Limit("dilution", 1.0, at_least=False)


def test_points_of_one_contract_lie_in_one_fold() -> None:
    contracts = np.arange(60) % 20
    folds = folds_of(contracts, 1)
    assert all(len(set(folds[contracts == each])) == 1 for each in range(20))
    assert np.bincount(folds).tolist() == [12] * 5


def test_where_there_is_no_condition_none_is_found() -> None:
    chance = np.random.default_rng(6)
    found = [find_condition(effects(120, 4, chance, middle=0.05), 0.1, seed) for seed in range(12)]
    assert sum(each is not None for each in found) == 0
