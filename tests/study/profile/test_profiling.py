"""Tests of `study.profile.profiling`: from runs to the profile."""

from tests.study.profile.test_gains import TWO, arms

from simul_agir.study.profile import profile_of


def test_a_single_run_is_too_few() -> None:
    found = profile_of(arms(1.0, runs=1), {"x": 1.0, "y": 1.0}, "sham", families=TWO)
    assert found.to_dict()["too_few_runs"]
    assert not found.to_dict()["decided"]
