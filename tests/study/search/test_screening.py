"""The screening is Kim and Nelson's, draw for draw; what it keeps beyond theirs is what it says."""

from collections.abc import Callable
from itertools import count

import numpy as np
import pytest
from numpy.typing import NDArray
from sim_tools.ovs.indifference_zone import KN

from simul_agir.study.search.screening import Screening, boundary, kim_nelson, sure_screening

Floats = NDArray[np.float64]
SURE, FIRST, EFFECT = 0.95, 20, 0.1


class Recorded:
    """A model as sim-tools asks for one, which replays observations (observations, k)."""

    def __init__(self, values: Floats) -> None:
        self._values, self._next = values, [0] * values.shape[1]

    def register_observer(self, observer: KN) -> None:
        self._observer = observer

    def simulate(self, arm: int) -> None:
        value = self._values[self._next[arm], arm]
        self._next[arm] += 1
        self._observer.feedback(self, arm, value)


class Corrected(KN):
    """sim-tools' KN, its variances looked up where they stand: as it is, an earlier rival's is read one place too low."""

    def _limit_to_distance_from_sample_means(self, i: int, rival: int) -> float:
        place = i * (self._k - 1) + rival - (rival > i)
        return super()._limit_to_distance_from_sample_means(0, place + 1)


def theirs(values: Floats, kind: type[KN]) -> tuple[int, int]:
    """The arm that sim-tools' procedure keeps, and after how many observations."""
    referee = kind(Recorded(values), values.shape[1], EFFECT, alpha=1 - SURE, n_0=FIRST)
    (kept,) = referee.solve()
    return int(kept), referee._r - 1  # it takes one more before it looks whether to stop


def ours(values: Floats) -> tuple[int, int]:
    screening = kim_nelson(values[:FIRST], SURE, EFFECT)
    for seen in count(FIRST):
        screening.look(values[:seen].sum(axis=0), seen)
        if screening.over:
            return int(np.flatnonzero(screening.alive)[0]), seen
    raise AssertionError


def outcomes(arms: int, seed: int, runs: int = 3000) -> Floats:
    """Observations of close means, unequal variances and some common luck."""
    chance = np.random.default_rng([arms, seed])
    deviations = chance.uniform(0.05, 0.4, arms)
    common, own = chance.standard_normal((runs, 1)), chance.standard_normal((runs, arms))
    return np.asarray(chance.uniform(0.0, 0.2, arms) + deviations * (0.7 * common + 0.7 * own))


def with_equal_variances(values: Floats) -> Floats:
    """The same, but for a first stage in which the differences of all pairs have one variance."""
    first = values[:FIRST] - values[:FIRST].mean(axis=0)
    columns, _ = np.linalg.qr(first)
    return np.concatenate([0.8 * columns - 0.8 * columns.mean(axis=0), values[FIRST:]])


@pytest.mark.parametrize("seed", range(40))
def test_two_arms_end_as_with_sim_tools(seed: int) -> None:
    values = outcomes(2, seed)
    assert ours(values) == theirs(values, KN)


@pytest.mark.parametrize("seed", range(20))
def test_several_arms_whose_differences_vary_alike_end_as_with_sim_tools(seed: int) -> None:
    values = with_equal_variances(outcomes(6, seed))
    assert ours(values) == theirs(values, KN)


@pytest.mark.parametrize("arms", [3, 6])
@pytest.mark.parametrize("seed", range(20))
def test_several_arms_end_as_with_sim_tools_once_its_variances_are_those_of_the_pair(
    arms: int, seed: int
) -> None:
    values = outcomes(arms, seed)
    assert ours(values) == theirs(values, Corrected)


def test_the_boundary_is_the_published_one() -> None:
    # Kim and Nelson's eta for k = 2, alpha = .05, n0 = 11: ((.1)^(-.2) - 1) / 2 = .29244..., h2 = 20 eta
    assert boundary(11, 2, 0.95) == pytest.approx(20 * (10**0.2 - 1) / 2)


def test_the_boundary_of_many_observations_is_that_of_known_variances() -> None:
    assert boundary(1_000_000, 6, 0.95) == pytest.approx(-2 * np.log(2 * 0.05 / 5), rel=1e-4)


@pytest.mark.parametrize(("first", "arms"), [(1, 6), (20, 1)])
def test_a_boundary_needs_two_of_each(first: int, arms: int) -> None:
    with pytest.raises(ValueError, match="at least"):
        boundary(first, arms, 0.95)


def test_margins_shrink_to_nil_where_everything_is_settled() -> None:
    screening = sure_screening(outcomes(4, 1)[:FIRST], SURE, EFFECT)
    tip = int(np.ceil(screening.enough))
    assert screening.margins(tip).max() == 0.0
    assert screening.margins(tip - 1).max() > 0.0
    screening.look(np.array([1.0, 2.0, 3.0, 4.0]), tip)
    assert screening.over


def look_on(screening: Screening, values: Floats) -> None:
    for seen in range(FIRST, len(values)):
        screening.look(values[:seen].sum(axis=0), seen)
        if screening.over:
            return


def test_equal_arms_are_all_kept_at_once() -> None:
    same = np.repeat(outcomes(1, 3), 3, axis=1)
    screening = sure_screening(same[:FIRST], SURE, EFFECT)
    screening.look(same[:FIRST].sum(axis=0), FIRST)
    assert screening.over
    assert screening.alive.all()


def test_equal_arms_end_kim_and_nelsons_too_with_several_kept() -> None:
    same = np.repeat(outcomes(1, 3), 2, axis=1)
    screening = kim_nelson(same[:FIRST], SURE, EFFECT)
    screening.look(same[:FIRST].sum(axis=0), FIRST)
    assert screening.over
    assert screening.alive.all()


def test_an_arm_far_below_is_left_out_for_the_one_it_is_most_below() -> None:
    values = np.random.default_rng(5).normal([0.0, 1.0, 2.0], 0.1, (FIRST, 3))
    screening = sure_screening(values, SURE, EFFECT)
    screening.look(values.sum(axis=0), FIRST)
    assert screening.alive.tolist() == [False, False, True]
    assert screening.left.tolist() == [FIRST, FIRST, 0]
    assert screening.by.tolist() == [2, 2, -1]


KINDS: tuple[Callable[[Floats, float, float], Screening], ...] = (kim_nelson, sure_screening)


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("seed", range(10))
def test_somebody_is_always_kept(kind: Callable[[Floats, float, float], Screening], seed: int) -> None:
    values = outcomes(5, seed)
    screening = kind(values[:FIRST], SURE, EFFECT)
    look_on(screening, values)
    assert screening.over
    assert screening.alive.any()


@pytest.mark.parametrize("seed", range(10))
def test_kim_and_nelsons_procedure_ends_no_later_than_the_set(seed: int) -> None:
    values = outcomes(5, seed)
    classic, whole = (kind(values[:FIRST], SURE, EFFECT) for kind in KINDS)
    look_on(whole, values)
    look_on(classic, values)
    assert classic.left.max() <= max(whole.left.max(), np.ceil(whole.enough) or FIRST)
    assert classic.over


def test_order_and_names_of_arms_do_not_matter() -> None:
    values, turned = outcomes(5, 8), np.array([3, 0, 4, 1, 2])
    one, other = (sure_screening(each[:FIRST], SURE, EFFECT) for each in (values, values[:, turned]))
    look_on(one, values)
    look_on(other, values[:, turned])
    assert one.alive[turned].tolist() == other.alive.tolist()
    assert one.left[turned].tolist() == other.left.tolist()
