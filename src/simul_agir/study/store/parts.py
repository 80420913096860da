"""The parts that a store's journal names, read: no other file that lies in its folder."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import pyarrow as pa
from pyarrow import parquet

from simul_agir.study.store.fault import StoreError
from simul_agir.study.store.tables import FOLDERS, mark_of

if TYPE_CHECKING:
    import pandas as pd

    from simul_agir.study.store.store import Store

PENDING = "_pending"
SUFFIX = ".point"
SEAL = hashlib.sha256().digest_size


def read_parts(store: Store, table: str, columns: Sequence[str] | None) -> pd.DataFrame:
    """The rows of a table, part by part. StoreError where there are none, or where a part is not what was written."""
    paths = list(_paths(store, table))
    if not paths:
        raise StoreError("no_table", folder=store.folder, table=table)
    found = [_read(path, columns, store.manifest.identity) for path in paths]
    whole = pa.concat_tables(found, promote_options="permissive").unify_dictionaries()
    frame: pd.DataFrame = whole.to_pandas()
    return frame


def _paths(store: Store, table: str) -> Iterator[Path]:
    """The files of a table in the order of their names. One whose points still wait is left out."""
    waits = None
    for name in sorted(store.journal.parts):
        if table not in store.journal.parts[name].files:
            continue
        path = store.folder / FOLDERS[table] / name
        if path.exists():
            yield path
            continue
        waits = any((store.folder / PENDING).glob(f"*{SUFFIX}")) if waits is None else waits
        if not waits:
            raise StoreError("lacks_part", file=path)


def _read(path: Path, columns: Sequence[str] | None, identity: str) -> pa.Table:
    try:
        found = parquet.read_table(path, columns=columns, partitioning=None)
    except (OSError, ValueError, KeyError, pa.ArrowException) as error:
        raise StoreError("damaged", file=path) from error
    if mark_of(found.schema).get("identity") != identity or set(columns or ()) - set(found.column_names):
        raise StoreError("damaged", file=path)
    return found


def seal_of(identity: str, first: int, place: int, result: bytes) -> bytes:
    """What ties a result that waits to its store, its runs and its place."""
    return hashlib.sha256(f"{identity} {first} {place} ".encode() + result).digest()


def place_of(path: Path) -> tuple[int, int] | None:
    """First run and place of a result that waits, by the name of its file; None for any other file."""
    first, _, place = path.stem.partition("-")
    known = path.suffix == SUFFIX and first.isdecimal() and place.isdecimal() and path.stem.isascii()
    return (int(first), int(place)) if known else None


def is_sealed(path: Path, identity: str) -> bool:
    """Whether a result that waits is as it was written. OSError where it cannot be read."""
    place, whole = place_of(path), path.read_bytes()
    return place is not None and whole[-SEAL:] == seal_of(identity, *place, whole[:-SEAL])
