"""The compiler sees all rules, leaves what was imported before as it was, and takes what was shipped if it can."""

from types import SimpleNamespace

import pytest

from simul_agir.engine.native import build
from simul_agir.engine.native import cache as code_cache


@pytest.fixture(scope="module")
def entries() -> list:
    """The entries as the compiler sees them; nothing is compiled."""
    return list(build.import_rules(build.Rules()).values())


def test_the_doors_are_the_entries_of_a_month(entries: list) -> None:
    assert {entry.py_func.__name__ for entry in entries} == set(code_cache.ENTRIES)


def test_importing_the_rules_for_the_compiler_leaves_those_imported_before(entries: list) -> None:
    from simul_agir.model import schedule, trust

    before = schedule.live, trust.record
    build.import_rules(build.Rules())
    from simul_agir.model import schedule as after
    from simul_agir.model import trust as trust_after

    assert (after.live, trust_after.record) == before


@pytest.mark.parametrize("written", [[], [b"BC\xc0\xde but no code"], [b""]])
def test_nothing_is_made_of_what_the_compiler_cannot_read(written: list[bytes]) -> None:
    assert build.finish(written) == b""


@pytest.mark.parametrize(
    ("shipped", "taken"), [([], [b"compiled 0 of 1"]), ([b"one", b"two"], [b"made of one+two"])]
)
def test_rules_are_compiled_where_nothing_shipped_fits(
    shipped: list[bytes], taken: list[bytes], monkeypatch: pytest.MonkeyPatch
) -> None:
    assert written_by_main(0, 1, shipped, monkeypatch) == taken


@pytest.mark.parametrize(("part", "taken"), [(0, [b"made of one"]), (1, [b"made of two"])])
def test_each_process_takes_its_part_of_what_was_shipped(
    part: int, taken: list[bytes], monkeypatch: pytest.MonkeyPatch
) -> None:
    assert written_by_main(part, 2, [b"one", b"two"], monkeypatch) == taken


def written_by_main(part: int, parts: int, shipped: list[bytes], patch: pytest.MonkeyPatch) -> list[bytes]:
    """What a process writes; nothing is compiled."""
    made: list[bytes] = []
    patch.setattr(build.sys, "stdout", SimpleNamespace(buffer=SimpleNamespace(write=made.append)))
    patch.setattr(build.gc, "disable", lambda: None)
    patch.setattr(build.bitcode, "parts", lambda table: shipped)
    patch.setattr(build, "finish", lambda written: b"made of " + b"+".join(written) if written else b"")
    patch.setattr(build, "build", lambda table, part, parts: b"compiled %d of %d" % (part, parts))
    build.main(code_cache.USUAL, part, parts)
    return made
