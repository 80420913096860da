"""What a document says, as far as it can be read: one faulty value hides none of the others."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from simul_agir.scenario.toml.places import Path


@dataclass(frozen=True)
class Written:
    """The content of scenario.toml, and the paths in it whose form is faulty; the empty path: nothing can be read."""

    content: Mapping[str, Any] = field(default_factory=dict)
    unread: frozenset[Path] = frozenset()

    def readable(self, *path: str | int) -> bool:
        """Whether neither this nor anything that holds it is faulty; what is not said is readable, and silent."""
        return not any(path[:length] in self.unread for length in range(len(path) + 1))

    def sound(self, *path: str | int) -> bool:
        """Whether nothing that it holds is faulty either."""
        return self.readable(*path) and not any(each[: len(path)] == path for each in self.unread)

    def at(self, *path: str | int) -> Any:
        """The value there; None where nothing is said and where it cannot be read."""
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
        """The keys of a table or the positions of a list, those of faulty values included; none where there is neither."""
        value = self.at(*path)
        if isinstance(value, Mapping):
            return list(value)
        return list(range(len(value))) if isinstance(value, list) else []

    def texts(self, *path: str | int) -> list[tuple[Path, str]]:
        """Every text of a list that can be read, with its path."""
        found = [((*path, key), self.at(*path, key)) for key in self.keys(*path)]
        return [(where, value) for where, value in found if isinstance(value, str)]
