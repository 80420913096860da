"""A store that is cut short, changed, mixed or of another version is told, and nothing in it is touched."""

import shutil
from pathlib import Path

import pandas as pd
import pytest

from simul_agir.study.store import Store, StoreError
from simul_agir.study.store.verify import verify
from simul_agir.study.sweep import sweep
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


def test_a_folder_without_a_store_is_told(tmp_path: Path) -> None:
    (tmp_path / "a_file").touch()
    for folder in (tmp_path, tmp_path / "nowhere", tmp_path / "a_file"):
        with pytest.raises(StoreError, match="is not a store"):
            Store.open(folder)


def test_a_table_that_was_not_kept_is_told(store: Store) -> None:
    with pytest.raises(StoreError, match="no table of quantiles"):
        store.quantiles()
