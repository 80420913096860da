"""Tables of one's own, from a browser: bounded, understood in a process that can be ended, kept until the end."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path, PurePath
from typing import Any

from simul_agir.page.asked import AskedError
from simul_agir.scenario import Scenario, ScenarioError
from simul_agir.scenario.importing import import_tables

MOST_BYTES = 16 << 20  # of all files of one upload
MOST_FILES = 6
MOST_HEAD = 1 << 14  # bytes that say which files there are
MOST_TABLES = 20  # territories kept at once
MOST_SECONDS = 60  # to understand them
MOST_MEMORY = 2 << 30  # bytes of the process that does
MOST_TOLD = 60  # lines
TOLD, WRITTEN = "told.json", "own"
_CHILD = (
    "import sys; sys.path[:0] = sys.argv[3:]; from simul_agir.page.uploads import main; main(*sys.argv[1:3])"
)


class Refused(Exception):  # noqa: N818 - it is told, not raised through
    """What is to mend in the tables, line by line, in words."""

    def __init__(self, lines: list[str]) -> None:
        super().__init__(lines[0] if lines else "")
        self.lines = lines[:MOST_TOLD]


@dataclass(frozen=True)
class Taken:
    """A territory that was understood, and what was understood of each column, in words."""

    scenario: Scenario
    lines: tuple[str, ...]


def plain_name(name: str) -> str:
    """What is kept of a file's name: its last part, without signs that command anything, and not long."""
    last = PurePath(name.replace("\\", "/")).name
    shown = "".join(sign for sign in last if sign.isprintable() and sign not in '<>:"|?*')
    return shown[-60:] or "table"


def files_of(body: bytes, lang: str) -> list[tuple[str, bytes]]:
    """The files of an upload: length of the head (32 bits, little-endian), names and sizes in JSON, then the files."""
    length = int.from_bytes(body[:4], "little")
    fault = Refused([AskedError("not_read", name="upload").text(lang)])
    if not 2 <= length <= MOST_HEAD or len(body) < 4 + length:
        raise fault
    try:
        head = json.loads(body[4 : 4 + length])
        wanted = [(plain_name(str(each["name"])), int(each["size"])) for each in head]
    except (ValueError, TypeError, KeyError, RecursionError) as error:
        raise fault from error
    sizes = [size for _, size in wanted]
    if not 1 <= len(wanted) <= MOST_FILES or min(sizes) < 0 or sum(sizes) != len(body) - 4 - length:
        raise fault
    found, start = [], 4 + length
    for name, size in wanted:
        found.append((name, body[start : start + size]))
        start += size
    return found


def territory_of(files: list[tuple[str, bytes]], lang: str) -> Taken:
    """The territory of some tables. Raises Refused with what is to mend.

    They are parsed in a process of limited time and memory, which writes plain tables; only those are read here.
    """
    shown = ", ".join(name for name, _ in files)
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder)
        inside = home / "in"
        inside.mkdir()
        for place, (_, content) in enumerate(files):
            (inside / str(place)).write_bytes(content)
        (inside / "names.json").write_text(json.dumps([name for name, _ in files]), encoding="utf-8")
        told = _understand(home, shown, lang)
        if told["faults"]:
            raise Refused([str(line) for line in told["faults"]])
        try:
            scenario = Scenario.load(home / WRITTEN)
        except ScenarioError as error:
            raise Refused(error.text(lang).replace(f"{home}{os.sep}", "").splitlines()) from error
    return Taken(scenario, tuple(str(line) for line in told["lines"]))


def _understand(home: Path, shown: str, lang: str) -> dict[str, Any]:
    """What the process apart understood. Raises Refused where it ends badly or too late."""
    paths = [path for path in sys.path if path]
    command = [sys.executable, "-c", _CHILD, str(home), lang, *paths]
    try:
        done = subprocess.run(command, capture_output=True, timeout=MOST_SECONDS, check=False)
    except subprocess.TimeoutExpired as late:
        raise Refused([AskedError("too_long", name=shown, seconds=MOST_SECONDS).text(lang)]) from late
    if done.returncode != 0 or not (home / TOLD).is_file():
        raise Refused([AskedError("not_read", name=shown).text(lang)])
    found: dict[str, Any] = json.loads((home / TOLD).read_text(encoding="utf-8"))
    return found


def main(home: str, lang: str) -> None:
    """In the process apart: understand the tables, write the territory where nothing is to mend, say what was understood."""
    if os.name == "posix":
        import resource

        resource.setrlimit(resource.RLIMIT_CPU, (MOST_SECONDS, MOST_SECONDS))
        resource.setrlimit(resource.RLIMIT_AS, (MOST_MEMORY, MOST_MEMORY))
    inside = Path(home) / "in"
    names = json.loads((inside / "names.json").read_text(encoding="utf-8"))
    files = [(name, (inside / str(place)).read_bytes()) for place, name in enumerate(names)]
    lines: list[str] = []
    faults: list[str] = []
    try:
        found = import_tables(files)
        lines = found.text(lang).splitlines()
        if found.ready:
            found.write(Path(home) / WRITTEN, lang)
        else:
            faults = [each.text(lang) for each in found.mends]
            faults += [each.text(lang) for each in found.questions if not each.usual]
            faults = faults or lines
    except ScenarioError as error:
        faults = error.text(lang).splitlines()
    told = {"lines": lines, "faults": faults[:MOST_TOLD]}
    (Path(home) / TOLD).write_text(json.dumps(told, ensure_ascii=False), encoding="utf-8")
