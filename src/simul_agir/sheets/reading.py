"""From files to books. Text is parsed here; spreadsheets and networks in a child process, all of them in one."""

from __future__ import annotations

import json
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import PurePath

from simul_agir.sheets.book import MOST_BYTES, MOST_ROWS, Book, Unreadable

from . import csv_text

TEXTS = (".csv", ".tsv")
SPREADSHEETS = (".xlsx", ".ods")
NETWORKS = (".graphml", ".gexf")
FORMS = (*TEXTS, *SPREADSHEETS, *NETWORKS)
MOST_WAIT = 120  # seconds; the child's processor time is bounded far below
START = "import sys; sys.path[:0] = sys.argv[1:]; from simul_agir.sheets.child import main; main()"


@dataclass(frozen=True)
class Source:
    """A file to read: its name, which tells its form, and its bytes.

    encoding: of a text; by default as recognised. most: rows of a text, after which nothing is read.
    """

    name: str
    content: bytes
    encoding: str = ""
    most: int = MOST_ROWS

    @property
    def form(self) -> str:
        """The ending of the name, in small letters."""
        return PurePath(self.name).suffix.lower()


def read_books(sources: Sequence[Source]) -> list[Book | Unreadable]:
    """Each file as a book, or the reason why it cannot be read.

    CSV is parsed in this process: the parser is Python's own, keeps one row at a time and cannot fail but by an exception.
    """
    found: list[Book | Unreadable] = [_checked(each) for each in sources]
    apart = [place for place, each in enumerate(found) if isinstance(each, Book) and each.form == ""]
    for place, result in zip(apart, _in_child([sources[place] for place in apart]), strict=True):
        found[place] = result
    return found


def _checked(source: Source) -> Book | Unreadable:
    """The book of a text; of another file, an empty one to be filled; or why it is not even tried."""
    if source.form not in FORMS:
        return Unreadable("table_form", None, "", source.form or None, names=", ".join(FORMS))
    if len(source.content) > MOST_BYTES:
        return Unreadable("size_file", most=MOST_BYTES >> 20)
    if not source.content.strip():
        return Unreadable("not_empty")
    if source.form not in TEXTS:
        return Book("")
    try:
        return csv_text.read(source.content, source.encoding, source.most)
    except Unreadable as reason:
        return reason
    except MemoryError:
        return Unreadable("too_large")


def _in_child(sources: Sequence[Source]) -> list[Book | Unreadable]:
    """The books of files that are parsed apart. A child that ends before its time has failed at the file it was reading."""
    if not sources:
        return []
    asked = json.dumps([[each.form, len(each.content)] for each in sources]).encode() + b"\n"
    data = _talk(asked + b"".join(each.content for each in sources))
    books = [_of_line(line) for line in data.splitlines()[: len(sources)]]
    if len(books) < len(sources):
        failed = sources[len(books)]
        books.append(Unreadable("parser_failed", format=failed.form))
        books += _in_child(sources[len(books) :])
    return books


def _of_line(line: bytes) -> Book | Unreadable:
    try:
        data = json.loads(line)
        return Book.from_dict(data["book"]) if "book" in data else Unreadable.from_list(data["reason"])
    except (ValueError, KeyError, TypeError):
        return Unreadable("parser_failed", format="")


def _talk(said: bytes) -> bytes:
    """What the child answers; what it wrote before it was ended, if it was."""
    import subprocess

    roots = [str(PurePath(__file__).parents[2])]
    command = [sys.executable, "-I", "-S", "-c", START, *roots]
    try:
        done = subprocess.run(command, input=said, capture_output=True, timeout=MOST_WAIT, check=False)
    except subprocess.TimeoutExpired as late:
        return late.stdout or b""
    except OSError as error:
        raise Unreadable("parser_failed", format="") from error
    return done.stdout
