"""Meetings and fragile ties, by hand."""

from simul_agir.study.diagnosing.fragile import bridges_of


def test_a_bridge_between_two_groups_cuts_off_the_smaller() -> None:
    triangle, square = [(0, 1), (1, 2), (0, 2)], [(3, 4), (4, 5), (5, 6), (3, 6)]
    assert bridges_of([*triangle, *square, (2, 3)]) == {(2, 3): 3}


def test_a_chain_is_all_bridges_and_a_ring_has_none() -> None:
    assert bridges_of([(0, 1), (1, 2), (2, 3)]) == {(1, 2): 2, (0, 1): 1, (2, 3): 1}
    assert bridges_of([(0, 1), (1, 2), (0, 2)]) == {}
    assert bridges_of([]) == {}
    assert bridges_of([(5, 9), (1, 2)]) == {(1, 2): 1, (5, 9): 1}
