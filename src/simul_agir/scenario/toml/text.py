"""Reads texts of a scenario's files: within size limits, with a certain encoding, without binary content."""

from __future__ import annotations

import unicodedata
from pathlib import Path

from simul_agir.scenario.faults import Faults
from simul_agir.sheets import encoding
from simul_agir.sheets.book import MOST_BYTES, Unreadable

MOST_TOML = 1 << 20
MOST_TABLE = MOST_BYTES
DIRECTIONS = frozenset(
    "\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
)  # they reorder what stands around


def is_plain(text: str) -> bool:
    """Whether a text is on one line: no control characters; any spaces are allowed, those of French included."""
    return not DIRECTIONS & set(text) and all(
        sign.isprintable() or unicodedata.category(sign) in ("Zs", "Cf") for sign in text
    )


def read_bytes(path: Path, label: str, most: int, faults: Faults) -> bytes | None:
    """The content of a file; None, with the fault reported, if it is unreadable, empty or too large."""
    try:
        if not path.is_file():
            faults.add(label, None, "", None, "ordinary")
            return None
        with path.open("rb") as stream:
            content = stream.read(most + 1)
    except (OSError, ValueError) as error:
        found = (
            None
            if isinstance(error, PermissionError)
            else getattr(error, "strerror", None) or type(error).__name__
        )
        faults.add(label, None, "", found, "permission")
        return None
    if len(content) > most:
        faults.add(label, None, "", None, "size_file", most=most >> 20)
        return None
    if not content.strip():
        faults.add(label, None, "", None, "not_empty")
        return None
    return content


def decode(content: bytes, label: str, faults: Faults) -> str | None:
    """Text in UTF-8, UTF-16 or the code page of Windows, Mac or DOS, with line ends normalised.

    None, with the fault reported, for binary content and if no encoding is certain.
    """
    try:
        return encoding.decode(content)[0]
    except Unreadable as reason:
        faults.add(label, reason.line, reason.field, reason.value, reason.rule, None, **reason.blanks)
        return None
