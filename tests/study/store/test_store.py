"""Tests of `study.store.store`: a store: what a sweep kept, read again and verified."""

from tests.study.store.test_verify import found_in, store  # noqa: F401

from simul_agir.study.store import Store
from simul_agir.study.store.verify import verify


def test_a_store_as_it_was_written_is_sound(store: Store) -> None:
    found = verify(store)
    assert found.sound
    assert (found.parts, found.of, found.rows, found.waiting) == (1, 1, 12, 0)


def test_the_last_newline_of_the_journal_is_a_part_of_it(store: Store) -> None:
    journal = store.folder / "_journal.jsonl"
    whole = journal.read_bytes()
    for bit in range(8):
        journal.write_bytes(whole[:-1] + bytes([whole[-1] ^ (1 << bit)]))
        assert found_in(store) == {("_journal.jsonl", "journal")}
    for size in (1, 2, 20):  # cut short by the end of its process: nothing is wrong with that
        journal.write_bytes(whole[:-size])
        assert found_in(store) == set()


def test_a_manifest_that_says_the_same_in_other_bits_is_told(store: Store) -> None:
    manifest = store.folder / "_manifest.json"
    manifest.write_bytes(manifest.read_bytes() + b"\n")
    assert found_in(store) == {("_manifest.json", "manifest_bits")}


def test_a_result_that_waits_and_was_changed_is_told(store: Store) -> None:
    waits = store.folder / "_pending" / "000000-000001.point"
    waits.write_bytes(b"anything of any size: it has no seal of this store at its end")
    assert found_in(store) == {("_pending/000000-000001.point", "waits_changed")}


def test_copies_of_the_study_that_are_gone_are_told(store: Store) -> None:
    (store.folder / "_points" / "points.parquet").unlink()
    assert found_in(store) == {("_points/points.parquet", "no_copy")}
