"""Who keeps what was simulated: point by point at once, part by part once a part is full. Nothing lost, nothing doubled."""

from __future__ import annotations

import threading
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc
from pyarrow import parquet

from simul_agir.study.store.disk import PARTIAL, checksum, settle, sha256, spoken, write_whole
from simul_agir.study.store.fault import StoreError
from simul_agir.study.store.journal import Failed, Journal, JournalWriter, Written
from simul_agir.study.store.manifest import Manifest
from simul_agir.study.store.parts import PENDING, SEAL, place_of, seal_of
from simul_agir.study.store.schedule import Block, Schedule, Task
from simul_agir.study.store.tables import ENDS, FOLDERS, TABLES, Tables, as_parquet, joined, mark_of, unpacked


@dataclass
class Open:
    """A part that is not full yet: places whose results wait, and those that failed."""

    block: Block
    waiting: set[int] = field(default_factory=set)
    failed: dict[int, Failed] = field(default_factory=dict)
    written: set[int] = field(default_factory=set)  # places that stand in the part as it was written before

    @property
    def full(self) -> bool:
        """Whether nothing is missing but what failed."""
        return len(self.waiting | set(self.failed) | self.written) == self.block.high - self.block.low


class ResultWriter:
    """The store's own hands, in the process that asked. `take` may be called from many threads."""

    def __init__(
        self,
        folder: Path,
        manifest: Manifest,
        schedule: Schedule,
        schemas: Mapping[str, pa.Schema],
        journal: Journal,
        journal_writer: JournalWriter,
    ) -> None:
        self.folder, self.manifest, self.schedule = folder, manifest, schedule
        self.lived = 0  # tasks, in this session
        self._schemas, self._scribe, self._lock = schemas, journal_writer, threading.Lock()
        self._open: dict[str, Open] = {}
        self._done = self._standing(journal)

    @property
    def remaining(self) -> int:
        """Tasks still to be done when the session began."""
        return len(self.schedule) - self._done

    def tasks(self) -> Iterator[int]:
        """The numbers of the tasks still to be done."""
        for block in self.schedule.blocks():
            part = self._open.get(block.name)
            if part is not None:
                for number, place in zip(
                    self.schedule.numbers_of(block), range(block.low, block.high), strict=True
                ):
                    if place not in part.waiting and place not in part.written:
                        yield number

    def take(self, task: Task, result: bytes | Failed) -> None:
        """Keep what a task came to. Raises StoreError where the disk refuses."""
        block = self.schedule.block_of(task)
        if isinstance(result, bytes):
            with spoken(self.folder):
                sealed = result + self._seal(task.first, task.place, result)
                write_whole(self._pending(task.first, task.place), sealed, durable=False)
        with self._lock:
            part = self._open[block.name]
            if isinstance(result, Failed):
                part.failed[task.place] = result
            else:
                part.waiting.add(task.place)
                part.failed.pop(task.place, None)
            self.lived += 1
            full = part.full
        if full:
            self._close(part)

    def _begun(self, block: Block, waiting: Iterable[int], journal: Journal) -> Open:
        """A part as it stands: what is written, and which results wait."""
        part = Open(block, waiting={place for place in waiting if block.low <= place < block.high})
        part.written = self._written(block, journal)
        return part

    def _standing(self, journal: Journal) -> int:
        """What stands already: full parts, and results that wait. Gives the number of tasks that need not be done."""
        waiting = self._waiting()
        done = 0
        for block in self.schedule.blocks():
            part = self._begun(block, waiting.get(block.first, ()), journal)
            if len(part.written) == block.high - block.low:
                done += len(part.written)
                self._forget(block)
                continue
            done += len(part.waiting | part.written)
            self._open[block.name] = part
            if part.full:
                self._close(part)
        self._refuse_foreign(journal)
        return done

    def _point(self, place: int) -> int:
        return int(self.schedule.order[place])

    def _waiting(self) -> dict[int, set[int]]:
        """Places whose results wait, by first run; what was cut short or is another's is thrown away."""
        found: dict[int, set[int]] = {}
        for path in sorted((self.folder / PENDING).iterdir()):
            waits = place_of(path)
            if path.name.startswith(PARTIAL) or waits is None:
                with suppress(OSError):
                    path.unlink()
            elif self._tables(path, *waits) is None:
                path.unlink()
            else:
                found.setdefault(waits[0], set()).add(waits[1])
        return found

    def _written(self, block: Block, journal: Journal) -> set[int]:
        """Places that stand in a part's files. StoreError where they are not those that the journal tells of."""
        data = journal.parts.get(block.name)
        if data is None or not all(self._path(table, block).exists() for table in data.files):
            return set()
        places = range(block.low, block.high)
        others = [table for table, file in data.files.items() if not _same(self._path(table, block), file)]
        if not others:
            failed = {each.point for each in data.failed}
            return {place for place in places if self._point(place) not in failed}
        for table in others:
            path = self._path(table, block)
            lines = journal.before.get(block.name, ())
            if not any(_same(path, line.files[table]) for line in lines if table in line.files):
                raise StoreError("damaged", file=path)
        # The work ended while a part that had failures was to be replaced: those that were not in it wait.
        ends = parquet.read_table(self._path(ENDS, block), columns=["point"], partitioning=None)
        held = set(ends["point"].to_pylist())
        return {place for place in places if self._point(place) in held}

    def _path(self, table: str, block: Block) -> Path:
        return self.folder / FOLDERS[table] / block.name

    def _refuse_foreign(self, journal: Journal) -> None:
        """StoreError where a file would be read with the table that is none of it."""
        known = {block.name for block in self.schedule.blocks()}
        for path in sorted(self.folder.glob("*.parquet")):
            if path.name not in known or (path.name not in journal.parts and not self._own(path)):
                raise StoreError("foreign_part", file=path)

    def _own(self, path: Path) -> bool:
        """Whether a file that the journal does not know is a part of this store all the same."""
        try:
            return bool(mark_of(parquet.read_schema(path)).get("identity") == self.manifest.identity)
        except (OSError, pa.ArrowException):
            return False

    def _close(self, part: Open) -> None:
        """Write a part whole: journal first, then its files, then what waited is thrown away."""
        block = part.block
        with spoken(self.folder):
            before = self._before(part)
            tables = joined(self._pieces(part, before), self._schemas)
            failed = tuple(part.failed[place] for place in sorted(part.failed))
            mark = {"identity": self.manifest.identity, "part": block.name}
            files = {name: as_parquet(table, mark) for name, table in tables.items()}
            if failed and not tables["ends"].num_rows:
                files = {}
            data = {
                name: {"rows": tables[name].num_rows, "bytes": len(content), "sha256": sha256(content)}
                for name, content in files.items()
            }
            self._scribe.part(Written(block.name, data, failed))
            for name in reversed(TABLES):  # the table itself last
                if name in files:
                    write_whole(self._path(name, block), files[name])
            self._forget(block)
        with self._lock:
            part.written, part.waiting = part.written | part.waiting, set()
            if not failed:
                del self._open[block.name]

    def _before(self, part: Open) -> Tables:
        """The tables of a part as they were written before."""
        if not part.written:
            return {}
        return {
            name: parquet.read_table(self._path(name, part.block), partitioning=None)
            for name in self._schemas
        }

    def _pieces(self, part: Open, before: Tables) -> Iterator[Tables]:
        """The tables of every place of a part in order, those that failed left out."""
        for place in range(part.block.low, part.block.high):
            if place in part.waiting:
                found = self._tables(self._pending(part.block.first, place), part.block.first, place)
                if found is None:  # changed while this sweep was at work
                    raise StoreError("damaged", file=self._pending(part.block.first, place))
                yield found
            elif place in part.written:
                yield {
                    name: table.filter(pc.equal(table["point"], self._point(place)))
                    for name, table in before.items()
                }

    def _pending(self, first: int, place: int) -> Path:
        return self.folder / PENDING / f"{first:06d}-{place:06d}.point"

    def _seal(self, first: int, place: int, result: bytes) -> bytes:
        """What ties a result that waits to its store, its runs and its place."""
        return seal_of(self.manifest.identity, first, place, result)

    def _tables(self, path: Path, first: int, place: int) -> Tables | None:
        """What waits in a file; None where that is not what this store wrote there."""
        sealed = path.read_bytes()
        result, seal = sealed[:-SEAL], sealed[-SEAL:]
        return unpacked(result) if seal == self._seal(first, place, result) else None

    def _forget(self, block: Block) -> None:
        """Throw away what waited for a part that is written."""
        for place in range(block.low, block.high):
            with suppress(FileNotFoundError):
                self._pending(block.first, place).unlink()


def _same(path: Path, data: Mapping[str, Any]) -> bool:
    """Whether a file is the one that the journal tells of."""
    return bool(path.stat().st_size == data["bytes"] and checksum(path) == data["sha256"])


def lay_out(folder: Path, tables: Any) -> None:
    """The folders of a store."""
    for name in (PENDING, "_points", *(FOLDERS[table] for table in tables if FOLDERS[table])):
        (folder / name).mkdir(parents=True, exist_ok=True)
    settle(folder)
