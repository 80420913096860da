"""One's own table, as it comes from a browser: bounded, tried in a process that can be ended, kept until the page stops."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from pathlib import Path, PurePath

from simul_agir.locale import words
from simul_agir.page.asked import AskedError
from simul_agir.scenario import Scenario, ScenarioError

MOST_BYTES = 16 << 20  # of a file
MOST_TABLES = 20  # kept at once
MOST_SECONDS = 60  # to read one
MOST_MEMORY = 2 << 30  # bytes of the process that reads
MOST_TOLD = 40  # faults
FORMS = (".csv", ".tsv", ".xlsx", ".ods")
_TRY = "import sys; sys.path[:0] = sys.argv[2:]; from simul_agir.page.uploads import main; main(sys.argv[1])"


class Refused(Exception):  # noqa: N818 - it is told, not raised through
    """What is wrong with a table, line by line, in words."""

    def __init__(self, lines: list[str]) -> None:
        super().__init__(lines[0] if lines else "")
        self.lines = lines


def plain_name(name: str) -> str:
    """What is shown of a file's name: its last part, without signs that command anything, and not long."""
    last = PurePath(name.replace("\\", "/")).name
    shown = "".join(sign for sign in last if sign.isprintable())
    return shown[-60:] or "table"


def territory_of(name: str, content: bytes, lang: str) -> Scenario:
    """The territory of a table of actors. Raises Refused with what is to mend.

    The table is first read in a process of limited time and memory; only what was read there to the end is read here.
    """
    form = PurePath(name).suffix.lower()
    shown = plain_name(name)
    if not content.strip():
        raise Refused([AskedError("nothing").text(lang)])
    if form not in FORMS:
        raise Refused([AskedError("not_read", name=shown).text(lang)])
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder) / "own"
        home.mkdir()
        (home / f"actors{form}").write_bytes(content)
        title = PurePath(shown).stem.replace('"', "").replace("\\", "")
        (home / "scenario.toml").write_text(f'title = "{title}"\n', encoding="utf-8")
        _try(home, shown, lang)
        try:
            return Scenario.load(home)
        except ScenarioError as error:
            raise Refused(_lines(error, lang, home)) from error


def _try(home: Path, shown: str, lang: str) -> None:
    """Reads the folder in a process of its own. Raises Refused where that ends badly or too late."""
    paths = [path for path in sys.path if path]
    command = [sys.executable, "-c", _TRY, str(home), *paths]
    try:
        done = subprocess.run(command, capture_output=True, timeout=MOST_SECONDS, check=False)
    except subprocess.TimeoutExpired as late:
        raise Refused([AskedError("too_long", name=shown, seconds=MOST_SECONDS).text(lang)]) from late
    if done.returncode != 0:
        raise Refused([AskedError("not_read", name=shown).text(lang)])


def main(home: str) -> None:
    """In the process apart: read the folder; faults of the table are no failure of the process."""
    if os.name == "posix":
        import resource

        resource.setrlimit(resource.RLIMIT_CPU, (MOST_SECONDS, MOST_SECONDS))
        resource.setrlimit(resource.RLIMIT_AS, (MOST_MEMORY, MOST_MEMORY))
    try:
        Scenario.load(home)
    except ScenarioError:
        return


def _lines(error: ScenarioError, lang: str, home: Path) -> list[str]:
    """The faults in words, the folder left out."""
    text = error.text(lang).replace(f"{home}{os.sep}", "")
    lines = [line for line in text.splitlines() if line.strip()]
    if len(lines) > MOST_TOLD:
        lines = [*lines[:MOST_TOLD], words(lang)("page.more_faults", n=len(lines) - MOST_TOLD)]
    return lines
