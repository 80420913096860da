"""Reads actors from a table: kinds, numbers in the scenario's units, roles. Cells that are not understood are reported."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from simul_agir.scenario.assumptions import kinds
from simul_agir.scenario.faults import listed
from simul_agir.scenario.importing.columns import Case, Read
from simul_agir.scenario.importing.finding import is_empty, said
from simul_agir.scenario.importing.questions import QUESTIONS
from simul_agir.scenario.importing.understanding import Mend, Question, Remark
from simul_agir.scenario.importing.values import (
    in_own_unit,
    names_in,
    number_of,
    parted_by_and,
    share_in_words,
    truth_of,
)
from simul_agir.scenario.importing.vocabulary import domain_of, domain_within, kind_of, nearest_name, plain
from simul_agir.scenario.landscape import ATTRIBUTES
from simul_agir.scenario.tables.rows import LONGEST_ID, LONGEST_NAME
from simul_agir.scenario.toml.text import is_plain
from simul_agir.sheets.book import Value
from simul_agir.sheets.xlsx import letters

HIGHEST = {"expertise": 1.0, "mandate": 1e6}
MOST_NEAR = 300  # most texts compared with similar names of kinds; later ones must match exactly
FEW_ALIKE = 8  # most values of one column that break one rule and are reported separately
MOST_ASKED = 20  # kinds
OTHERS = "association"  # the kind of actors without one
LEADS = ("lead", "pilote", "chef file", "cheffe file", "oui", "x", "pilotage", "porteur", "coordinateur")
TEAMS = (
    "project_team",
    "project team",
    "equipe projet",
    "animation",
    "animateur",
    "chef projet",
    "cheffe projet",
)


@dataclass
class Row:
    """An actor being read: its place in the file, its values, and the partners it names."""

    line: int | None
    values: dict[str, Any] = field(default_factory=dict)
    partners: list[str] = field(default_factory=list)


@dataclass
class Cells:
    """Collects cells to correct. The same fault in a column is reported once, with its lines."""

    case: Case
    told: dict[tuple[str, str, str], list[Any]] = field(default_factory=dict)

    def mend(self, column: Read, line: int | None, value: str, key: str, **fields: Any) -> None:
        """Add a cell to correct."""
        known = self.told.setdefault((column.header, value, key), [column, line, fields])
        if known[1] != line and line is not None:
            known.append(line)

    def finish(self) -> None:
        """Report the cells: each value once; if many values of a column break one rule, once, with some examples."""
        groups: dict[tuple[str, str], list[tuple[str, list[Any]]]] = {}
        for (header, value, key), told in self.told.items():
            groups.setdefault((header, key), []).append((value, told))
        for (_, key), cells in groups.items():
            if len(cells) > FEW_ALIKE:
                value = listed((value for value, _ in cells), FEW_ALIKE)
                column, line, fields = cells[0][1][:3]
                lines = sorted({each for _, told in cells for each in (told[1], *told[3:]) if each} - {line})
                cells = [(value, [column, line, fields, *lines])]
            for value, (column, line, fields, *more) in cells:
                where = (self.case.file, self.case.sheet, line, letters(column.place), column.header)
                self.case.told.mends.append(Mend(*where, value, Remark(key, fields), tuple(more)))


def read_rows(case: Case) -> list[Row]:
    """The actors of a table with known columns."""
    cells = Cells(case)
    rows: list[Row] = []
    nameless: list[int | None] = []
    names = [column for column in case.columns if column.field == "name"]
    for place, line, row in case.found.rows:
        actor = Row(line)
        for column in case.columns:
            cell = row[column.place] if column.place < len(row) else None
            mark = case.found.sheet.marks.get((place, column.place), "")
            if column.field:
                Taking(cells, actor, column, cell, mark).take()
        if not actor.values.get("name") and not actor.values.get("id"):
            nameless.append(line)
            continue
        rows.append(actor)
    if nameless:
        lines = listed((str(line) for line in nameless if line), 8)
        where = names[0].header if names else "?"
        case.told.remarks.append(Remark("no_name", {"lines": lines, "count": len(nameless), "header": where}))
    _kinds(case, cells, rows)
    _once(case, cells, rows)
    cells.finish()
    return rows


@dataclass
class Taking:
    """One cell on its way into an actor."""

    cells: Cells
    actor: Row
    column: Read
    cell: Value
    mark: str

    def take(self) -> None:
        """Read the cell as its column requires."""
        if self.mark in ("formula", "error", "merged"):
            if self.mark != "merged" or self.cell is None:
                self.mend(f"cell_{self.mark}", said(self.cell) or self.mark)
        elif not is_empty(self.cell):
            getattr(self, TAKEN_AS.get(self.column.measure, "number"))()

    def mend(self, key: str, value: str = "", **fields: Any) -> None:
        """Report that the cell must be corrected."""
        self.cells.mend(self.column, self.actor.line, value or said(self.cell), key, **fields)

    def put(self, value: Any) -> None:
        """Store the actor's value in this column."""
        self.actor.values[self.column.field] = value

    def text(self) -> None:
        """A text on one line."""
        text = said(self.cell)
        most = LONGEST_ID if self.column.field == "id" else LONGEST_NAME
        if not is_plain(text) or len(text) > most:
            self.mend("cell_text", text[:60], most=most)
        else:
            self.put(text)

    def role(self) -> None:
        """Read a role: lead or project team. Other words for roles are left out."""
        text = plain(said(self.cell))
        if text in LEADS:
            self.put("lead")
        elif text in TEAMS:
            self.put("project_team")
        elif truth_of(self.cell) is None:
            told = {"value": said(self.cell)[:60], "line": self.actor.line or "?"}
            self.cells.case.told.remarks.append(Remark("role_left_out", told))

    def truth(self) -> None:
        """Yes or no."""
        found = truth_of(self.cell)
        if found is None:
            self.mend("cell_truth")
        else:
            self.put(found)

    def domains(self) -> None:
        """Read domains; those that a cell names share the mandate equally."""
        names = names_in(self.cell)
        parts = [part for name in names for part in ([name] if domain_of(name) else parted_by_and(name))]
        for name in parts:
            domain = domain_of(name) or domain_within(name)
            if domain is None:
                unknown = self.cells.case.told.choices.setdefault("_unknown_domains", {})
                unknown.setdefault(name[:60], []).append(self.actor.line)
            else:
                self.actor.values.setdefault(f"mandate:{domain}", 1.0)

    def partners(self) -> None:
        """Names of others."""
        self.actor.partners += names_in(self.cell)

    def answer(self) -> None:
        """Read an answer on the past year: a number of times or of partners, or yes or no."""
        found = truth_of(self.cell) if isinstance(self.cell, str) else None
        number = number_of(self.cell, self.cells.case.found.sheet.comma)
        asked = QUESTIONS[self.column.field.partition(":")[2]]
        if number is not None and 0 <= number[0] <= asked.highest:
            self.put(asked.value(number[0]))
        elif found is not None and asked.highest == 1:
            self.put(float(found))
        else:
            self.mend("cell_answer", highest=asked.highest)

    def number(self) -> None:
        """Read a number in the scenario's units, within the scenario's range."""
        what = self.column.field.partition(":")[0]
        high = HIGHEST.get(what, ATTRIBUTES[what].high if what in ATTRIBUTES else 1.0)
        found = number_of(self.cell, self.cells.case.found.sheet.comma, self.column.measure)
        if found is None:
            word = share_in_words(self.cell) if self.column.measure == "share" else None
            yes = truth_of(self.cell) if what == "mandate" else None
            if word is None and yes is None:
                self.mend(f"cell_{self.column.measure}")
            else:
                self.put(word if word is not None else float(bool(yes)))
            return
        number, shown, own = found
        value = in_own_unit(
            number, shown or ("percent" if self.mark == "percent" else ""), own, self.column.unit
        )
        if 0.0 <= value <= high:
            self.put(value)
        else:
            self.mend("cell_range", unit=self.column.unit, high=f"{high:g}")


TAKEN_AS = {each: each for each in ("text", "role", "truth", "domains", "partners", "answer")} | {
    "kind": "text"
}


def _kinds(case: Case, cells: Cells, rows: list[Row]) -> None:
    """The kind of each actor: by its cell, by an earlier choice, or by its name. Unknown ones are asked about once."""
    taken: dict[str, dict[str, None]] = {}
    silent: dict[str, None] = {}
    asked: set[str] = set()
    for row in rows:
        text, name = str(row.values.get("kind", "")), str(row.values.get("name", row.values.get("id", "")))
        kind, sure = _kind(case, text, name, near=len(taken) + len(silent) + len(asked) < MOST_NEAR)
        row.values["kind"] = kind or OTHERS
        if case.chosen("kinds", text or name) == kind:
            case.told.choices.setdefault("kinds", {})[text or name] = kind
        if kind and not sure:
            taken.setdefault(kind, {})[text or name] = None
            case.told.choices.setdefault("kinds", {})[text or name] = kind
        elif not kind and not text:
            silent[name] = None
        elif not kind and text not in asked:
            asked.add(text)
            _ask_kind(case, cells, row, text)
    for kind, names in taken.items():
        case.told.remarks.append(Remark("kind_taken", {"kind": kind, "names": listed(names, 8)}))
    if silent:
        told = {"count": len(silent), "kind": OTHERS, "names": listed(silent, 8)}
        case.told.remarks.append(Remark("kind_silent", told))


def _kind(case: Case, text: str, name: str, near: bool) -> tuple[str, bool]:
    """The kind that a cell or a name gives, and whether it is certain; "" for none."""
    chosen = case.chosen("kinds", text or name)
    if chosen in kinds():
        return str(chosen), True
    found = kind_of(text, near) if text else None
    if found:
        return found[0], not found[1]
    found = kind_of(name, near)
    return (found[0], False) if found else ("", False)


def _ask_kind(case: Case, cells: Cells, row: Row, text: str) -> None:
    """Ask which kind a text means. If no kind is similar, its cell must be corrected as well."""
    usual = _nearest_kind(text)
    about = Remark("ask_kind", {"value": text[:60], "line": row.line or "?"})
    if sum(each.id.startswith("kinds.") for each in case.told.questions) < MOST_ASKED:
        case.told.questions.append(Question(f"kinds.{text}", about, tuple(kinds()), usual))
    column = next((each for each in case.columns if each.field == "kind"), None)
    if usual:
        row.values["kind"] = usual
    elif column is not None:
        cells.mend(column, row.line, text, "cell_kind")


def _nearest_kind(text: str) -> str:
    found = nearest_name(plain(text), [plain(name) for name in kinds()])
    return next((name for name in kinds() if plain(name) == found), "")


def _once(case: Case, cells: Cells, rows: list[Row]) -> None:
    """Report actors with equal names or ids."""
    for what in ("id", "name"):
        column = next((each for each in case.columns if each.field == what), None)
        seen: dict[str, int | None] = {}
        for row in rows:
            name = str(row.values.get(what, ""))
            key = name.lower() if what == "id" else plain(name)
            if not name or column is None:
                continue
            if key in seen and (what == "id" or not row.values.get("id")):
                cells.mend(column, row.line, name, "cell_twice", first=seen[key] or "?")
            seen.setdefault(key, row.line)
