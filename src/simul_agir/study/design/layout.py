"""How the points are laid out, read from [design], [[points]] or a CSV file."""

from __future__ import annotations

import math
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from simul_agir.scenario.faults import Guess, listed
from simul_agir.scenario.tables.table import Table, read_csv
from simul_agir.scenario.toml.places import Path as KeyPath
from simul_agir.sheets.numbers import parsed
from simul_agir.study.design.factors import SCENARIO, Factor, path_of
from simul_agir.study.design.form import DRAWN, KINDS, MOST_POINTS, DesignTable
from simul_agir.study.design.notebook import Notebook
from simul_agir.study.design.points import Drawn, Grid, Layout, Listed
from simul_agir.study.design.study import listed_factors
from simul_agir.study.design.varied import leaves

WHOLE = re.compile(r"[+-]?[0-9]{1,40}")


@dataclass(frozen=True)
class Laid:
    """A layout with the factors it rests on; None where it is faulty. lines: the line of each point in a CSV file."""

    factors: tuple[Factor, ...] = ()
    layout: Layout | None = None
    files: Mapping[str, bytes] = field(default_factory=dict)
    label: str = ""
    lines: tuple[int | None, ...] = ()


def read_layout(note: Notebook, factors: tuple[Factor, ...], design: DesignTable, home: Path | None) -> Laid:
    """The points of a study; every fault is noted."""
    kind = _kind(note)
    if kind is None:
        return Laid()
    varies = note.written.at("vary")
    if kind in ("list", "csv") and varies:
        one = "[[points]]" if kind == "list" else "file"
        note.fault(("vary",), None, "not_both", one=one, other="[vary]")
        factors = tuple(factor for factor in factors if factor.path == SCENARIO)
    if kind == "grid":
        return _grid(note, factors, design)
    if kind in DRAWN:
        points = note.written.at("design", "points")
        if points is None:
            if note.written.readable("design", "points"):
                note.fault(("design",), None, "key", names="points")
            return Laid()
        return Laid(factors, Drawn(kind, factors, points, design.seed))
    if kind == "list":
        points = [dict(leaves(each)) for each in note.written.at("points") or [] if isinstance(each, dict)]
        return _listed(factors, points)
    return _csv(note, factors, home)


def _kind(note: Notebook) -> str | None:
    """The kind of design: as stated, or inferred from the keys present. A key of another kind is a fault."""
    said = note.written.at("design", "kind")
    if said is not None and said not in KINDS:
        note.fault(("design", "kind"), said, "one_of", Guess(said, KINDS), names=listed(KINDS))
        # What is written down is read all the same, for one fault is to hide no other.
        return "list" if note.written.at("points") else "csv" if note.written.at("design", "file") else None
    usual = "csv" if note.written.at("design", "file") is not None else "grid"
    usual = "list" if note.written.at("points") else usual
    kind = said or usual
    for path, kinds in (
        (("design", "points"), DRAWN),
        (("design", "file"), ("csv",)),
        (("points",), ("list",)),
    ):
        value = note.written.at(*path)
        if value not in (None, []) and kind not in kinds:
            shown = value if isinstance(value, int | str) else None
            note.fault(path, shown, "of_kind", name=path[-1], kinds=listed(kinds))
    return kind


def _grid(note: Notebook, factors: tuple[Factor, ...], design: DesignTable) -> Laid:
    """All combinations; a range must say in how many steps."""
    for factor in factors:
        if factor.ranges:
            note.fault(("vary", *factor.path), None, "levels")
    points = math.prod(len(factor.values) for factor in factors)
    if points > MOST_POINTS:
        note.fault(("vary",), points, "points", most=MOST_POINTS)
        return Laid()
    return Laid(factors, Grid(factors, design.seed))


def _listed(factors: tuple[Factor, ...], points: Sequence[Mapping[KeyPath, Any]]) -> Laid:
    """Points written down; several scenarios are crossed with them."""
    crossed = list(points)
    for factor in factors:
        crossed = [{factor.path: value, **point} for value in factor.values for point in crossed]
    return Laid((*factors, *listed_factors(points)), Listed(tuple(crossed)))


def _csv(note: Notebook, factors: tuple[Factor, ...], home: Path | None) -> Laid:
    """The points of a CSV file: one column per key, one line per point; an empty cell leaves the key unset."""
    name = note.written.at("design", "file")
    if name is None:
        if note.written.readable("design", "file"):
            note.fault(("design",), None, "key", names="file")
        return Laid()
    path = Path(name) if home is None else home / name
    table = read_csv(path, str(path), MOST_POINTS, note.faults)
    if table is None:
        return Laid()
    if not table.rows:
        note.faults.add(str(path), table.header, "", None, "rows")
        return Laid()
    points = [_point(table, cells) for _, cells in table.rows]
    laid = _listed(factors, points)
    times = max(1, len(laid.layout or ()) // len(points))
    lines = tuple(line for line, _ in table.rows) * times
    return replace(laid, files={path.name: path.read_bytes()}, label=str(path), lines=lines)


def _point(table: Table, cells: Mapping[str, Any]) -> dict[KeyPath, Any]:
    return {path_of(name): _value(cell, table.comma) for name, cell in cells.items()}


def _value(cell: Any, comma: bool) -> Any:
    """A cell as TOML would have it: true, false, a number, else a text."""
    text = str(cell)
    if text.lower() in ("true", "false"):
        return text.lower() == "true"
    if WHOLE.fullmatch(text):
        return int(text)
    number = parsed(text, comma)
    return text if number is None or number[1] == "currency" else number[0]
