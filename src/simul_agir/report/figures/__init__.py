"""The figures of every answer. `FIGURES`: those of a comparison, by name."""

from importlib import import_module
from typing import Any

_HOMES = {"FIGURES": "comparison_figures", "draw": "comparison_figures"}


def __getattr__(name: str) -> Any:
    """A public name, loaded on first use."""
    if name in _HOMES:
        return getattr(import_module(f"{__name__}.{_HOMES[name]}"), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
