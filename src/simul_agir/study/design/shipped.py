"""The studies that are shipped: found in a checkout and in an installed wheel."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from simul_agir.scenario.shipped import PACKAGE


@cache
def shipped_studies() -> dict[str, Path]:
    """Files of the shipped studies, by the names of their folders."""
    roots = [PACKAGE / "_experiments"]
    if PACKAGE.parent.name == "src":
        roots.append(PACKAGE.parent.parent / "experiments")
    for root in roots:
        if root.is_dir():
            return {file.parent.name: file for file in sorted(root.glob("*/study.toml"))}
    return {}
