"""The readable content of a document: one faulty value hides no other."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from simul_agir.scenario.toml.places import Path


@dataclass(frozen=True)
class Written:
    """The content of scenario.toml, and the paths with a wrong form; the empty path: nothing can be read."""

    content: Mapping[str, Any] = field(default_factory=dict)
    unread: frozenset[Path] = frozenset()

    def readable(self, *path: str | int) -> bool:
        """Whether neither a path nor anything that contains it is faulty; missing values are readable."""
        return not any(path[:length] in self.unread for length in range(len(path) + 1))

    def sound(self, *path: str | int) -> bool:
        """Whether, in addition, nothing within it is faulty."""
        return self.readable(*path) and not any(each[: len(path)] == path for each in self.unread)

    def at(self, *path: str | int) -> Any:
        """The value at a path; None if it is missing or cannot be read."""
        if not self.readable(*path):
            return None
        value: Any = self.content
        for step in path:
            try:
                value = value[step]
            except (KeyError, IndexError, TypeError):
                return None
        return value

    def keys(self, *path: str | int) -> list[Any]:
        """The keys of a table or positions of a list, faulty ones included; empty for other values."""
        value = self.at(*path)
        if isinstance(value, Mapping):
            return list(value)
        return list(range(len(value))) if isinstance(value, list) else []

    def texts(self, *path: str | int) -> list[tuple[Path, str]]:
        """Every text of a list that can be read, with its path."""
        found = [((*path, key), self.at(*path, key)) for key in self.keys(*path)]
        return [(where, value) for where, value in found if isinstance(value, str)]
