"""No type of fewer than five actors stands by itself in a file to share."""

from collections import Counter

from hypothesis import given
from hypothesis import strategies as st

from simul_agir.locale import words
from simul_agir.report.dossier.groups import FEWEST, callers, grouped

KINDS = st.lists(st.sampled_from("abcdef"), max_size=40)


@given(kinds=KINDS)
def test_every_group_has_five_actors_or_there_is_none(kinds: list[str]) -> None:
    groups = grouped(kinds)
    assert all(len(group.members) >= FEWEST for group in groups)
    told = [place for group in groups for place in group.members]
    assert len(told) == len(set(told))
    assert sorted(told) == list(range(len(kinds))) or len(kinds) - len(told) < FEWEST


@given(kinds=KINDS)
def test_nobody_is_left_out_by_subtraction(kinds: list[str]) -> None:
    told = sum(len(group.members) for group in grouped(kinds))
    assert told in (0, len(kinds))


def test_a_type_of_five_keeps_its_name_and_a_small_one_takes_others_along() -> None:
    kinds = ["school"] * 9 + ["commune"] * 6 + ["landlord"] * 2
    assert [(group.kind, len(group.members)) for group in grouped(kinds)] == [("school", 9), (None, 8)]


def test_a_member_of_a_small_type_is_just_an_actor() -> None:
    names = [f"name {place}" for place in range(13)]
    called = callers(names, ["school"] * 6 + ["commune"] * 6 + ["region"], words("en"))
    assert Counter(called.values()) == {"commune": 6, "actor": 7}
