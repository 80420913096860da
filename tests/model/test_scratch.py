"""Rows of the scratch that are held in the same step of a month never lie in one place."""

from itertools import combinations

import pytest

from simul_agir.model import scratch


def test_no_step_holds_two_rows_in_one_place() -> None:
    for (place, many, steps), (other, others, also) in combinations(scratch.ROWS.values(), 2):
        apart = place + many <= other or other + others <= place
        assert apart or not set(steps) & set(also)
    assert max(place + many for place, many, _ in scratch.ROWS.values()) == scratch.SCRATCH_ROWS


def test_a_row_lies_in_the_lowest_place_that_its_steps_leave_free(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(scratch, "ROWS", {})
    assert [
        scratch.row("one", "meet", "act"),
        scratch.row("two", "act", "wear", rows=2),
        scratch.row("three", "wear", "wear"),
        scratch.row("four", "work", "work"),
    ] == [0, 1, 0, 0]


@pytest.mark.parametrize(
    ("name", "first", "last"), [("sums", "meet", "meet"), ("new", "act", "meet"), ("new", "sing", "act")]
)
def test_a_row_that_is_taken_or_held_through_no_step_is_refused(name: str, first: str, last: str) -> None:
    with pytest.raises(ValueError, match=r"already|before|sing"):
        scratch.row(name, first, last)
