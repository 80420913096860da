"""Scenario discovery: where each stance ends highest, and which assumptions change the ranking."""

from importlib import import_module
from typing import Any

_HOMES = {"DiscoveryOptions": "analysis", "Case": "analysis", "Discovery": "analysis", "discover": "analysis"}


def __getattr__(name: str) -> Any:
    """A public name, loaded on first use."""
    if name in _HOMES:
        return getattr(import_module(f"{__name__}.{_HOMES[name]}"), name)
    if name == "Asked":  # its old name, for one release: the module warns
        return getattr(import_module(f"{__name__}.analysis"), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
