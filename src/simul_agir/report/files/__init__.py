"""The files of an answer's folder."""

from importlib import import_module
from typing import Any

_HOMES = {
    "as_json": "comparison_files",
    "save_figure": "comparison_files",
    "save_png": "comparison_files",
    "write_comparison": "comparison_files",
}


def __getattr__(name: str) -> Any:
    """A public name, loaded on first use."""
    if name in _HOMES:
        return getattr(import_module(f"{__name__}.{_HOMES[name]}"), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
