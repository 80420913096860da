"""A store that is cut short, changed, mixed or of another version is told, and nothing in it is touched."""

import json
import shutil
from pathlib import Path

import pandas as pd
import pytest

from simul_agir.study.store import Store, StoreError
from simul_agir.study.store.verify import verify
from simul_agir.study.sweep import sweep
from simul_agir.study.sweep.sample import Sample
from studies import digests, small

PART = "part-000000-000000.parquet"


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return sweep(small(runs=1), tmp_path / "store")


def found_in(store: Store) -> set[tuple[str, str]]:
    return {(finding.file, finding.what) for finding in verify(Store.open(store.folder)).findings}


def test_a_part_that_was_cut_short_is_told_and_left(store: Store) -> None:
    path = store.folder / PART
    path.write_bytes(path.read_bytes()[:-100])
    before = path.read_bytes()
    assert found_in(store) == {(PART, "truncated")}
    with pytest.raises(StoreError, match="Delete it and run the same sweep again"):
        sweep(small(runs=1), store.folder)
    assert path.read_bytes() == before


def test_a_damaged_part_that_is_deleted_is_lived_again(store: Store) -> None:
    whole = digests(store.folder)
    path = store.folder / PART
    path.write_bytes(b"\0" * path.stat().st_size)
    assert found_in(store) == {(PART, "changed")}
    path.unlink()
    assert found_in(store) == {(PART, "missing")}
    sweep(small(runs=1), store.folder)
    assert digests(store.folder) == whole


def test_one_byte_that_changed_is_told_and_left(store: Store) -> None:
    path = store.folder / PART
    content = bytearray(path.read_bytes())
    content[len(content) // 3] ^= 1
    path.write_bytes(content)
    assert found_in(store) == {(PART, "changed")}
    with pytest.raises(StoreError, match="has changed since it was written"):
        sweep(small(runs=1), store.folder)
    assert path.read_bytes() == content


@pytest.mark.parametrize("place", ["means.parquet", "mine/of/any/depth.parquet", "_events/mine.parquet"])
def test_what_the_journal_does_not_name_is_not_read_and_is_told(store: Store, place: str) -> None:
    whole = store.frame()
    stranger = store.folder / place
    stranger.parent.mkdir(parents=True, exist_ok=True)
    whole.groupby("stance", observed=True)["index"].mean().reset_index().to_parquet(stranger)
    again = Store.open(store.folder)
    pd.testing.assert_frame_equal(again.frame(), whole)
    assert len(Sample.load(store.folder).values) == store.manifest.points
    assert found_in(store) == {(place, "foreign_file")}


@pytest.mark.parametrize("made", ["gone", "torn", "another"])
def test_a_part_that_is_not_what_was_written_is_told_when_it_is_read(store: Store, made: str) -> None:
    path = store.folder / PART
    if made == "gone":
        path.unlink()
    elif made == "torn":
        path.write_bytes(path.read_bytes()[:-50])
    else:
        pd.DataFrame({"a": [1]}).to_parquet(path)
    with pytest.raises(StoreError, match="recompute its points"):
        Store.open(store.folder).frame()


def test_a_file_that_would_be_read_with_the_table_is_told_and_left(store: Store) -> None:
    stranger = store.folder / "mine.parquet"
    pd.DataFrame({"a": [1]}).to_parquet(stranger)
    assert found_in(store) == {("mine.parquet", "foreign_file")}
    with pytest.raises(StoreError, match=r"mine\.parquet does not belong to this store"):
        sweep(small(runs=1), store.folder)
    assert stranger.exists()


def test_a_part_of_another_store_is_told(store: Store, tmp_path: Path) -> None:
    other = sweep(small(runs=1, seed=2), tmp_path / "other")
    shutil.copy(other.folder / PART, store.folder / PART)
    assert {name for name, _ in found_in(store)} == {PART}
    with pytest.raises(StoreError, match=PART):
        sweep(small(runs=1), store.folder)


def test_a_manifest_of_another_format_is_told(store: Store) -> None:
    path = store.folder / "_manifest.json"
    said = json.loads(path.read_text(encoding="utf-8"))
    path.write_text(json.dumps({**said, "format": 99}), encoding="utf-8")
    before = digests(store.folder)
    for attempt in (lambda: Store.open(store.folder), lambda: sweep(small(runs=1), store.folder)):
        with pytest.raises(StoreError, match="another version") as caught:
            attempt()
        assert "autre version" in caught.value.text("fr")
    assert digests(store.folder) == before


@pytest.mark.parametrize("text", ["", "{", "[]", '{"format": 1}', "\0\0", '{"format": 1, "extents": [1]}'])
def test_a_manifest_that_cannot_be_read_is_told(store: Store, text: str) -> None:
    (store.folder / "_manifest.json").write_text(text, encoding="utf-8")
    with pytest.raises(StoreError):
        Store.open(store.folder)


def test_a_manifest_that_was_changed_by_hand_is_told(store: Store) -> None:
    path = store.folder / "_manifest.json"
    path.write_text(path.read_text(encoding="utf-8").replace('"seed": 1', '"seed": 2'), encoding="utf-8")
    with pytest.raises(StoreError, match="cannot be read"):
        Store.open(store.folder)


def test_a_folder_without_a_store_is_told(tmp_path: Path) -> None:
    (tmp_path / "a_file").touch()
    for folder in (tmp_path, tmp_path / "nowhere", tmp_path / "a_file"):
        with pytest.raises(StoreError, match="is not a store"):
            Store.open(folder)


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


def test_a_table_that_was_not_kept_is_told(store: Store) -> None:
    with pytest.raises(StoreError, match="no table of quantiles"):
        store.quantiles()
