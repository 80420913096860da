"""Search: runs are added until the verdict is sure; policies are sought at equal effort."""

from importlib import import_module
from typing import Any

_HOMES = {"optimise": "optimisation", "compare_until_sure": "sequential", "Sure": "sure"}


def __getattr__(name: str) -> Any:
    """A public name, loaded on first use."""
    if name in _HOMES:
        return getattr(import_module(f"{__name__}.{_HOMES[name]}"), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
