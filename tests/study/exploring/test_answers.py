"""What is computed while somebody explores, against arithmetic by hand and against the program's own commands."""

from dataclasses import replace

import numpy as np
import pytest

from simul_agir import compare
from simul_agir.scenario import Scenario
from simul_agir.simulation import Arm
from simul_agir.study.exploring import (
    Doubts,
    Followed,
    Lives,
    arms_of,
    doubts_of,
    fans_of,
    fork,
    life_of,
    mixing,
    moved,
    places_of,
    tale_of,
    turned,
)
from simul_agir.study.exploring.fans import mean_of, pair_of
from simul_agir.study.exploring.forks import first_out_of_noise
from simul_agir.study.exploring.mixing import of_run, points_for
from simul_agir.study.exploring.profiles import GROUPS
from simul_agir.study.mixture import mixture_of
from simul_agir.study.profile import FAMILIES


@pytest.fixture(scope="module")
def small() -> Scenario:
    return Scenario.load("classroom")


@pytest.fixture(scope="module")
def lives(small: Scenario) -> Lives:
    found = Lives(small, arms_of(small), 1)
    found.add(7)
    found.add(13)
    return found


def test_slices_are_the_runs_that_one_call_lives(small: Scenario, lives: Lives) -> None:
    arm = lives.arms[1]
    asked = compare(small, list(lives.arms), 20, 1, 1)
    assert np.array_equal(lives.ladder(arm), asked.ensembles[arm].of("index"))


def test_lives_go_on_after_the_contract_and_end_where_it_ends(small: Scenario, lives: Lives) -> None:
    followed = Lives(small, arms_of(small), 1, 6)
    followed.add(9)
    followed.add(11)
    for arm in lives.arms:
        assert followed.ladder(arm).shape == (20, small.months + 1 + 6)
        assert np.array_equal(followed.ladder(arm)[:, : small.months + 1], lives.ladder(arm))
        assert np.array_equal(followed.ends(arm), lives.ends(arm))
    assert fans_of(followed, 0.1).ends == fans_of(lives, 0.1).ends


def test_points_are_those_of_the_mixture_with_what_is_moved_in_place(small: Scenario) -> None:
    changed = moved(small, {"turnover": 2.0})
    assert np.array_equal(points_for(small), mixture_of(small))
    assert np.array_equal(points_for(changed), mixture_of(changed))
    assert points_for(moved(small, {"effort": 0.5})) is points_for(small)
    assert np.array_equal(of_run(changed, 123).vector(), mixture_of(changed)[123 % len(mixture_of(changed))])


def test_doubts_count_the_points_on_which_an_arm_ends_highest(
    small: Scenario, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(mixing, "mixture_of", lambda scenario: mixture_of(scenario)[:2])
    found = Lives(replace(small, parameters={"homophily": 1.0}), (Arm.of("none"), Arm.of("residents")), 1)
    two = np.zeros((2, small.months + 1))
    two[:, -1] = [1.0, 2.0]
    found.ladders = {"none": [np.tile(two, (8, 1))], "residents": [np.tile(two[::-1], (8, 1))]}
    found.runs = 16
    assert doubts_of(found) == Doubts(2, {"none": 1, "residents": 1}, 8)
    found.runs = 15
    assert doubts_of(found) is None


def test_quantiles_are_those_of_the_ladder(lives: Lives) -> None:
    found = fans_of(lives, 0.1)
    assert np.allclose(found.quantiles[1, 1], np.median(lives.ladder(lives.arms[1]), axis=0))
    assert (found.quantiles[:, 0] <= found.quantiles[:, 2]).all()


def test_every_run_is_counted_once_where_one_is_clearly_first_or_none_is(lives: Lives) -> None:
    assert sum(fans_of(lives, 0.1).clear) == 20


def test_a_pair_counts_ties_half() -> None:
    found = pair_of("a", "b", np.array([1.0, 2.0, 3.0, 4.0]), np.array([1.0, 1.0, 4.0, 3.0]))
    assert found.share == 0.625
    assert found.mean == 0.25
    assert len(found.dots) == 4


def test_a_single_run_has_an_interval_of_no_width() -> None:
    assert mean_of(np.array([1.5])) == (1.5, 1.5, 1.5)


def test_a_difference_stands_out_only_after_six_months_in_a_row() -> None:
    gaps = np.zeros((4, 20))
    gaps[:, 5:10] = 1.0  # five months: not enough
    gaps[:, 12:] = [[1.0], [1.1], [0.9], [1.0]]
    assert first_out_of_noise(gaps, 2) == 12


def test_every_actor_has_a_place_of_its_own(small: Scenario) -> None:
    angles = [place.angle for place in places_of(small)]
    assert len({round(angle, 6) for angle in angles}) == small.landscape.size
    assert all(0 <= angle < 1 for angle in angles)


def test_the_life_on_the_network_is_the_run_of_the_fans(small: Scenario, lives: Lives) -> None:
    arm = arms_of(small)[1]
    life = life_of(small, arm, 1, 3)
    assert np.array_equal(life.ladder, lives.ladder(arm.called)[3])
    assert life.stages.shape == (small.months + 1, small.landscape.size)
    assert len(life.ties) == small.months + 1


def test_a_story_tells_the_run_of_the_fans(small: Scenario, lives: Lives) -> None:
    arm = arms_of(small)[2]
    tale = tale_of(small, arm, 1, 4)
    assert np.array_equal(tale.ladder, lives.ladder(arm.called)[4])
    for turn in tale.turns:
        told = {actor for event in tale.events for actor in event.actors}
        assert set(turn.actors) <= told


def test_a_fork_to_the_same_stance_changes_nothing(small: Scenario) -> None:
    stay = arms_of(small)[1]
    found = fork(small, stay, turned(stay, 12, "residents", {}), 12, 6, 1, 0.1)
    assert found.pair.mean == 0.0
    assert found.partings == ()
    assert found.first is None


def test_both_futures_are_one_until_the_month_of_the_fork(small: Scenario) -> None:
    stay = Arm.of("residents")
    found = fork(small, stay, turned(stay, 12, "resilience", {}), 12, 6, 1, 0.1)
    assert np.array_equal(found.quantiles[0, :, :13], found.quantiles[1, :, :13])
    assert all(parting.month > 12 for parting in found.partings)


def test_the_profile_is_that_of_a_comparison_whatever_the_slices(small: Scenario) -> None:
    arms = arms_of(small)
    followed = Followed(small, arms, 1)
    for runs in (5, 7):
        followed.add(runs)
    found = followed.families()
    asked = compare(small, [arm.called for arm in arms], 12, 1, 1).profile
    assert asked is not None
    for each in found.standings:
        assert (each.share, each.clear_share) == pytest.approx(
            (asked.standing(each.arm).share, asked.standing(each.arm).clear_share)
        )
    assert found.undecided == pytest.approx(asked.undecided)
    for row, cells in zip(found.rows, found.cells, strict=True):
        units = [asked.gain(found.arms[0], one.name).units for one in row.outcomes]
        assert cells[0].mean == pytest.approx(np.mean([each for each in units if each is not None]))


def test_the_corners_hold_every_family_once_and_visions_are_weights_of_one(small: Scenario) -> None:
    assert sorted(name for group in GROUPS.values() for name in group) == sorted(
        each.name for each in FAMILIES
    )
    followed = Followed(small, arms_of(small), 1)
    followed.add(8)
    found = followed.families()
    assert np.allclose(found.weights.sum(axis=1), 1.0)
    for cells in found.cells:
        assert len(cells) == len(found.arms)
        assert max(cell.ceded for cell in cells) == 0.0
