"""The process that parses spreadsheets and networks: bytes on stdin, what they hold as JSON on stdout."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from typing import Any

from simul_agir.sheets.book import Book, Unreadable

from . import csv_text, gexf, graphml, ods, xlsx

MOST_MEMORY = 768 << 20  # bytes
MOST_SECONDS = 15  # of the processor
READERS: dict[str, Callable[[bytes], Book]] = {
    ".csv": csv_text.read,
    ".tsv": csv_text.read,
    ".xlsx": xlsx.read,
    ".ods": ods.read,
    ".graphml": graphml.read,
    ".gexf": gexf.read,
}


def main() -> None:
    """Reads a line of JSON with the forms and sizes of the files, then the files; writes a line of JSON for each."""
    _limit()
    asked = json.loads(sys.stdin.buffer.readline())
    for form, size in asked:
        data = json.dumps(
            _read_form(form, sys.stdin.buffer.read(size)), ensure_ascii=True, separators=(",", ":")
        )
        sys.stdout.write(data + "\n")
        sys.stdout.flush()


def _read_form(form: str, content: bytes) -> dict[str, Any]:
    """A book, or the reason why there is none."""
    try:
        return {"book": READERS[form](content).to_dict()}
    except Unreadable as reason:
        return {"reason": reason.to_list()}
    except (MemoryError, RecursionError):
        return {"reason": Unreadable("too_large").to_list()}
    except Exception as error:  # a fault of the parser
        return {
            "reason": Unreadable("readable", format=form, why="parser", part=type(error).__name__).to_list()
        }


def _limit() -> None:
    """Bounds memory and time, where the platform has such bounds."""
    try:
        import resource
    except ImportError:
        return
    for name, most in (("RLIMIT_AS", MOST_MEMORY), ("RLIMIT_CPU", MOST_SECONDS), ("RLIMIT_CORE", 0)):
        try:
            which = getattr(resource, name)
            _, hard = resource.getrlimit(which)
            resource.setrlimit(which, (most if hard < 0 else min(most, hard), hard))
        except (OSError, ValueError, AttributeError):
            continue


if __name__ == "__main__":
    main()
