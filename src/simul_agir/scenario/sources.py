"""The tables of a scenario's folder: which files hold the actors and the ties."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from .faults import Faults, listed
from .graphs import read_graph
from .soundness import MOST_ACTORS
from .spreadsheets import read_sheet, read_spreadsheet
from .tables import Table, read_csv

MOST_TIES = 32 * MOST_ACTORS
SHEETS = (".xlsx", ".ods")
GRAPHS = (".graphml", ".gexf")
FORMATS = (".csv", *SHEETS, *GRAPHS)


@dataclass(frozen=True)
class Tables:
    """What a folder holds; None: no such file (or one that cannot be read, its faults noted)."""

    actors: Table | None = None
    ties: Table | None = None
    unread: bool = False


def read_tables(folder: Path, faults: Faults) -> Tables:
    """Actors from actors.*, ties from ties.*; a spreadsheet or a network of actors may hold the ties too."""
    actors_file, ties_file = _file(folder, "actors", faults), _file(folder, "ties", faults)
    actors = ties = None
    if actors_file is not None:
        actors, ties = _read(actors_file, "actors", MOST_ACTORS, faults)
    if ties_file is not None:
        first, second = _read(ties_file, "ties", MOST_TIES, faults)
        ties = second if ties_file.suffix.lower() in GRAPHS else first
    elif actors_file is not None and actors_file.suffix.lower() in SHEETS and actors is not None:
        ties = read_sheet(actors_file, str(actors_file), "ties", MOST_TIES, faults)
    return Tables(actors, ties, actors_file is not None and actors is None)


def _file(folder: Path, stem: str, faults: Faults) -> Path | None:
    """The one file of that stem in a known format, whatever the capitals."""
    try:
        every = sorted(
            each for each in folder.iterdir() if each.stem.lower() == stem and each.suffix.lower() in FORMATS
        )
    except OSError:
        return None
    if len(every) > 1:
        names = listed(each.name for each in every)
        faults.add(str(folder), None, stem, names, "one_table", what=stem)
    return every[0] if every else None


def _read(path: Path, sheet: str, most: int, faults: Faults) -> tuple[Table | None, Table | None]:
    """The table of a file, and for a network its ties."""
    suffix, label = path.suffix.lower(), str(path)
    if suffix in GRAPHS:
        return read_graph(path, label, MOST_ACTORS, faults) or (None, None)
    if suffix in SHEETS:
        return read_spreadsheet(path, label, sheet, most, faults), None
    return read_csv(path, label, most, faults), None
