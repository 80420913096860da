"""Answers on stdout."""

from __future__ import annotations

import json
import shutil
import sys
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from rich.console import Console

PIPED = 140  # characters a line when stdout is no terminal


def print_json(answer: Any) -> None:
    """Strict JSON on stdout, in ASCII where the stream cannot hold every character."""
    whole = "utf" in (sys.stdout.encoding or "").lower()
    sys.stdout.write(json.dumps(answer, ensure_ascii=not whole, allow_nan=False, indent=2) + "\n")


def console() -> Console:
    """A console on stdout as wide as the terminal, or wide enough for everything when there is none."""
    from rich.console import Console

    width = shutil.get_terminal_size().columns if sys.stdout.isatty() else PIPED
    return Console(file=sys.stdout, width=width, highlight=False, emoji=False, markup=False)
