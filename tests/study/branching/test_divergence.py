"""The two futures of a run part where they first decide differently."""

from tests.study.branching.test_what_if import PLACE, found  # noqa: F401

from simul_agir.simulation import Arm
from simul_agir.study.branching.divergence import divergences_of


def test_a_switch_to_the_same_stance_never_parts() -> None:
    same = divergences_of(PLACE, Arm.of("residents"), Arm.parse("x: residents, month 6 residents"), 6, 3)
    assert same.runs == 3
    assert same.found == ()
    assert same.first_month is None


def test_no_future_parts_before_the_switch() -> None:
    divergences = divergences_of(
        PLACE, Arm.of("residents"), Arm.parse("x: residents, month 6 conditional_aid"), 6, 4
    )
    assert divergences.found
    assert min(each.month for each in divergences.found) > 6
    assert all(each.stay_only or each.switch_only for each in divergences.found)


def test_kinds_are_counted_by_runs() -> None:
    divergences = divergences_of(
        PLACE, Arm.of("residents"), Arm.parse("x: residents, month 6 conditional_aid"), 6, 4
    )
    assert all(0 <= count <= divergences.runs for _, *counts in divergences.kinds() for count in counts)
