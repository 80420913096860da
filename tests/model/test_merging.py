"""Plans on one announced axis merge as far as the announcement is clear and was followed."""

import numpy as np
import pytest

from simul_agir.model import fields as at
from simul_agir.model.state import World
from territories import numbers, plain, tie, world

KEY = (2, 0)


def called(clarity: float = 1.0, on_axis: float = 1.0, tied: bool = True) -> World:
    """Actors 0 and 1 wait for the call with plans on need 0, an axis; `on_axis`: the share of actions that were on it."""
    made = world(10)
    made.axes[0] = 0.5
    made.levels[at.CLARITY] = clarity
    made.carried_out[3, 0], made.carried_out[7, 1] = 8.0 * on_axis, 8.0 * (1.0 - on_axis)
    if tied:
        tie(made, 0, 1)
    for line, members in enumerate(((0, 2, 3), (1, 3, 4))):
        made.queue[line, [at.WAITS_FOR, at.SLOT, at.NEED, at.MEMBERS]] = (at.A_CALL, line, 0, len(members))
        made.queue[line, at.FIRST_MEMBER : at.FIRST_MEMBER + len(members)] = members
    made.territory[at.QUEUED] = 2
    return made


def merge(made: World, **overrides: float) -> None:
    plain().merging.merge_applications(made, numbers(**overrides), KEY)


def waiting(made: World) -> list[list[int]]:
    """Members of each plan that still waits."""
    lines = made.queue[: int(made.territory[at.QUEUED])]
    first = at.FIRST_MEMBER
    return [
        line[first : first + int(line[at.MEMBERS])].tolist()
        for line in lines
        if line[at.WAITS_FOR] == at.A_CALL
    ]


def test_an_announcement_counts_as_far_as_it_was_followed() -> None:
    made = called(on_axis=0.25)
    assert plain().merging.followed(made) == pytest.approx(0.25)
    made.axes[1] = 0.1
    assert plain().merging.followed(made) == 1.0
    made.carried_out[...] = 0.0
    assert plain().merging.followed(made) == 0.0


def test_actions_count_for_twelve_months() -> None:
    made = world(2)
    plain().merging.note_carried_out(made, 5, 0, 1.0)
    plain().merging.note_carried_out(made, 5, 0, 0.1)
    for month in range(6, 17):
        plain().merging.open_month_of_actions(made, month)
        assert made.carried_out.sum() == pytest.approx(1.1)
    plain().merging.open_month_of_actions(made, 17)
    assert made.carried_out.sum() == 0.0


def test_plans_of_tied_leaders_on_an_axis_become_one_with_the_members_of_both() -> None:
    made = called()
    made.queue[1, at.OBLIGED_MEMBERS] = 0b100
    merge(made)
    assert waiting(made) == [[0, 2, 3, 1, 4]]
    assert made.queue[0, at.OBLIGED_MEMBERS] == 0b10000


def test_a_team_has_eight_places() -> None:
    made = called()
    made.queue[0, at.MEMBERS] = 7
    made.queue[0, at.FIRST_MEMBER : at.FIRST_MEMBER + 7] = (0, 2, 5, 6, 7, 8, 9)
    merge(made)
    assert waiting(made) == [[0, 2, 5, 6, 7, 8, 9, 1]]


def test_the_chance_is_clarity_times_the_share_followed() -> None:
    merged = 0
    for slot in range(300):
        made = called(clarity=0.8, on_axis=0.5)
        made.queue[1, at.SLOT] = slot
        merge(made)
        merged += len(waiting(made)) == 1
    assert merged / 300 == pytest.approx(0.4, abs=4 * np.sqrt(0.24 / 300))


@pytest.mark.parametrize(
    ("column", "value"), [(at.NEED, 1), (at.SORT, at.MICRO_ACTION), (at.WAITS_FOR, at.A_START)]
)
def test_plans_of_another_need_or_sort_or_not_in_the_call_stay_apart(column: int, value: int) -> None:
    made = called()
    made.queue[1, column] = value
    merge(made)
    assert made.queue[0, at.MEMBERS] == 3
    assert made.queue[1, at.WAITS_FOR] != at.GONE


def test_nothing_merges_without_a_tie_without_clarity_without_followers_or_when_it_is_off() -> None:
    for made in (called(tied=False), called(clarity=0.0), called(on_axis=0.0)):
        merge(made)
        assert len(waiting(made)) == 2
    made = called()
    merge(made, merging=0.0)
    assert len(waiting(made)) == 2
