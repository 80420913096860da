"""The profile as tables of a folder: gains, standings with a family left out, correlations of the outcomes."""

from __future__ import annotations

import csv
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from simul_agir.sheets.written import row_as_text

if TYPE_CHECKING:
    from simul_agir.study.profile import Profile

PROFILE_FILES = ("profile.csv", "visions.csv", "correlations.csv")
DIGITS = 6


def profile_writers(profile: Profile) -> list[Callable[[Path], None]]:
    """What writes PROFILE_FILES into a folder."""
    return [
        lambda folder: _write(folder / "profile.csv", _gains(profile)),
        lambda folder: _write(folder / "visions.csv", _visions(profile)),
        lambda folder: _write(folder / "correlations.csv", _correlations(profile)),
    ]


def _gains(profile: Profile) -> list[list[Any]]:
    """One row per arm and outcome: gain, interval, units, shares of its variance."""
    heads = ["arm", "outcome", "family", "gain", "low", "high", "units", "luck", "assumptions", "same"]
    rows = [
        [
            *(each.arm, each.outcome, each.family, each.mean, each.low, each.high, each.units),
            None if each.shares is None else each.shares.luck,
            None if each.shares is None else each.shares.assumptions,
            each.same,
        ]
        for each in profile.gains
    ]
    return [heads, *rows]


def _visions(profile: Profile) -> list[list[Any]]:
    """One row per arm: its standing, and its share of visions, whole and with each family left out."""
    families = list(profile.without)
    heads = ["arm", "standing", "lead", "low", "high", "share", "clear_share", "regret", "flip"]
    rows = [
        [
            *(each.arm, each.standing, each.lead, each.low, each.high),
            *(each.share, each.clear_share, each.regret, each.flip),
            *(profile.without[family].get(each.arm) for family in families),
        ]
        for each in profile.standings
    ]
    return [[*heads, *(f"without_{family}" for family in families)], *rows]


def _correlations(profile: Profile) -> list[list[Any]]:
    """Pearson's correlations of the outcomes' gains, a row and a column an outcome."""
    rows = zip(profile.outcomes, profile.correlations, strict=True)
    return [["outcome", *profile.outcomes], *([name, *row] for name, row in rows)]


def _write(path: Path, rows: list[list[Any]]) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        for row in rows:
            cells = [round(cell, DIGITS) + 0.0 if isinstance(cell, float) else cell for cell in row]
            writer.writerow(row_as_text(tuple(cells)))
