"""A scheme by hand: the strongest needs, and those able for them; it looks again where no need was seen."""

import numpy as np

from simul_agir.model import fields as at
from simul_agir.model.path.observation import SEEN_EXPERTISE, SEEN_LINKS
from territories import numbers, plain, world


def seen_world() -> tuple[object, np.ndarray]:
    """Four actors and three needs, as a diagnosis saw them: need 1 is highest and linked with domain 2."""
    made = world(actors=4, domains=3)
    made.seen_needs[:, 0] = [0.3, 0.8, 0.3]
    made.seen_needs[:, SEEN_LINKS:] = np.eye(3)
    made.seen_needs[1, SEEN_LINKS + 2] = 1.0
    made.seen[:, SEEN_EXPERTISE:] = [[0.1, 0.2, 0.3], [0.0, 0.5, 0.4], [0.9, 0.0, 0.0], [0.0, 0.4, 0.5]]
    return made, numbers(axes=2.0, plan_share=0.4)


def test_the_strongest_needs_are_axes_and_the_first_of_equals_comes_first() -> None:
    made, p = seen_world()
    plain().scheme.find_scheme(made, p)
    assert made.next_axes.tolist() == [0.3, 0.8, 0.0]


def test_those_able_for_a_need_are_planned_in_order_as_far_as_there_are_seats() -> None:
    made, p = seen_world()
    assert plain().scheme.seats_of(made, p) == 2
    plain().scheme.find_scheme(made, p)
    assert made.next_plan.tolist() == [[2, 0, -1, -1], [1, 3, -1, -1], [-1] * 4]


def test_who_has_no_voice_or_no_hours_is_not_planned() -> None:
    made, p = seen_world()
    made.actors[1, at.VOICE] = made.actors[2, at.CAPACITY] = 0.0
    plain().scheme.find_scheme(made, p)
    assert made.next_plan.tolist() == [[0, -1, -1, -1], [3, -1, -1, -1], [-1] * 4]


def test_an_announcement_tells_what_was_seen_last() -> None:
    made, p = seen_world()
    plain().scheme.find_scheme(made, p)
    plain().scheme.announce(made, p, (1, 1), 3)
    assert made.axes.tolist() == made.next_axes.tolist() == [0.3, 0.8, 0.0]
    assert made.plan.tolist() == made.next_plan.tolist()


def test_where_no_need_was_seen_it_looks_again() -> None:
    made, _ = seen_world()
    made.needs[at.LEVEL] = 0.4
    postures = made.seen[:, :SEEN_EXPERTISE].copy()
    plain().scheme.announce(made, numbers(axes=2.0, diagnosis_error=0.0), (1, 1), 3)
    assert made.axes.tolist() == [0.4, 0.4, 0.0]
    assert np.array_equal(made.seen[:, :SEEN_EXPERTISE], postures)
