"""What must hold whatever stands in a folder: an answer in words, nothing written, nothing that a terminal obeys."""

import os
import re
import resource
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import pytest

from simul_agir.cli import main
from simul_agir.sheets import child, reading

OBEYED = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")
MOST_SECONDS, MOST_MEMORY = 20, 1 << 30
LONGEST_ANSWER = 2 << 20


def laid(folder: Path, files: dict[str, str], name: str, content: bytes) -> Path:
    """A folder with these files."""
    folder.mkdir(parents=True, exist_ok=True)
    for other, text in files.items():
        (folder / other).write_text(text, encoding="utf-8", newline="")
    (folder / name).write_bytes(content)
    return folder


def here(sources: Sequence[reading.Source]) -> list[object]:
    """What the child would answer, without starting it."""
    return [
        reading._of_line(child.json.dumps(child._read_form(each.form, each.content)).encode())
        for each in sources
    ]


def attempt(folder: Path, lang: str, capsys: pytest.CaptureFixture[str]) -> int:
    """Checks a folder in this process; the exit code."""
    before = sorted(path.name for path in folder.iterdir())
    code = main(["--lang", lang, "check", str(folder)])
    out, err = capsys.readouterr()
    holds(code, out + err)
    assert sorted(path.name for path in folder.iterdir()) == before
    return code


def holds(code: int, told: str) -> None:
    """What must hold of an answer."""
    assert code in (0, 2), told[-2000:]
    assert "Traceback" not in told
    found = OBEYED.search(told)
    assert found is None, repr(told[max(0, found.start() - 80) : found.end() + 20])
    assert len(told) < LONGEST_ANSWER


def attempt_apart(folder: Path) -> int:
    """Checks a folder in a process of its own, and what that takes; the exit code."""
    before = sorted(path.name for path in folder.iterdir())
    start = resource.getrusage(resource.RUSAGE_CHILDREN)
    done = subprocess.run(
        [sys.executable, "-c", f"{MEASURED}", "check", str(folder)],
        capture_output=True,
        text=True,
        errors="replace",
        timeout=300,
        check=False,
        env=os.environ | {"SIMUL_AGIR_LANG": "en"},
    )
    end = resource.getrusage(resource.RUSAGE_CHILDREN)
    *told, measured = done.stderr.rstrip("\n").split("\n")
    holds(done.returncode, done.stdout + "\n".join(told))
    assert int(measured) < MOST_MEMORY >> 10, f"{int(measured) >> 10} MB"
    seconds = end.ru_utime + end.ru_stime - start.ru_utime - start.ru_stime
    assert seconds < MOST_SECONDS, f"{seconds:.0f} s"
    assert sorted(path.name for path in folder.iterdir()) == before
    return done.returncode


MEASURED = """
import resource, sys
from simul_agir.cli import main
code = main(sys.argv[1:])
sys.stdout.flush()
own, below = (resource.getrusage(who).ru_maxrss for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
print(max(own, below), file=sys.stderr)
sys.exit(code)
"""
