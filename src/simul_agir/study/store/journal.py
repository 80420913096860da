"""What was done to a store, line by line, only ever added to: sessions, parts, points that failed."""

from __future__ import annotations

import json
import os
import platform
import threading
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from importlib import metadata
from pathlib import Path
from typing import Any

from simul_agir.study.provenance import provenance
from simul_agir.study.store.disk import settle

FILE = "_journal.jsonl"
PACKAGES = ("llvmlite", "mesa", "networkx", "pandas", "pyarrow", "pydantic", "scipy")


@dataclass(frozen=True)
class Failed:
    """A point that could not be lived, from which run on, and why, in English and in French."""

    point: int
    first: int
    why: str
    why_fr: str


@dataclass(frozen=True)
class Written:
    """A part: its name, rows, bytes and SHA-256 by table ("ends", "quantiles"...), and the points in it that failed."""

    part: str
    files: Mapping[str, Mapping[str, Any]]
    failed: tuple[Failed, ...] = ()

    @property
    def rows(self) -> int:
        """Rows of the table."""
        return int(self.files.get("ends", {}).get("rows", 0))


@dataclass
class Journal:
    """The journal of a store, read: parts as they were last written, and before that; the sessions in their order."""

    parts: dict[str, Written] = field(default_factory=dict)
    before: dict[str, list[Written]] = field(default_factory=dict)
    sessions: list[dict[str, Any]] = field(default_factory=list)
    broken: list[int] = field(default_factory=list)  # lines that cannot be read, the last excepted


def read_journal(folder: Path) -> Journal:
    """The journal of a store; one that is missing is empty. A last line that was cut short is left out."""
    found = Journal()
    try:
        lines = (folder / FILE).read_text(encoding="utf-8", errors="replace").split("\n")
    except FileNotFoundError:
        return found
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        try:
            said = json.loads(line)
            _take(found, said)
        except (ValueError, KeyError, TypeError, AttributeError):
            if number < len(lines):
                found.broken.append(number)
    return found


def _take(journal: Journal, said: Mapping[str, Any]) -> None:
    """One line."""
    what = said["what"]
    if what == "part":
        name, failed = said["part"], tuple(Failed(**each) for each in said["failed"])
        if name in journal.parts:
            journal.before.setdefault(name, []).append(journal.parts[name])
        journal.parts[name] = Written(name, said["files"], failed)
    elif what == "begin":
        journal.sessions.append({key: value for key, value in said.items() if key != "what"})
    elif what == "end":
        journal.sessions[-1] |= {key: value for key, value in said.items() if key != "what"}


class Scribe:
    """Adds lines to a journal; each is on the disk before `write` returns."""

    def __init__(self, folder: Path) -> None:
        self._lock = threading.Lock()
        self._stream = (folder / FILE).open("a+b")
        self._stream.seek(0, os.SEEK_END)
        if self._stream.tell():
            self._stream.seek(-1, os.SEEK_END)
            if self._stream.read(1) != b"\n":  # a line that was cut short stays one
                self._stream.write(b"\n")
        settle(folder)

    def write(self, what: str, **said: Any) -> None:
        """Add a line."""
        line = json.dumps({"what": what, **said}, ensure_ascii=False, allow_nan=False)
        with self._lock:
            self._stream.write(line.encode() + b"\n")
            self._stream.flush()
            os.fsync(self._stream.fileno())

    def part(self, written: Written) -> None:
        """That a part is written, or is to be put in its place at once."""
        failed = [vars(each) for each in written.failed]
        self.write("part", part=written.part, files=written.files, failed=failed)

    def close(self) -> None:
        """Done."""
        self._stream.close()


def session(command: Sequence[str], executor: str, jobs: int | None) -> dict[str, Any]:
    """Who begins to work, where and with what."""
    made = provenance()
    return {
        "started": made.pop("time"),
        "command": list(command),
        "executor": executor,
        "jobs": jobs,
        "processors": os.cpu_count(),
        **made,
        "system": platform.platform(),
        "packages": {name: metadata.version(name) for name in PACKAGES},
    }


def now() -> str:
    """The time, to the second."""
    return datetime.now(UTC).isoformat(timespec="seconds")
