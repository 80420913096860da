"""Every claim can lose: its judge says so where the claim is false, and each of the four verdicts where it is due."""

import pytest

from claims import FEATURE, TRUTHS, found
from simul_agir.study.claims import claim_names


def test_every_shipped_claim_is_put_to_it() -> None:
    assert tuple(TRUTHS) == claim_names()


@pytest.mark.parametrize("name", TRUTHS)
def test_a_claim_is_refuted_where_it_is_false(name: str) -> None:
    assert found(name, "false").verdict == "refuted"


@pytest.mark.parametrize("name", TRUTHS)
def test_a_claim_holds_where_it_is_true(name: str) -> None:
    assert found(name, "true").verdict == "holds"


@pytest.mark.parametrize("name", TRUTHS)
def test_a_claim_that_is_true_in_one_half_of_the_space_holds_when(name: str) -> None:
    answer = found(name, "half", points=160)
    assert answer.verdict == "holds_when"
    conditions = [each.condition for each in answer.judgements if each.verdict == "holds_when"]
    assert conditions
    assert all(each is not None and each.limit.column == FEATURE for each in conditions)
    assert all(each is not None and each.limit.at_least and each.limit.value == 1.0 for each in conditions)


@pytest.mark.parametrize("name", TRUTHS)
def test_of_few_points_nothing_can_be_told(name: str) -> None:
    assert found(name, "true", points=6).verdict == "cannot_tell"
