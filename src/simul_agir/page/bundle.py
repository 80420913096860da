"""The page's own modules as one classic script: a file that is opened from a disk may import none.

Each module becomes a function that gives back what it exports, in the order in which they need each other; modules that need
one another become one. The same bytes come of the same modules. Only the forms that these modules are written in are known;
any other is a fault, and no guess.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import networkx as nx

_IMPORT = re.compile(r"^import\s*\{([^}]*)\}\s*from\s*'(\.[^']+)';[^\S\n]*$", re.MULTILINE)
_DECLARED = r"(?:async\s+)?(?:function\*?|class|const|let)\s+([A-Za-z_$][\w$]*)"
_EXPORTED = re.compile(rf"^export\s+(?!let\b){_DECLARED}", re.MULTILINE)
_TOP = re.compile(rf"^{_DECLARED}", re.MULTILINE)
_LIST = re.compile(r"^export\s*\{([^}]*)\};[^\S\n]*$", re.MULTILINE)
_LEFT = re.compile(r"^(?:import|export)\b.*$", re.MULTILINE)
_NAME = re.compile(r"[A-Za-z_$][\w$]*")


class BundleError(Exception):
    """A module that cannot be put into one script; the message says which and why."""


@dataclass(frozen=True)
class _Module:
    """A module: what it imports, by the name it has here, as a file and the name there; what it exports; its code."""

    file: Path
    imports: Mapping[str, tuple[Path, str]]
    exports: tuple[str, ...]
    code: str


def bundled(entry: Path) -> str:
    """The module `entry` and all that it imports as one classic script. Raises BundleError."""
    modules = {module.file: module for module in _reached(entry.resolve())}
    groups = _in_order(modules)
    numbers = {file: number for number, group in enumerate(groups) for file in group}
    parts = [_written([modules[file] for file in group], numbers) for group in groups]
    return "\n".join(("(() => {", "'use strict';", *parts, "})();", ""))


def _in_order(modules: Mapping[Path, _Module]) -> list[list[Path]]:
    """Modules that need one another together, each group after those that it needs."""
    needs = nx.DiGraph()
    for file, module in modules.items():
        needs.add_node(file)
        needs.add_edges_from((there, file) for there, _ in module.imports.values())
    whole = nx.condensation(needs)
    members: Mapping[int, set[Path]] = nx.get_node_attributes(whole, "members")
    order = nx.lexicographical_topological_sort(whole, key=lambda each: min(members[each]).as_posix())
    return [sorted(members[each]) for each in order]


def _reached(entry: Path) -> Iterator[_Module]:
    """Every module that is needed, once."""
    waiting, seen = [entry], set()
    while waiting:
        file = waiting.pop()
        if file in seen:
            continue
        seen.add(file)
        module = _read(file)
        yield module
        waiting += [there for there, _ in module.imports.values()]


def _read(file: Path) -> _Module:
    try:
        text = file.read_text(encoding="utf-8")
    except OSError as error:
        raise BundleError(f"{file.name}: {error.strerror}") from None
    imports: dict[str, tuple[Path, str]] = {}
    for found in _IMPORT.finditer(text):
        there = (file.parent / found[2]).resolve()
        imports |= {here: (there, name) for name, here in _pairs(found[1])}
    named = [pair for found in _LIST.finditer(text) for pair in _pairs(found[1])]
    if any(here != there for here, there in named):
        raise BundleError(f"{file.name}: exports under another name are not known here")
    exports = tuple(dict.fromkeys([*_EXPORTED.findall(text), *(name for name, _ in named)]))
    code = _LIST.sub("", _IMPORT.sub("", text))
    code = _EXPORTED.sub(lambda found: found[0].removeprefix("export").lstrip(), code)
    left = _LEFT.search(code)
    if left:
        raise BundleError(f"{file.name}: this form is not known here: {left[0]}")
    return _Module(file, imports, exports, code.strip())


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


def _written(group: Sequence[_Module], numbers: Mapping[Path, int]) -> str:
    """Modules that need one another, or a single one, as a function that is called at once."""
    number = numbers[group[0].file]
    taken = _taken(group, numbers)
    by_part: dict[int, list[str]] = {}
    for here, (part, there) in taken.items():
        by_part.setdefault(part, []).append(here if here == there else f"{there}: {here}")
    lines = [f"const {{ {', '.join(names)} }} = m{part};" for part, names in sorted(by_part.items())]
    gives = ", ".join(name for module in group for name in module.exports)
    code = "\n".join(f"// {module.file.name}\n{module.code}" for module in group)
    return "\n".join((f"const m{number} = (() => {{", *lines, code, f"return {{ {gives} }};", "})();"))


def _taken(group: Sequence[_Module], numbers: Mapping[Path, int]) -> dict[str, tuple[int, str]]:
    """What a group takes from others, by the name it has here: number of the part, and the name there."""
    inside = {module.file for module in group}
    taken: dict[str, tuple[int, str]] = {}
    own = [name for module in group for name in _TOP.findall(module.code)]
    for module in group:
        for here, (there, name) in module.imports.items():
            if there in inside:
                if here != name:
                    raise BundleError(
                        f"{module.file.name}: {here} has two names in modules that need one another"
                    )
                continue
            if taken.setdefault(here, (numbers[there], name)) != (numbers[there], name):
                raise BundleError(
                    f"{module.file.name}: {here} is two things in modules that need one another"
                )
    twice = sorted({name for name in own if own.count(name) > 1} | set(own) & set(taken))
    if twice:
        raise BundleError(f"{group[0].file.name}: {twice[0]} stands twice in modules that need one another")
    return taken


__all__ = ["BundleError", "bundled"]
