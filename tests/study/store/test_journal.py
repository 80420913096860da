"""Tests of `study.store.journal`: what was done to a store."""

from tests.study.store.test_verify import found_in, store  # noqa: F401

from simul_agir.study.store import Store
from simul_agir.study.store.verify import verify
from simul_agir.study.sweep import sweep
from studies import digests, small


def test_a_last_line_of_the_journal_that_was_cut_short_does_no_harm(store: Store) -> None:
    journal = store.folder / "_journal.jsonl"
    with journal.open("ab") as stream:
        stream.write(b'{"what": "part", "par')
    assert found_in(store) == set()
    sweep(small(runs=1), store.folder, runs=2)
    found = Store.open(store.folder)
    assert found.manifest.runs == 2
    assert len(found.frame()) == 24
    assert found_in(found) == set()


def test_a_journal_that_was_lost_costs_a_second_life_and_no_row(store: Store) -> None:
    whole = digests(store.folder)
    (store.folder / "_journal.jsonl").unlink()
    sweep(small(runs=1), store.folder)
    assert digests(store.folder) == whole
    assert verify(Store.open(store.folder)).sound
