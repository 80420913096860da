"""What is clearly announced draws the priorities of those present."""

import pytest

from simul_agir.model import fields as at
from simul_agir.model.state import World
from territories import numbers, plain, world


def announced(clarity: float = 0.5) -> World:
    made = world(3, domains=2)
    made.profiles[:, at.PRIORITIES] = (0.2, 0.8)
    made.axes[0] = 0.7
    made.levels[at.CLARITY] = clarity
    return made


def test_priorities_move_a_share_of_the_way_to_the_axes_as_far_as_one_is_open() -> None:
    made = announced()
    made.actors[1, at.OPENNESS] = 0.5
    plain().shared_goal.unite(made, numbers(goal_pull=0.04))
    assert made.profiles[0, at.PRIORITIES] == pytest.approx([0.2 + 0.02 * 0.8, 0.8 - 0.02 * 0.8])
    assert made.profiles[1, at.PRIORITIES] == pytest.approx([0.2 + 0.01 * 0.8, 0.8 - 0.01 * 0.8])


def test_those_asleep_or_without_voice_are_not_drawn() -> None:
    made = announced()
    made.actors[0, at.AWAKE] = made.actors[1, at.VOICE] = 0.0
    plain().shared_goal.unite(made, numbers())
    assert made.profiles[:2, at.PRIORITIES].tolist() == [[0.2, 0.8], [0.2, 0.8]]
    assert made.profiles[2, at.PRIORITIES, 0] > 0.2


@pytest.mark.parametrize("off", [{"goal_pull": 0.0}, {"shared_goal": 0.0}, {"priority_change": 0.0}])
def test_nothing_is_drawn_when_it_is_off(off: dict[str, float]) -> None:
    made = announced()
    plain().shared_goal.unite(made, numbers(**off))
    assert (made.profiles[:3, at.PRIORITIES, 0] == 0.2).all()


def test_without_axes_or_clarity_nothing_is_drawn() -> None:
    for made in (announced(0.0), announced()):
        if made.levels[at.CLARITY] > 0:
            made.axes[...] = 0.0
        plain().shared_goal.unite(made, numbers())
        assert (made.profiles[:3, at.PRIORITIES, 0] == 0.2).all()


def test_in_the_end_all_who_are_wholly_open_share_the_announced_goal() -> None:
    made = announced(1.0)
    made.axes[:] = (0.6, 0.2)
    for _ in range(600):
        plain().shared_goal.unite(made, numbers(goal_pull=0.04))
    assert made.profiles[0, at.PRIORITIES] == pytest.approx([0.75, 0.25], abs=1e-9)
