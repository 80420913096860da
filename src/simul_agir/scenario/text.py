"""From bytes to text: what French and other spreadsheets save, within bounds, and nothing binary."""

from __future__ import annotations

import re
import unicodedata
from pathlib import Path

from .faults import Faults

MOST_TOML = 1 << 20
MOST_TABLE = 16 << 20
DIRECTIONS = frozenset(
    "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
)  # they reorder what stands around
UTF_16 = (b"\xff\xfe", b"\xfe\xff")
BINARY = re.compile(r"[\x00-\x08\x0b-\x1f\x7f]")


def is_plain(text: str) -> bool:
    """Whether a text stands on one line: without control characters, but with any space, those of French included."""
    return not DIRECTIONS & set(text) and all(
        sign.isprintable() or unicodedata.category(sign) in ("Zs", "Cf") for sign in text
    )


def read_bytes(path: Path, label: str, most: int, faults: Faults) -> bytes | None:
    """The content of a file, or None with the fault noted: unreadable, empty or too large."""
    try:
        if not path.is_file():
            faults.add(label, None, "", None, "ordinary")
            return None
        with path.open("rb") as stream:
            content = stream.read(most + 1)
    except OSError as error:
        found = None if isinstance(error, PermissionError) else error.strerror or type(error).__name__
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
    """Text in UTF-8 (with or without BOM), UTF-16 with BOM, or the Windows or Latin-1 code page, line ends made plain.

    None, with the fault noted, for binary content.
    """
    try:
        text = content.decode("utf-16" if content.startswith(UTF_16) else "utf-8-sig")
    except UnicodeDecodeError:
        text = _western(content)
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    binary = BINARY.search(text)
    if binary:
        faults.add(label, text.count("\n", 0, binary.start()) + 1, "", binary.group(), "plain")
        return None
    return text


def _western(content: bytes) -> str:
    try:
        return content.decode("cp1252")
    except UnicodeDecodeError:
        return content.decode("latin-1")
