"""What is computed while somebody explores, against arithmetic by hand and against the program's own commands."""

import numpy as np
import pytest

from simul_agir.scenario import Scenario
from simul_agir.study.exploring import (
    Followed,
    PairedRuns,
    arms_of,
    fork,
    run_states_of,
    turned,
)
from simul_agir.study.exploring.profiles import GROUPS
from simul_agir.study.profile import FAMILIES


@pytest.fixture(scope="module")
def small() -> Scenario:
    return Scenario.load("classroom")


@pytest.fixture(scope="module")
def lives(small: Scenario) -> PairedRuns:
    found = PairedRuns(small, arms_of(small), 1)
    found.add(7)
    found.add(13)
    return found


def test_the_life_on_the_network_is_the_run_of_the_fans(small: Scenario, lives: PairedRuns) -> None:
    arm = arms_of(small)[1]
    life = run_states_of(small, arm, 1, 3)
    assert np.array_equal(life.ladder, lives.ladder(arm.called)[3])
    assert life.stages.shape == (small.months + 1, small.landscape.size)
    assert len(life.ties) == small.months + 1


def test_a_fork_to_the_same_stance_changes_nothing(small: Scenario) -> None:
    stay = arms_of(small)[1]
    found = fork(small, stay, turned(stay, 12, "residents", {}), 12, 6, 1, 0.1)
    assert found.pair.mean == 0.0
    assert found.diverging == ()
    assert found.first is None


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
