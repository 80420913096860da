"""What was done to a store, line by line, only ever added to: sessions, parts, points that failed.

Every line ends with its own checksum, so that one that was changed is told from one that was written.
"""

from __future__ import annotations

import hashlib
import json
import os
import platform
import re
import threading
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime
from importlib import metadata
from pathlib import Path
from typing import Any

from simul_agir.processors import processors
from simul_agir.study.provenance import provenance
from simul_agir.study.store.disk import settle

FILE = "_journal.jsonl"
CHECKED = re.compile(r', "check": "([0-9a-f]{16})"\}')
PACKAGES = ("llvmlite", "mesa", "networkx", "pandas", "pyarrow", "pydantic", "scipy")


@dataclass(frozen=True)
class Failed:
    """A point that could not be simulated, from which run on, and why, in English and in French."""

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
    broken: list[int] = field(default_factory=list)  # lines not as written, but for a last one cut short


def read_journal(folder: Path) -> Journal:
    """The journal of a store; one that is missing is empty. A last line that was cut short is left out."""
    found = Journal()
    try:
        content = (folder / FILE).read_bytes()
    except FileNotFoundError:
        return found
    lines = content.decode("utf-8", errors="replace").split("\n")
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        try:
            _take(found, _read(line))
        except (ValueError, KeyError, TypeError, AttributeError, IndexError):
            if number < len(lines) or _holds_a_whole(line):
                found.broken.append(number)
    return found


def _holds_a_whole(line: str) -> bool:
    """Whether a last line without an end is more than a line that was cut short: its end was changed."""
    try:
        _read(line[:-1])
    except (ValueError, KeyError, TypeError):
        return False
    return True


def _written(what: str, data: Mapping[str, Any]) -> str:
    """A line, with its checksum."""
    line = json.dumps({"what": what, **data}, ensure_ascii=False, allow_nan=False)
    return f'{line[:-1]}, "check": "{_check(line)}"}}'


def _read(line: str) -> dict[str, Any]:
    """What a line says. ValueError where it is not as it was written."""
    end = line.rfind(', "check": "')
    found, plain = CHECKED.fullmatch(line, max(0, end)), f"{line[:end]}}}"
    if found is None or found[1] != _check(plain):
        raise ValueError(line[:40])
    data: dict[str, Any] = json.loads(plain)
    return data


def _check(line: str) -> str:
    return hashlib.sha256(line.encode()).hexdigest()[:16]


def _take(journal: Journal, data: Mapping[str, Any]) -> None:
    """One line."""
    what = data["what"]
    if what == "part":
        name, failed = data["part"], tuple(Failed(**each) for each in data["failed"])
        if name in journal.parts:
            journal.before.setdefault(name, []).append(journal.parts[name])
        journal.parts[name] = Written(name, data["files"], failed)
    elif what == "begin":
        journal.sessions.append({key: value for key, value in data.items() if key != "what"})
    elif what == "end":
        journal.sessions[-1] |= {key: value for key, value in data.items() if key != "what"}


class JournalWriter:
    """Adds lines to a journal; each is on the disk before `write` returns, or is not there at all."""

    def __init__(self, folder: Path) -> None:
        self._lock = threading.Lock()
        self._stream = (folder / FILE).open("a+b", buffering=0)
        self._stream.seek(0)
        whole = self._stream.read()
        self._back_to(whole.rfind(b"\n") + 1)  # a line that was cut short by the end of its process
        settle(folder)

    def write(self, what: str, **data: Any) -> None:
        """Add a line. OSError where the disk refuses; what it took of the line is taken back."""
        line = _written(what, data).encode() + b"\n"
        with self._lock:
            before = self._stream.seek(0, os.SEEK_END)
            try:
                done = 0
                while done < len(line):
                    done += self._stream.write(line[done:])
                os.fsync(self._stream.fileno())
            except OSError:
                with suppress(OSError):
                    self._back_to(before)
                raise

    def _back_to(self, size: int) -> None:
        if self._stream.seek(0, os.SEEK_END) > size:
            self._stream.truncate(size)

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
        "processors": processors(),
        **made,
        "system": platform.platform(),
        "packages": {name: metadata.version(name) for name in PACKAGES},
    }


def now() -> str:
    """The time, to the second."""
    return datetime.now(UTC).isoformat(timespec="seconds")
