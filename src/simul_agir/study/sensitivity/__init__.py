"""Sensitivity analysis: which assumptions move an outcome."""

from importlib import import_module
from typing import Any

_HOMES = {"Part": "analysis", "Plan": "analysis", "Sensitivity": "analysis", "sensitivity": "analysis"}


def __getattr__(name: str) -> Any:
    """A public name, loaded on first use."""
    if name in _HOMES:
        return getattr(import_module(f"{__name__}.{_HOMES[name]}"), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
