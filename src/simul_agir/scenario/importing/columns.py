"""Finds the field of each column of a table of actors or ties, and the unit of its numbers."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from simul_agir.scenario.tables.programs import BOTH_WAYS, ONE_WAY
from simul_agir.sheets.book import Value
from simul_agir.sheets.xlsx import letters

from .finding import ACTORS, MOST_NEAR, TIES, Found, is_empty, said
from .questions import criterion_of
from .understanding import Column, Question, Remark, Understanding
from .units import UNITS_OF, Unit, unit_of
from .values import number_of, share_in_words, truth_of
from .vocabulary import domain_within, field_of, fields, plain, singular

MOST_EXAMPLES = 3
DIRECTIONS = (
    *BOTH_WAYS,
    *ONE_WAY,
    "non orienté",
    "non oriente",
    "mutuel",
    "orienté",
    "<->",
    "->",
    "dirigé",
    "réciproque",
)
ORGANISATIONS = (
    "structure",
    "organisme",
    "organisation",
    "organization",
    "institution",
    "etablissement",
    "nom structure",
)
MANY = ("domains", "partners", "ignored")  # fields that several columns may have


@dataclass
class Read:
    """A column being read: its position, its field ("expertise:housing" for a domain), its measure and unit."""

    place: int
    header: str
    field: str
    measure: str
    unit: str = ""
    sure: bool = True
    almost: bool = False


@dataclass
class Case:
    """A table being read: its place, its columns, and the earlier choices."""

    file: str
    found: Found
    choices: Mapping[str, Any]
    told: Understanding
    columns: list[Read] = field(default_factory=list)

    @property
    def sheet(self) -> str:
        """The name of the sheet; "" for a text."""
        return self.found.sheet.name

    def values(self, place: int) -> list[Value]:
        """The non-empty cells of a column."""
        return [row[place] for _, _, row in self.found.rows if place < len(row) and not is_empty(row[place])]

    def chosen(self, table: str, name: str) -> str | None:
        """The earlier choice for a name; capitals and accents do not matter."""
        said_so = self.choices.get(table, {})
        known = (
            {singular(plain(str(key))): value for key, value in said_so.items()}
            if isinstance(said_so, Mapping)
            else {}
        )
        value = said_so.get(name) if isinstance(said_so, Mapping) else None
        value = known.get(singular(plain(name))) if value is None else value
        return None if value is None else str(value)


def read_columns(case: Case) -> None:
    """Find the field and unit of every column, and report them."""
    header = case.found.header
    width = max([len(header), *(len(row) for _, _, row in case.found.rows)], default=0)
    taken: set[str] = set()
    for place in range(width):
        name = header[place] if place < len(header) else ""
        values = case.values(place)
        if not name and not values:
            continue
        column = _column(case, place, name or f"({letters(place)})", values, taken)
        taken.add(column.field)
        case.columns.append(column)
    if case.found.what == ACTORS:
        _organisations_first(case)
    if case.found.what == ACTORS and "name" not in taken:
        _take_a_name(case)
    for column in case.columns:
        _measure(case, column)
        _tell(case, column)


def _column(case: Case, place: int, header: str, values: list[Value], taken: set[str]) -> Read:
    """A column and its field. A column whose field another column has already is left out."""
    before = case.columns[-1] if case.columns else None
    if header.startswith("(") and before is not None and before.field == "partners":
        return Read(place, header, "partners", "partners")  # names that were split like cells
    criterion = criterion_of(header)
    if criterion is not None:
        return Read(place, header, f"answer:{criterion}", "answer")
    chosen = case.chosen("columns", header)
    if chosen is not None:
        what = "" if chosen in ("", "ignored") else chosen
        return Read(place, header, what, _measure_of(what))
    found = field_of(header, case.found.what == TIES, len(case.found.header) <= MOST_NEAR)
    what, almost = found if found else ("", False)
    if case.found.what == ACTORS and (not what or fields()[what].by_domain or what in ("domains", "ignored")):
        what, almost = _by_domain(header, values) or (what, almost)
    if what in ("ignored", "expertise", "mandate") or (what in taken and what not in MANY):
        what = ""
    if what == "direction" and not any(said(value).lower() in DIRECTIONS for value in values):
        what = ""  # of what sort a tie is
    if what == "kind" and not any(isinstance(value, str) for value in values):
        what = ""
    return Read(place, header, what, _measure_of(what), almost=almost)


def _organisations_first(case: Case) -> None:
    """If one column names persons and another organisations, actors are the organisations."""
    named = next((each for each in case.columns if each.field == "name"), None)
    other = next((each for each in case.columns if singular(plain(each.header)) in ORGANISATIONS), None)
    persons = any(singular(plain(each.header)) == "prenom" for each in case.columns)
    if (
        named
        and other
        and named is not other
        and not other.field
        and (persons or singular(plain(named.header)) in ("nom", "name"))
    ):
        named.field, other.field, other.measure = "", "name", "text"


def _measure_of(field_name: str) -> str:
    known = fields().get(field_name.partition(":")[0])
    return known.unit if known else ""


def _by_domain(header: str, values: list[Value]) -> tuple[str, bool] | None:
    """Expertise or mandate in the domain that a header names. A domain alone means expertise if its cells are numbers."""
    domain = domain_within(header)
    if domain is None:
        return None
    name = singular(plain(header))
    for what in ("expertise", "mandate"):
        if any(name.startswith(f"{each} ") or name.endswith(f" {each}") for each in fields()[what].names):
            return f"{what}:{domain}", False
    if len(name.split()) > 4 or not values:
        return None
    if all(number_of(value, True) is not None or share_in_words(value) is not None for value in values):
        return f"expertise:{domain}", True
    return (f"mandate:{domain}", True) if all(truth_of(value) is not None for value in values) else None


def _take_a_name(case: Case) -> None:
    """If no column is called a name, use the first column of texts that are mostly different."""
    first = [
        each
        for each in case.columns
        if each.field == "partners" and each.header.lower().rstrip().endswith(("re", "r"))
    ]
    for column in (*first, *case.columns):
        values = [said(value) for value in case.values(column.place) if isinstance(value, str)]
        if (
            column.field in ("", "id", "partners" if column in first else "")
            and len(values) >= 2
            and len(set(values)) >= 0.9 * len(values)
        ):
            column.field, column.measure, column.almost = "name", "text", True
            return


def _measure(case: Case, column: Read) -> None:
    """The unit of a column of numbers: chosen, named, or guessed and asked about."""
    if column.measure not in UNITS_OF:
        return
    comma = case.found.sheet.comma
    marks, numbers = [], []
    for place, _, row in case.found.rows:
        cell = row[column.place] if column.place < len(row) else None
        found = None if is_empty(cell) else number_of(cell, comma, column.measure)
        if found is not None:
            mark = case.found.sheet.marks.get((place, column.place), "") or found[1]
            marks.append(mark)
            if not found[2]:
                numbers.append(found[0])
    chosen = case.chosen("units", column.header)
    if chosen in UNITS_OF[column.measure]:
        unit = Unit(str(chosen), True)
    elif column.header == column.field.replace(":", "_") and (
        column.measure != "share" or max(numbers, default=0) <= 1
    ):
        unit = Unit(UNITS_OF[column.measure][0], True)  # the package's own column, in its own unit
    else:
        unit = unit_of(column.measure, column.header, numbers, marks)
    if column.field == "strength":  # the weakest existing tie is not zero
        unit = Unit({"1-5": "0-5", "1-10": "0-10"}.get(unit.name, unit.name), unit.sure)
    column.unit, column.sure = unit.name, unit.sure or not numbers
    if not column.sure:
        about = Remark("ask_unit", {"header": column.header, "file": case.file})
        case.told.questions.append(
            Question(f"units.{column.header}", about, UNITS_OF[column.measure], unit.name)
        )
    if unit.name and unit.name != "weight" and numbers:
        case.told.choices.setdefault("units", {})[column.header] = unit.name


def _tell(case: Case, column: Read) -> None:
    """Report the field of a column."""
    examples = [said(value)[:24] for value in case.values(column.place)]
    shown = tuple(dict.fromkeys(examples))[:MOST_EXAMPLES]
    case.told.columns.append(
        Column(
            case.file,
            case.sheet,
            letters(column.place),
            column.header[:60],
            column.field,
            column.unit if column.unit != "weight" else "",
            column.sure,
            column.almost,
            shown,
        )
    )
    if column.field:
        case.told.choices.setdefault("columns", {})[column.header] = column.field
