"""Scenarios shipped with the package, in a checkout or an installed wheel."""

from __future__ import annotations

from functools import cache
from pathlib import Path

PACKAGE = Path(__file__).resolve().parent.parent


SCENARIO = "scenario.toml"
COLLECTION = "collection.toml"


@cache
def shipped() -> dict[str, Path]:
    """Folders of the shipped scenarios, by name."""
    return _folders_with(SCENARIO)


@cache
def collections() -> dict[str, Path]:
    """Folders of the shipped collections of contracts, by name."""
    return _folders_with(COLLECTION)


def collection_folder(source: str | Path) -> Path | None:
    """The folder of the collection with this name, if there is one. A local folder takes precedence over a shipped name."""
    try:
        here = Path(source)
        if (here / COLLECTION).is_file():
            return here
        if (here / SCENARIO).is_file():
            return None
    except (OSError, ValueError):
        return None
    return collections().get(str(source))


def _folders_with(file: str) -> dict[str, Path]:
    roots = [PACKAGE / "_scenarios"]
    if PACKAGE.parent.name == "src":
        roots.append(PACKAGE.parent.parent / "scenarios")
    for root in roots:
        if root.is_dir():
            folders = sorted(each for each in root.iterdir() if (each / file).is_file())
            return {folder.name: folder for folder in folders}
    return {}
