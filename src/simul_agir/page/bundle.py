"""The page's own modules as one classic script: a file that is opened from a disk may import none.

Each module becomes a function that gives back what it exports, in the order in which they need each other: the same bytes
for the same modules. Only the forms that these modules are written in are known; any other is a fault, and no guess.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from graphlib import CycleError, TopologicalSorter
from pathlib import Path

_IMPORT = re.compile(r"^import\s*\{([^}]*)\}\s*from\s*'(\.[^']+)';[^\S\n]*$", re.MULTILINE)
_EXPORTED = re.compile(
    r"^export\s+(?:async\s+)?(?:function\*?|class|const)\s+([A-Za-z_$][\w$]*)", re.MULTILINE
)
_LIST = re.compile(r"^export\s*\{([^}]*)\};[^\S\n]*$", re.MULTILINE)
_LEFT = re.compile(r"^(?:import|export)\b.*$", re.MULTILINE)
_NAME = re.compile(r"[A-Za-z_$][\w$]*")


class BundleError(Exception):
    """A module that cannot be put into one script; the message says which and why."""


@dataclass(frozen=True)
class _Module:
    """A module: what it imports, by file, as pairs of a name there and a name here; what it exports; its code."""

    imports: tuple[tuple[Path, tuple[tuple[str, str], ...]], ...]
    exports: tuple[str, ...]
    code: str


def bundled(entry: Path) -> str:
    """The module `entry` and all that it imports as one classic script. Raises BundleError."""
    modules = dict(_reached(entry.resolve()))
    needs = {file: [each for each, _ in module.imports] for file, module in modules.items()}
    try:
        order = list(TopologicalSorter(needs).static_order())
    except CycleError as cycle:
        names = " > ".join(each.name for each in cycle.args[1])
        raise BundleError(f"modules import each other: {names}") from None
    numbers = {file: number for number, file in enumerate(order)}
    parts = [_written(file, modules[file], numbers) for file in order]
    return "\n".join(("(() => {", "'use strict';", *parts, "})();", ""))


def _reached(entry: Path) -> Iterator[tuple[Path, _Module]]:
    """Every module that is needed, once."""
    waiting, seen = [entry], set()
    while waiting:
        file = waiting.pop()
        if file in seen:
            continue
        seen.add(file)
        module = _read(file)
        yield file, module
        waiting += [each for each, _ in module.imports]


def _read(file: Path) -> _Module:
    try:
        text = file.read_text(encoding="utf-8")
    except OSError as error:
        raise BundleError(f"{file.name}: {error.strerror}") from None
    imports = tuple(
        ((file.parent / found[2]).resolve(), _pairs(found[1])) for found in _IMPORT.finditer(text)
    )
    named = [pair for found in _LIST.finditer(text) for pair in _pairs(found[1])]
    if any(here != there for here, there in named):
        raise BundleError(f"{file.name}: exports under another name are not known here")
    exports = tuple(dict.fromkeys([*_EXPORTED.findall(text), *(name for name, _ in named)]))
    code = _LIST.sub("", _IMPORT.sub("", text))
    code = _EXPORTED.sub(lambda found: found[0].removeprefix("export").lstrip(), code)
    left = _LEFT.search(code)
    if left:
        raise BundleError(f"{file.name}: this form is not known here: {left[0]}")
    return _Module(imports, exports, code.strip())


def _pairs(names: str) -> tuple[tuple[str, str], ...]:
    """Names between braces, `a` or `a as b`, as pairs."""
    found = []
    for each in filter(None, (part.strip() for part in names.split(","))):
        one, _, other = each.partition(" as ")
        pair = (one.strip(), (other or one).strip())
        if not all(_NAME.fullmatch(name) for name in pair):
            raise BundleError(f"not a name: {each}")
        found.append(pair)
    return tuple(found)


def _written(file: Path, module: _Module, numbers: dict[Path, int]) -> str:
    """A module as a function that is called at once."""
    taken = []
    for each, names in module.imports:
        told = ", ".join(there if there == here else f"{there}: {here}" for there, here in names)
        taken.append(f"const {{ {told} }} = m{numbers[each]};")
    gives = f"return {{ {', '.join(module.exports)} }};"
    return "\n".join(
        (f"// {file.name}", f"const m{numbers[file]} = (() => {{", *taken, module.code, gives, "})();")
    )


__all__ = ["BundleError", "bundled"]
