"""Types of at least five actors, so that nobody can be recognised."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

FEWEST = 5  # actors of a type that is told by itself


@dataclass(frozen=True)
class Group:
    """A type of actors, or several merged (`kind` is None). members: positions of actors."""

    kind: str | None
    members: tuple[int, ...]


def grouped(kinds_of_actors: Sequence[str], fewest: int = FEWEST) -> tuple[Group, ...]:
    """Actors by type, largest first; types under `fewest` merged, with larger ones too until together they are as many.

    Empty where all actors together are fewer.
    """
    members: dict[str, list[int]] = {}
    for place, kind in enumerate(kinds_of_actors):
        members.setdefault(kind, []).append(place)
    order = sorted(members, key=lambda kind: (-len(members[kind]), kind))
    small = [kind for kind in order if len(members[kind]) < fewest]
    large = [kind for kind in order if len(members[kind]) >= fewest]
    while small and large and sum(len(members[kind]) for kind in small) < fewest:
        small.append(large.pop())
    found = [Group(kind, tuple(members[kind])) for kind in large]
    rest = sorted(place for kind in small for place in members[kind])
    if len(rest) >= fewest:
        found.append(Group(None, tuple(rest)))
    return tuple(found)
