"""From a TOML text to what it says, within bounds: how deep, and how long its numbers."""

from __future__ import annotations

import re
import tomllib
from typing import Any

from simul_agir.scenario.faults import Faults
from simul_agir.scenario.toml.syntax import tell_broken

DEEPEST = 32  # parts of a dotted key, and tables or lists in one another
LARGEST = 10**40  # beyond it a whole number is out of every range, and is kept as this

TOKEN = re.compile(
    r"""(?P<remark>\#[^\n]*)
    |(?P<long>\"\"\"(?:[^\\"]|\\.|"(?!""))*+(?:\"\"\")?+|'''(?:[^']|'(?!''))*+(?:''')?+)
    |(?P<part>"(?:[^"\\\n]|\\.)*+"?+|'[^'\n]*+'?+|[A-Za-z0-9_+-]++)
    |(?P<dot>\.)|(?P<space>[ \t]++)|(?P<open>[\[{])|(?P<close>[\]}])|(?P<other>.)""",
    re.VERBOSE | re.DOTALL,
)


def read_toml(text: str, label: str, faults: Faults) -> dict[str, Any] | None:
    """What a TOML text says; None where it is none, or too deep, the fault noted."""
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
    """The first line where a key has too many parts, or tables and lists stand too deep in one another; None: nowhere."""
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
    """The same with every whole number within what anything may be computed with."""
    if isinstance(value, dict):
        return {name: _bounded(each) for name, each in value.items()}
    if isinstance(value, list):
        return [_bounded(each) for each in value]
    if isinstance(value, int) and not isinstance(value, bool) and not -LARGEST <= value <= LARGEST:
        return LARGEST if value > 0 else -LARGEST
    return value
