"""Parses TOML with limits on nesting and on the length of numbers."""

from __future__ import annotations

import re
import tomllib
from typing import Any

from simul_agir.scenario.faults import Faults
from simul_agir.scenario.toml.syntax import tell_broken

DEEPEST = 32  # parts of a dotted key, and tables or lists in one another
LARGEST = 10**40  # a larger integer is outside every range, and is replaced by this

TOKEN = re.compile(
    r"""(?P<remark>\#[^\n]*)
    |(?P<long>\"\"\"(?:[^\\"]|\\.|"(?!""))*+(?:\"\"\")?+|'''(?:[^']|'(?!''))*+(?:''')?+)
    |(?P<part>"(?:[^"\\\n]|\\.)*+"?+|'[^'\n]*+'?+|[A-Za-z0-9_+-]++)
    |(?P<dot>\.)|(?P<space>[ \t]++)|(?P<open>[\[{])|(?P<close>[\]}])|(?P<other>.)""",
    re.VERBOSE | re.DOTALL,
)


def read_toml(text: str, label: str, faults: Faults) -> dict[str, Any] | None:
    """The content of a TOML text; None, with the fault reported, if it is invalid or nested too deeply."""
    deep = line_too_deep(text)
    if deep is not None:
        faults.add(label, deep, "", None, "deep", most=DEEPEST)
        return None
    try:
        found: dict[str, Any] = _bounded(tomllib.loads(text))
    except RecursionError:
        faults.add(label, None, "", None, "deep", most=DEEPEST)
    except (tomllib.TOMLDecodeError, ValueError, OverflowError) as error:
        tell_broken(error, text, label, faults)
    else:
        return found
    return None


def line_too_deep(text: str) -> int | None:
    """The first line with too many parts in a key, or with tables and lists nested too deeply; None if there is none."""
    parts = depth = 0
    for found in TOKEN.finditer(text):
        sort = found.lastgroup
        if sort == "dot":
            parts += 1
        elif sort == "open":
            depth += 1
        elif sort == "close":
            depth = max(0, depth - 1)
        if sort not in ("dot", "part", "space"):
            parts = 0
        if parts >= DEEPEST or depth > DEEPEST:
            return text.count("\n", 0, found.start()) + 1
    return None


def _bounded(value: Any) -> Any:
    """The same content, with every integer clipped to what computations accept."""
    if isinstance(value, dict):
        return {name: _bounded(each) for name, each in value.items()}
    if isinstance(value, list):
        return [_bounded(each) for each in value]
    if isinstance(value, int) and not isinstance(value, bool) and not -LARGEST <= value <= LARGEST:
        return LARGEST if value > 0 else -LARGEST
    return value
