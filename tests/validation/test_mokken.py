import numpy as np
import pytest

from simul_agir.validation.mokken import Errors, selected, share_of_invariant_order


def items(*columns: list[int]) -> np.ndarray:
    return np.array(columns, bool).T


def test_a_perfect_scale_has_h_one() -> None:
    found = Errors.of([items([1, 1, 1, 0], [1, 1, 0, 0], [1, 0, 0, 0])])
    assert found.items() == pytest.approx([1.0, 1.0, 1.0])
    assert found.scale() == pytest.approx(1.0)


def test_h_of_a_pair_is_one_less_errors_over_those_expected() -> None:
    # easy passed by 3 of 4, hard by 2 of 4, one person passes the hard item alone: 1 error, 4 x 1/4 x 1/2 expected
    found = Errors.of([items([1, 1, 1, 0], [1, 0, 0, 1])])
    assert found.pairs()[0, 1] == pytest.approx(1 - 1 / 0.5)


def test_independent_items_have_h_near_nil() -> None:
    chance = np.random.default_rng(1)
    group = chance.random((20000, 3)) < np.array([0.7, 0.5, 0.2])
    assert Errors.of([group]).scale() == pytest.approx(0.0, abs=0.03)


def test_groups_of_different_level_make_no_scale_of_their_own() -> None:
    chance = np.random.default_rng(2)
    groups = [chance.random((5000, 3)) < level for level in (0.1, 0.9)]
    assert Errors.of(groups).scale() == pytest.approx(0.0, abs=0.05)
    assert Errors.of([np.concatenate(groups)]).scale() > 0.5


def test_an_item_of_another_kind_is_not_selected() -> None:
    chance = np.random.default_rng(3)
    latent = chance.normal(size=4000)
    good = latent[:, None] + 0.4 * chance.normal(size=(4000, 4)) > np.array([-1.0, 0.0, 0.7, 1.4])
    other = chance.random((4000, 1)) < 0.4
    assert selected(Errors.of([np.concatenate([good, other], axis=1)])) == (0, 1, 2, 3)


def test_an_item_that_all_pass_has_no_h() -> None:
    assert np.isnan(Errors.of([items([1, 1, 1], [1, 0, 1])]).items()).all()


def test_order_is_invariant_where_no_group_reverses_it() -> None:
    easy_first = items([1, 1, 0], [1, 0, 0])
    hard_first = items([1, 0, 0], [1, 1, 0])
    assert share_of_invariant_order([easy_first, easy_first, easy_first]) == 1.0
    assert share_of_invariant_order([easy_first, easy_first, hard_first]) == 0.0
