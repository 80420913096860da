"""Finds the lines of keys in a TOML text, for error messages."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

Path = tuple[str | int, ...]

HEADER = re.compile(r"^\s*(\[\[?)(.+?)\]\]?\s*(#.*)?$")
KEY = re.compile(
    r"""^\s*((?:[A-Za-z0-9_-]+|"[^"]*"|'[^']*')(?:\s*\.\s*(?:[A-Za-z0-9_-]+|"[^"]*"|'[^']*'))*)\s*="""
)
PART = re.compile(r"""[A-Za-z0-9_-]+|"[^"]*"|'[^']*'""")


def lines_of_keys(text: str) -> dict[Path, int]:
    """The line of each table and key; a key of an array of tables has the array's index in its path."""
    found: dict[Path, int] = {}
    counts: dict[Path, int] = {}
    table: Path = ()
    quote, lines = "", text.split("\n")
    for number, line in enumerate(lines, start=1):
        if quote:
            quote = "" if quote in line else quote
            continue
        header = HEADER.match(line)
        key = None if header else KEY.match(line)
        if header:
            table = _table(header.group(2), header.group(1) == "[[", counts)
            found.setdefault(table, number)
        elif key:
            path = (*table, *_parts(key.group(1)))
            found.setdefault(path, number)
            for place, where in enumerate(_items(lines, number, key.end())):
                found.setdefault((*path, place), where)
        quote = _opened(line)
    return found


def line_of(path: Path, lines: Mapping[Path, int]) -> int | None:
    """The line of a path, or of the nearest table or key that contains it; for an array of tables, of the first."""
    for length in range(len(path), 0, -1):
        for found in (path[:length], (*path[:length], 0)):
            if found in lines:
                return lines[found]
    return None


def _items(lines: list[str], number: int, start: int) -> Iterator[int]:
    """The lines on which the items of a list begin, from this character of line `number` on; empty if there is no list."""
    depth, quote, waits = 0, "", False
    for where in range(number, len(lines) + 1):
        line = lines[where - 1]
        for place in range(start if where == number else 0, len(line)):
            sign, escaped = line[place], line[place - 1 : place] == "\\"
            if quote:
                quote = "" if sign == quote and not (escaped and quote == '"') else quote
                continue
            if sign == "#":
                break
            if waits and depth == 1 and sign not in " \t\r,]":
                waits = False
                yield where
            quote = sign if sign in "\"'" else ""
            depth += (sign in "[{") - (sign in "]}")
            waits = waits or (depth == 1 and sign in ",[")
            if depth == 0 and not sign.isspace():
                return


def _table(name: str, repeated: bool, counts: dict[Path, int]) -> Path:
    parts = _parts(name)
    path: Path = ()
    for position, part in enumerate(parts):
        path = (*path, part)
        last = position == len(parts) - 1
        if last and repeated:
            counts[path] = counts.get(path, -1) + 1
        if path in counts:
            path = (*path, counts[path])
    return path


def _parts(name: str) -> tuple[str, ...]:
    return tuple(part.strip("\"'") for part in PART.findall(name))


def _opened(line: str) -> str:
    """The triple quote that a line leaves open, or ""."""
    for quote in ('"""', "'''"):
        if line.count(quote) % 2:
            return quote
    return ""
