"""The scenarios that come with the package: found in a checkout and in an installed wheel."""

from __future__ import annotations

from functools import cache
from pathlib import Path

PACKAGE = Path(__file__).resolve().parent.parent


@cache
def shipped() -> dict[str, Path]:
    """Folders of the shipped scenarios, by name."""
    roots = [PACKAGE / "_scenarios"]
    if PACKAGE.parent.name == "src":
        roots.append(PACKAGE.parent.parent / "scenarios")
    for root in roots:
        if root.is_dir():
            folders = sorted(each for each in root.iterdir() if (each / "scenario.toml").is_file())
            return {folder.name: folder for folder in folders}
    return {}
