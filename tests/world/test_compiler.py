"""The work of compiling is shared out evenly, the same way in every process, and nothing is left out."""

import pytest

from simul_agir.world import compiler, machine


@pytest.fixture(scope="module")
def entries() -> list:
    """The entries as the compiler sees them; nothing is compiled."""
    return list(compiler.import_rules(compiler.Rules()).values())


def test_the_doors_are_the_entries_of_a_month(entries: list) -> None:
    assert {entry.py_func.__name__ for entry in entries} == set(machine.DOORS)


@pytest.mark.parametrize("parts", [1, 2, 3])
def test_every_rule_that_is_shared_out_has_one_part_and_gives_nothing_back(entries: list, parts: int) -> None:
    shares = compiler.share_out(entries, parts)
    shared = [rule for share in shares for rule in share]
    assert len(shares) == parts
    assert len(set(shared)) == len(shared)
    assert all(rule.py_func.__annotations__["return"] is None for rule in shared)
    assert bool(shared) == (parts > 1)


def test_shares_are_the_same_however_often_they_are_made(entries: list) -> None:
    def names(shares: list) -> list:
        return [[rule.py_func.__qualname__ for rule in share] for share in shares]

    again = list(compiler.import_rules(compiler.Rules()).values())
    assert names(compiler.share_out(entries, 2)) == names(compiler.share_out(again, 2))


def test_importing_the_rules_for_the_compiler_leaves_those_imported_before(entries: list) -> None:
    from simul_agir.world import month, trust

    before = month.live, trust.record
    compiler.import_rules(compiler.Rules())
    from simul_agir.world import month as after
    from simul_agir.world import trust as trust_after

    assert (after.live, trust_after.record) == before
