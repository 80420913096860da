"""Tests of `study.design.trial`: whether the points of a study make sound scenarios."""

from studies import small


def test_the_values_of_several_keys_that_fault_one_another_alone_are_no_fault() -> None:
    study = small(vary={"months": [6, 24], "path": {"scheme": {"start": [2, 5]}}}, fixed={})
    assert len(study.points()) == 4
