"""Reads ties from a list, a matrix, a column of partners or a network. Names become actors; strengths lie in [0, 1]."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from simul_agir.scenario.importing.actor_rows import Cells, Row
from simul_agir.scenario.tables.programs import BOTH_WAYS
from simul_agir.sheets.book import Value

from .columns import Case, Read
from .finding import is_empty, said
from .understanding import Remark, Understanding
from .values import in_own_unit, number_of, parted_by_and, share_in_words, truth_of
from .vocabulary import nearest_name, plain, singular

MOST_COMPARED = 300_000  # most names compared with similar ones
IN_BRACKETS = re.compile(r"[(\[]([^)\]]{2,30})[)\]]")


@dataclass
class Names:
    """The actors by every name they may have: id, name, abbreviation in brackets."""

    known: dict[str, str] = field(default_factory=dict)
    almost: dict[str, str] = field(default_factory=dict)
    unknown: dict[str, int] = field(default_factory=dict)
    found: dict[str, str | None] = field(default_factory=dict)
    compared: int = 0

    def add(self, actor: dict[str, Any]) -> None:
        """Add an actor's names."""
        name = str(actor.get("name", ""))
        for each in (str(actor["id"]), name, *IN_BRACKETS.findall(name)):
            self.known.setdefault(singular(plain(each)), str(actor["id"]))

    def find(self, text: str) -> str | None:
        """The id of the actor with this name; None if there is none."""
        if text not in self.found:
            self.found[text] = self._find(text)
        return self.found[text]

    def _find(self, text: str) -> str | None:
        key = singular(plain(text))
        if key in self.known:
            return self.known[key]
        for part in IN_BRACKETS.findall(text):
            if singular(plain(part)) in self.known:
                return self.known[singular(plain(part))]
        near = None
        if len(key) > 4 and self.compared < MOST_COMPARED:
            self.compared += len(self.known)
            near = nearest_name(key, self.known)
        if near is not None:
            self.almost[text[:60]] = near
            return self.known[near]
        return None

    def miss(self, text: str) -> None:
        """Record a name that no actor has."""
        self.unknown[text[:60]] = self.unknown.get(text[:60], 0) + 1


@dataclass
class Ties:
    """Ties found so far, by both ends; values given by a second mention are added."""

    found: dict[tuple[str, str], dict[str, Any]] = field(default_factory=dict)

    def add(self, source: str, target: str, both: bool, **values: Any) -> None:
        """Add a tie, or two if it is mutual; an actor has no tie to itself."""
        for ends in ((source, target), (target, source)) if both else ((source, target),):
            if source != target:
                row = self.found.setdefault(ends, {"source": ends[0], "target": ends[1]})
                row |= {name: value for name, value in values.items() if value is not None}


def ties_of_partners(rows: Iterable[tuple[Row, str]], names: Names, ties: Ties) -> None:
    """A mutual tie between an actor and each partner that it names."""
    for row, own in rows:
        for text in row.partners:
            whole = names.find(text)
            parts = [text] if whole else parted_by_and(text)
            for part in parts:
                other = whole or names.find(part)
                if other is None:
                    names.miss(part)
                else:
                    ties.add(own, other, True)


def ties_of_list(case: Case, names: Names, ties: Ties) -> None:
    """Ties from rows: both ends, and the tie's values."""
    columns = {column.field: column for column in case.columns if column.field}
    cells = Cells(case)
    highest = _highest(case, columns.get("strength"))
    for _, line, row in case.found.rows:
        ends = [_cell(row, columns.get(end)) for end in ("source", "target")]
        found = [None if is_empty(end) else names.find(said(end)) for end in ends]
        for end, actor in zip(ends, found, strict=True):
            if actor is None and not is_empty(end):
                names.miss(said(end))
        if found[0] is None or found[1] is None:
            continue
        direction = said(_cell(row, columns.get("direction"))).lower()
        values = {
            what: _share(case, cells, columns.get(what), _cell(row, columns.get(what)), line, highest)
            for what in ("strength", "trust")
        }
        ties.add(
            found[0],
            found[1],
            direction in (*BOTH_WAYS, "non orienté", "non oriente", "mutuel", "réciproque", "<->"),
            **values,
        )
    cells.finish()


def _cell(row: list[Value], column: Read | None) -> Value:
    return None if column is None or column.place >= len(row) else row[column.place]


def _highest(case: Case, column: Read | None) -> float:
    """The largest number of a column that counts (a weight), by which all are divided; 0 for a column of shares."""
    if column is None or not (
        {"weight", "valeur", "value", "frequence", "frequency"} & set(singular(plain(column.header)).split())
    ):
        return 0.0
    numbers = [
        found[0] for value in case.values(column.place) if (found := number_of(value, case.found.sheet.comma))
    ]
    highest = max(numbers, default=0.0)
    if highest <= 1.0 and min(numbers, default=1.0) < 1.0:
        return 0.0
    case.told.questions[:] = [each for each in case.told.questions if each.id != f"units.{column.header}"]
    case.told.remarks.append(Remark("weights", {"header": column.header, "highest": f"{highest:g}"}))
    return highest if min(numbers, default=0.0) != highest else -1.0


def _share(
    case: Case, cells: Cells, column: Read | None, cell: Value, line: int | None, highest: float
) -> float | None:
    """The strength or trust of a tie; None if the cell is empty."""
    if column is None or is_empty(cell):
        return None
    found = number_of(cell, case.found.sheet.comma)
    if found is None:
        value = share_in_words(cell)
    elif column.field == "strength" and highest:
        value = None if highest < 0 else found[0] / highest
        if highest < 0:
            return None
    else:
        value = in_own_unit(found[0], found[1], found[2], column.unit)
    if value is None or not 0 <= value <= 1:
        cells.mend(column, line, said(cell), "cell_share")
        return None
    return round(value, 6)


def ties_of_matrix(case: Case, names: Names, ties: Ties) -> None:
    """Ties from a matrix with one row and one column per actor: a number, or a cross, marks a tie."""
    header, cells = case.found.header, Cells(case)
    ends = {place: names.find(name) for place, name in enumerate(header) if place and name}
    for place, name in enumerate(header):
        if place and name and ends[place] is None:
            names.miss(name)
    numbers = [
        found[0]
        for _, _, row in case.found.rows
        for cell in row[1:]
        if (found := number_of(cell, case.found.sheet.comma))
    ]
    highest = max(numbers, default=1.0)
    crosses = highest <= 1 and set(numbers) <= {0.0, 1.0}
    for _, line, row in case.found.rows:
        source = names.find(said(row[0])) if row and not is_empty(row[0]) else None
        if source is None:
            if row and not is_empty(row[0]):
                names.miss(said(row[0]))
            continue
        for place, target in ends.items():
            cell = row[place] if place < len(row) else None
            if target is None or is_empty(cell):
                continue
            found = number_of(cell, case.found.sheet.comma)
            yes = truth_of(cell)
            if found is None and yes is None:
                where = Read(place, header[place], "strength", "share")
                cells.mend(where, line, said(cell), "cell_matrix")
            elif yes is False or (found is not None and found[0] <= 0):
                continue
            elif found is None or crosses:
                ties.add(source, target, False)
            else:
                ties.add(source, target, False, strength=round(found[0] / max(1.0, highest), 6))
    cells.finish()
    if highest > 1:
        case.told.remarks.append(
            Remark("matrix_weights", {"highest": f"{highest:g}", "sheet": case.sheet or case.file})
        )


def tell_names(names: Names, told: Understanding) -> None:
    """Report names similar to an actor's, and unknown names."""
    for text, near in names.almost.items():
        told.remarks.append(Remark("almost_name", {"value": text, "name": near}))
    if names.unknown:
        most = sorted(names.unknown, key=lambda name: -names.unknown[name])
        shown = ", ".join(most[:12]) + (", ..." if len(most) > 12 else "")
        told.remarks.append(Remark("outside", {"count": len(most), "names": shown}))
