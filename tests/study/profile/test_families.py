"""Tests of `study.profile.families`: the families of outcomes that a vision of success weighs."""

from simul_agir.study.profile import FAMILIES


def test_every_outcome_belongs_to_one_family() -> None:
    names = [one.name for family in FAMILIES for one in family.outcomes]
    assert len(names) == len(set(names))
