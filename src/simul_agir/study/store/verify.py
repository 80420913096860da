"""Whether a store is what it says: every part read again and compared with the journal."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import pyarrow as pa
import pyarrow.compute as pc
from pyarrow import parquet

from simul_agir.study.store.disk import checksum
from simul_agir.study.store.journal import Written
from simul_agir.study.store.manifest import is_verbatim
from simul_agir.study.store.parts import PENDING, SUFFIX, is_sealed
from simul_agir.study.store.tables import FOLDERS, TABLES, mark_of

if TYPE_CHECKING:
    from pathlib import Path

    from simul_agir.study.store.store import Store


@dataclass(frozen=True)
class Finding:
    """Something that is not as it should be: a file, and what is wrong (a key of the catalogue under `store`)."""

    file: str
    what: str


@dataclass(frozen=True)
class Verified:
    """What verifying came to. parts: written, of all there are to be. waiting: points lived whose part is not full."""

    parts: int
    of: int
    rows: int
    waiting: int
    findings: tuple[Finding, ...]

    @property
    def sound(self) -> bool:
        """Whether everything that is there is as it was written."""
        return not self.findings


def progress_of(store: Store) -> tuple[int, int]:
    """Parts written, and parts there are to be."""
    manifest = store.manifest
    rounds, first = 0, 0
    for extent in manifest.extents:
        rounds += -(-(extent - first) // manifest.chunk)
        first = extent
    return len(store.journal.parts), rounds * -(-manifest.points // manifest.part)


def verify(store: Store) -> Verified:
    """Read every part of a store, and every other file that would be read with it."""
    findings = [Finding("_journal.jsonl", "journal")] * bool(store.journal.broken)
    findings += [Finding("_manifest.json", "manifest_bits")] * (not is_verbatim(store.folder))
    rows = 0
    for name in sorted(store.journal.parts):
        written = store.journal.parts[name]
        findings += _examined(store, written)
        rows += written.rows
    findings += _copies(store)
    findings += _foreign(store)
    pending = store.folder / PENDING
    waits = [path for path in pending.iterdir() if path.suffix == SUFFIX] if pending.is_dir() else []
    findings += _waiting(store, waits)
    return Verified(*progress_of(store), rows, len(waits), tuple(findings))


def _examined(store: Store, written: Written) -> list[Finding]:
    """What is wrong with a part."""
    found = []
    for table, stored in written.files.items():
        path = store.folder / FOLDERS[table] / written.part
        what = ""
        if not path.exists():
            what = "missing"
        elif path.stat().st_size != stored["bytes"]:
            what = "truncated" if path.stat().st_size < stored["bytes"] else "changed"
        elif checksum(path) != stored["sha256"]:
            what = "changed"
        else:
            what = _read(store, path, int(stored["rows"]), ends=table == TABLES[0])
        if what:
            found.append(Finding(path.relative_to(store.folder).as_posix(), what))
    return found


def _copies(store: Store) -> list[Finding]:
    """What is wrong with the copies of the study, its scenarios and its points."""
    found = []
    for name, stored in store.manifest.copies.items():
        path = store.folder / name
        if not path.exists():
            found.append(Finding(name, "no_copy"))
        elif checksum(path) != stored:
            found.append(Finding(name, "other_copy"))
    return found


def _read(store: Store, path: Path, rows: int, ends: bool) -> str:
    """What is wrong with the content of a part; nothing where all is well."""
    try:
        table = parquet.read_table(path, partitioning=None)
    except (OSError, pa.ArrowException):
        return "unreadable"
    if mark_of(table.schema).get("identity") != store.manifest.identity:
        return "other_store"
    if table.num_rows != rows:
        return "changed"
    if ends and rows:
        keys = table.select(["point", "stance", "run"])
        if keys.group_by(["point", "stance", "run"]).aggregate([]).num_rows != rows:
            return "doubled"
        highest = pc.max(table["point"]).as_py()
        if highest >= store.manifest.points:
            return "other_store"
    return ""


def _foreign(store: Store) -> list[Finding]:
    """Tables that lie in the folder, at any depth, and are none of the store's."""
    parts = store.journal.parts.values()
    known = {store.folder / FOLDERS[table] / part.part for part in parts for table in part.files}
    known |= {store.folder / name for name in store.manifest.copies}
    found = [path for path in sorted(store.folder.rglob("*.parquet")) if path not in known]
    return [Finding(path.relative_to(store.folder).as_posix(), "foreign_file") for path in found]


def _waiting(store: Store, waits: list[Path]) -> list[Finding]:
    """Results that wait and are not as they were written."""
    changed = [path for path in sorted(waits) if not is_sealed(path, store.manifest.identity)]
    return [Finding(path.relative_to(store.folder).as_posix(), "waits_changed") for path in changed]
