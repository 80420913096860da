"""What reaches a terminal: no control character, no mark that turns the direction of writing, whatever a file held."""

from __future__ import annotations

import json
import re
import sys
import unicodedata
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from rich.console import Console

_HARMLESS = (
    "\n\t\u00ad\u200b\u200c\u200d\u2060\ufeff"  # line ends, tabs; what joins letters or lets a word break
)
_PLAIN = re.compile(
    r"[ -~\n\t\u00a0-\u00ac\u00ae-\u05ff]*"
)  # quick to know as harmless: ASCII, Latin, Greek, Cyrillic
_CATEGORIES = ("Cc", "Cf", "Zl", "Zp")


def clean(text: str) -> str:
    r"""A text with each such character written out, as \u001b: so too in the strings of JSON."""
    if _PLAIN.fullmatch(text):
        return text
    return "".join(each if _is_harmless(each) else json.dumps(each)[1:-1] for each in text)


def _is_harmless(sign: str) -> bool:
    return sign in _HARMLESS or unicodedata.category(sign) not in _CATEGORIES


class CleanStream:
    """A stream of text that writes out what could command a terminal. `raw`: the stream itself."""

    def __init__(self, raw: Any) -> None:
        self.raw = raw

    def write(self, text: str) -> int:
        """Write a text, cleaned."""
        if not isinstance(text, str):
            raise TypeError(f"a text is written here, not {type(text).__name__}")
        written: int = self.raw.write(clean(text))
        return written

    def writelines(self, lines: Iterator[str]) -> None:
        """Write lines, cleaned."""
        for line in lines:
            self.write(line)

    def __getattr__(self, name: str) -> Any:
        return getattr(self.raw, name)


@contextmanager
def clean_streams() -> Iterator[None]:
    """All that is printed goes through CleanStream."""
    before = sys.stdout, sys.stderr
    mine: Any = tuple(each if isinstance(each, CleanStream) else CleanStream(each) for each in before)
    sys.stdout, sys.stderr = mine
    try:
        yield
    finally:
        if (sys.stdout, sys.stderr) == mine:
            sys.stdout, sys.stderr = before


def console_on(stream: Any, **settings: Any) -> Console:
    """A console of rich's on a stream: its own commands to the terminal pass, those in a text do not."""
    from rich.console import Console
    from rich.segment import Segment

    class CleanConsole(Console):
        def _render_buffer(self, buffer: Any) -> str:
            mine = [each if each.control else Segment(clean(each.text), each.style) for each in buffer]
            return super()._render_buffer(mine)

    return CleanConsole(file=getattr(stream, "raw", stream), **settings)
