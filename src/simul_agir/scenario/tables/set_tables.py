"""Reads tables of sets of assumptions from CSV or TOML. All faults are reported together, with their lines."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from simul_agir.model.parameters import PARAMETERS, SWITCHES
from simul_agir.scenario.assumption_sets import (
    MOST_SETS,
    PARAMETER,
    SWITCH,
    AssumptionSet,
    AssumptionSets,
    shipped_sets,
)
from simul_agir.scenario.faults import Faults, Guess, listed
from simul_agir.scenario.soundness import parameter_fault
from simul_agir.scenario.tables.rows import LONGEST_NAME, RowReader
from simul_agir.scenario.tables.table import Table, read_csv
from simul_agir.scenario.toml.places import Path as Place
from simul_agir.scenario.toml.places import line_of, lines_of_keys
from simul_agir.scenario.toml.text import MOST_TOML, decode, is_plain, read_bytes
from simul_agir.scenario.toml.toml_text import read_toml

NAME, SETS = "set", "sets"
FORMATS = (".csv", ".tsv", ".toml")
KNOWN = (NAME, *PARAMETERS, *(f"{SWITCH}{name}" for name in SWITCHES))


def load_sets(source: str | Path) -> AssumptionSets:
    """The sets shipped under a name, or those of a file. Raises ScenarioError with every fault."""
    faults = Faults()
    shipped = shipped_sets()
    known = shipped.get(str(source))
    path = Path(source) if known is None else known
    if path.suffix.lower() not in FORMATS or not _exists(path):
        names = listed(shipped) or "-"
        faults.add(str(source), None, "assumptions", None, "sets", Guess(str(source), shipped), names=names)
        faults.raise_any()
    label = str(source) if known is None else path.name
    read = _from_csv if path.suffix.lower() != ".toml" else _from_toml
    found = read(path, label, faults)
    faults.raise_any()
    return AssumptionSets(str(source), tuple(found))


def _exists(path: Path) -> bool:
    try:
        return path.exists()
    except (OSError, ValueError):
        return False


def _from_csv(path: Path, label: str, faults: Faults) -> list[AssumptionSet]:
    """Sets from a CSV file: one line per set; columns are parameters, `mechanisms.NAME` or `set` (its name). An empty
    cell changes nothing.
    """
    table = read_csv(path, label, MOST_SETS, faults)
    if table is None:
        return []
    columns = _columns(table, faults)
    if not table.rows and table.complete:
        faults.add(label, None, "", None, "rows")
    names = _Names(label, faults)
    found = []
    for number, (line, cells) in enumerate(table.rows, start=1):
        reader = RowReader(table, line, cells, faults)
        name = names.take(reader.text(NAME, LONGEST_NAME), number, line, NAME)
        found.append(_set_of_cells(reader, name, columns))
    return found


def _columns(table: Table, faults: Faults) -> dict[str, str]:
    """The normalised name of each known column. An unknown or repeated column is a fault."""
    found: dict[str, str] = {}
    for column in table.columns:
        plain = column.removeprefix(PARAMETER)
        if plain not in KNOWN:
            near = Guess(column, KNOWN)
            faults.add(table.label, table.header, "column", column, "assumption", near)
        elif plain in found.values():
            faults.add(table.label, table.header, column, column, "once_here")
        else:
            found[column] = plain
    return found


def _set_of_cells(reader: RowReader, name: str, columns: Mapping[str, str]) -> AssumptionSet:
    parameters: dict[str, float] = {}
    mechanisms: dict[str, bool] = {}
    for column, plain in columns.items():
        if plain.startswith(SWITCH):
            on = reader.truth(column)
            if on is not None:
                mechanisms[plain.removeprefix(SWITCH)] = on
        elif plain != NAME:
            value = reader.number(column, PARAMETERS[plain].low, PARAMETERS[plain].high)
            if value is not None and parameter_fault(PARAMETERS[plain], value):
                reader.fault(column, f"{value:g}", "zero_one")
            elif value is not None:
                parameters[plain] = float(value)
    return AssumptionSet(name, parameters, mechanisms)


class _Names:
    """Names of sets: the one given, else the number; each once."""

    def __init__(self, label: str, faults: Faults) -> None:
        self._label, self._faults = label, faults
        self._seen: dict[str, int | None] = {}

    def take(self, given: str, number: int, line: int | None, field: str) -> str:
        """The name of a set on a line."""
        name = given or str(number)
        if name in self._seen:
            self._faults.add(self._label, line, field, name, "once", first=self._seen[name] or "?")
        self._seen.setdefault(name, line)
        return name


def _from_toml(path: Path, label: str, faults: Faults) -> list[AssumptionSet]:
    """Sets from a TOML file: one table [[sets]] per set, with names of parameters, [sets.mechanisms], and `set` for its
    name.
    """
    content = read_bytes(path, label, MOST_TOML, faults)
    text = None if content is None else decode(content, label, faults)
    if text is None:
        return []
    written = read_toml(text, label, faults)
    if written is None:
        return []
    lines = lines_of_keys(text)
    for name in written:
        if name != SETS:
            faults.add(label, lines.get((name,)), name, name, "one_of", Guess(name, (SETS,)), names=SETS)
    rows = written.get(SETS)
    if not isinstance(rows, list) or not 1 <= len(rows) <= MOST_SETS:
        count = len(rows) if isinstance(rows, list) else None
        faults.add(label, lines.get((SETS,)), f"[[{SETS}]]", count, "list", low=1, high=MOST_SETS)
        return []
    return _sets_of(rows, label, faults, lines)


def sets_of_rows(rows: Sequence[Mapping[str, Any]], source: str) -> AssumptionSets:
    """Sets given in Python. Raises ScenarioError with every fault."""
    faults = Faults()
    if not 1 <= len(rows) <= MOST_SETS:
        faults.add(source, None, SETS, len(rows), "list", low=1, high=MOST_SETS)
        faults.raise_any()
    found = _sets_of(rows, source, faults, {})
    faults.raise_any()
    return AssumptionSets(source, tuple(found))


@dataclass(frozen=True)
class _Said:
    """One value of a set: its normalised name, value, and path within the set's table."""

    name: str
    value: Any
    path: tuple[str, ...]


def _sets_of(
    rows: Sequence[Any], label: str, faults: Faults, lines: Mapping[Place, int]
) -> list[AssumptionSet]:
    """Sets from tables; `lines` gives the line of each path."""
    names = _Names(label, faults)
    found = []
    for place, row in enumerate(rows):
        if isinstance(row, Mapping):
            found.append(_set_of_table(row, place, names, _Lines(label, lines, place, faults)))
        else:
            faults.add(label, line_of((SETS, place), lines), f"{SETS}[{place + 1}]", row, "table")
    return found


@dataclass(frozen=True)
class _Lines:
    """The lines of one set, and where its faults are collected."""

    label: str
    lines: Mapping[Place, int]
    place: int
    faults: Faults

    def of(self, path: tuple[str, ...]) -> int | None:
        """The line of a path within the set."""
        return line_of((SETS, self.place, *path), self.lines)

    def fault(self, said: _Said, rule: str, near: Guess | None = None, **blanks: object) -> None:
        """Report a fault of a value of the set."""
        self.faults.add(self.label, self.of(said.path), said.name, said.value, rule, near, **blanks)


def _set_of_table(row: Mapping[Any, Any], place: int, names: _Names, lines: _Lines) -> AssumptionSet:
    said = {each.name: each for each in _said(row)}
    given = said.pop(NAME, None)
    name = "" if given is None else str(given.value)
    if given is not None and not (isinstance(given.value, str | int) and is_plain(name)):
        lines.fault(given, "line", most=LONGEST_NAME)
    name = names.take(name[:LONGEST_NAME], place + 1, lines.of(()), NAME)
    sound = {key: each.value for key, each in said.items() if _is_sound(each, lines)}
    switches = {key.removeprefix(SWITCH): bool(on) for key, on in sound.items() if key.startswith(SWITCH)}
    parameters = {key: float(value) for key, value in sound.items() if not key.startswith(SWITCH)}
    return AssumptionSet(name, parameters, switches)


def _said(table: Mapping[Any, Any], above: tuple[str, ...] = ()) -> Iterator[_Said]:
    """Every key of a set and of its nested tables."""
    for key, value in table.items():
        path = (*above, str(key))
        if isinstance(value, Mapping):
            yield from _said(value, path)
        else:
            yield _Said(".".join(path).removeprefix(PARAMETER), value, path)


def _is_sound(said: _Said, lines: _Lines) -> bool:
    """Whether a value names a parameter or mechanism and is within its range; faults are reported."""
    known = PARAMETERS.get(said.name)
    if said.name not in KNOWN:
        lines.faults.add(
            lines.label, lines.of(said.path), "key", said.name, "assumption", Guess(said.name, KNOWN)
        )
    elif known is None:
        if isinstance(said.value, bool | np.bool_):
            return True
        lines.fault(said, "truth")
    else:
        broken = parameter_fault(known, said.value)
        if broken is None:
            return True
        lines.fault(said, **broken)
    return False
