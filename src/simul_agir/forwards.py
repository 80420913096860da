"""Old methods of an answer that a layer above its own carries out: the root of the package says where that is."""

from collections.abc import Mapping
from importlib import import_module
from typing import Any

_homes: dict[str, str] = {}


def provide(homes: Mapping[str, str]) -> None:
    """Say which module holds the function that a method forwards to, by the name of both."""
    _homes.update(homes)


def forward(name: str, *given: Any, **named: Any) -> Any:
    """What the function of that name gives. KeyError where nobody has said which module holds it."""
    return getattr(import_module(_homes[name]), name)(*given, **named)
