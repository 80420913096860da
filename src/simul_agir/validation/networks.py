"""What is known of the twelve real networks."""

from __future__ import annotations

import csv
from functools import cache
from pathlib import Path
from typing import Final

COLUMN: Final = {  # of networks.csv, by the measure that it stands beside
    "density": "density",
    "transitivity": "transitivity",
    "closure": "closure",
    "reciprocity": "reciprocity",
    "variation": "degree_variation",
}
_FILE: Final = Path(__file__).with_name("data") / "networks.csv"


@cache
def real_values(measure: str) -> tuple[float, ...]:
    """What the real networks have of a measure such as `density_usual`, in rising order; nothing where there is no such."""
    column = COLUMN.get(measure.partition("_")[0])
    if column is None or measure.endswith("_falls"):
        return ()
    with _FILE.open(encoding="utf-8", newline="") as file:
        return tuple(sorted(float(row[column]) for row in csv.DictReader(file) if row[column]))
