"""The work of compiling is shared out evenly, the same way in every process, and nothing is left out."""

import pytest

from simul_agir.engine.native import build
from simul_agir.engine.native.partition import share_out


@pytest.fixture(scope="module")
def entries() -> list:
    """The entries as the compiler sees them; nothing is compiled."""
    return list(build.import_rules(build.Rules()).values())


@pytest.mark.parametrize("parts", [1, 2, 3])
def test_every_rule_that_is_shared_out_has_one_part_and_gives_nothing_back(entries: list, parts: int) -> None:
    shares = share_out(entries, parts)
    shared = [rule for share in shares for rule in share]
    assert len(shares) == parts
    assert len(set(shared)) == len(shared)
    assert all(rule.py_func.__annotations__["return"] is None for rule in shared)
    assert bool(shared) == (parts > 1)


def test_shares_are_the_same_however_often_they_are_made(entries: list) -> None:
    def names(shares: list) -> list:
        return [[rule.py_func.__qualname__ for rule in share] for share in shares]

    again = list(build.import_rules(build.Rules()).values())
    assert names(share_out(entries, 2)) == names(build.share_out(again, 2))
