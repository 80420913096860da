"""A store: the results of a sweep, read and verified."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from simul_agir.study.store.disk import spoken
from simul_agir.study.store.journal import Failed, Journal, read_journal
from simul_agir.study.store.manifest import Manifest, read_manifest
from simul_agir.study.store.parts import read_parts
from simul_agir.study.store.tables import EVENTS, QUANTILES, TRAJECTORIES

if TYPE_CHECKING:
    import pandas as pd


@dataclass(frozen=True, eq=False)
class Store:
    """A folder that a sweep wrote."""

    folder: Path
    manifest: Manifest
    journal: Journal

    def __repr__(self) -> str:
        return f"<store of {self.manifest.name} in {str(self.folder)!r}: {self.rows} rows>"

    @classmethod
    def open(cls, folder: str | Path) -> Store:
        """The store in a folder. Raises StoreError where there is none, or none that this version understands."""
        where = Path(folder)
        with spoken(where):
            return cls(where, read_manifest(where), read_journal(where))

    def frame(self, columns: Sequence[str] | None = None) -> pd.DataFrame:
        """The table: a row a point, stance and run, in this order; all columns, or those named."""
        keys = ["point", "stance", "run"]
        wanted = None if columns is None else list(dict.fromkeys([*keys, *columns]))
        found = self._read("ends", wanted).sort_values(keys, ignore_index=True, kind="stable")
        return found if columns is None else found[list(columns)]

    def points(self) -> pd.DataFrame:
        """Every point and what it sets."""
        import pandas as pd

        with spoken(self.folder):
            return pd.read_parquet(self.folder / "_points" / "points.parquet")

    def quantiles(self) -> pd.DataFrame:
        """One row per point, stance, month and level, of the runs that were simulated together (first_run..): quantiles."""
        return self._read(QUANTILES).sort_values(
            ["point", "stance", "month", "quantile", "first_run"], ignore_index=True, kind="stable"
        )

    def trajectories(self) -> pd.DataFrame:
        """One row per point, stance, run and month: indicators."""
        keys = ["point", "stance", "run", "month"]
        return self._read(TRAJECTORIES).sort_values(keys, ignore_index=True, kind="stable")

    def events(self) -> pd.DataFrame:
        """One row per event, in the order in which they happened."""
        return self._read(EVENTS).sort_values(["point", "stance", "run"], ignore_index=True, kind="stable")

    def _read(self, table: str, columns: list[str] | None = None) -> pd.DataFrame:
        with spoken(self.folder):
            return read_parts(self, table, columns)

    @property
    def failures(self) -> tuple[Failed, ...]:
        """Points that failed, and why."""
        return tuple(each for name in sorted(self.journal.parts) for each in self.journal.parts[name].failed)

    @property
    def rows(self) -> int:
        """Rows of the table."""
        return sum(part.rows for part in self.journal.parts.values())

    def to_dict(self) -> dict[str, Any]:
        """What a sweep came to, as JSON holds it."""
        from simul_agir.study.store.verify import progress_of

        done, parts = progress_of(self)
        return {
            "study": self.manifest.name,
            "store": str(self.folder),
            "points": self.manifest.points,
            "stances": list(self.manifest.asked["stances"]),
            "runs": self.manifest.runs,
            "seed": self.manifest.asked["seed"],
            "rows": self.rows,
            "parts": done,
            "complete": done == parts and not self.failures,
            "failures": [vars(each) for each in self.failures],
            "seconds": sum(float(each.get("seconds", 0.0)) for each in self.journal.sessions),
            "provenance": self.journal.sessions[-1] if self.journal.sessions else {},
        }
