"""Finds the table in a sheet: its header below title lines, its rows without totals and remarks, and its kind."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from simul_agir.sheets.book import Sheet, Value

from .vocabulary import domain_within, field_of, plain, singular

LOOKED_AT = 25  # rows in which a header is looked for
TOTALS = re.compile(
    r"^(sous ?totaux?|sous total|totaux|total|somme|sum|moyenne|average|mean|ensemble|subtotal|grand total)\b"
)
FOOTERS = re.compile(
    r"^\s*(source|sources|nb|n\.b|note|légende|legende|\*|\(\*\)|mise à jour|mise a jour|lecture|champ|crédit)\b",
    re.IGNORECASE,
)
HEADINGS = frozenset(
    (
        "institution",
        "association",
        "collectivite",
        "service",
        "structure",
        "autre",
        "habitant",
        "acteur",
        "membre",
        "bailleur",
        "entreprise",
        "partenaire",
        "ecole",
        "operateur",
        "commune",
        "public body",
        "charitie",
        "council",
        "other",
        "resident",
    )
)
EXAMPLE = re.compile(r"^\s*(exemple|example)\s*:", re.IGNORECASE)
EMPTY = frozenset(
    (
        "-",
        "--",
        "–",
        "—",
        "?",
        "/",
        ".",
        "n/a",
        "na",
        "nan",
        "#n/a",
        "nc",
        "n.c.",
        "n.c",
        "nsp",
        "ne sait pas",
        "so",
        "s.o.",
        "sans objet",
        "non renseigné",
        "non renseigne",
        "nr",
        "inconnu",
        "unknown",
        "none",
        "null",
        "à compléter",
        "a completer",
        "tbd",
        "aucun",
        "aucune",
        "néant",
    )
)
LONG = 60
SURE_HEADER = 3.0  # score from which the first row is taken as the header
MOST_NEAR = 60  # most columns compared with similar names; later ones must match exactly
ACTORS, TIES, MATRIX, NOTHING = "actors", "ties", "matrix", "nothing"


@dataclass
class Found:
    """The table of a sheet. what: "actors", "ties", "matrix" or "nothing". dropped: (line, why, text)."""

    sheet: Sheet
    what: str
    header: list[str] = field(default_factory=list)
    header_line: int | None = None
    rows: list[tuple[int, int | None, list[Value]]] = field(
        default_factory=list
    )  # place in the sheet, line, cells
    dropped: list[tuple[int | None, str, str]] = field(default_factory=list)


def said(cell: Value) -> str:
    """A cell as text; an integer without decimals."""
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return "oui" if cell else "non"
    if isinstance(cell, float):
        return f"{cell:.0f}" if cell.is_integer() and abs(cell) < 1e15 else repr(cell)
    return " ".join(cell.split())


def is_empty(cell: Value) -> bool:
    """Whether a cell is empty or holds a sign for it."""
    return cell is None or (isinstance(cell, str) and (not cell.strip() or cell.strip().lower() in EMPTY))


def find_table(sheet: Sheet) -> Found:
    """The table of a sheet."""
    if not sheet.rows:
        return Found(sheet, NOTHING)
    if _is_matrix(sheet):
        return _with_rows(sheet, MATRIX, _matrix_header(sheet))
    scores = [_score(cells) for _, cells in sheet.rows[:LOOKED_AT]]
    best = max(range(len(scores)), key=lambda place: (scores[place][0], -place))
    best = next((place for place in range(best) if scores[place][0] >= SURE_HEADER), best)
    if scores[best][0] < 2:
        wide = [place for place, (_, cells) in enumerate(sheet.rows[:LOOKED_AT]) if _texts(cells) >= 2]
        best = wide[0] if wide else 0
    what = scores[best][1] if scores[best][0] >= 2 else NOTHING
    return _with_rows(sheet, what, best)


def _texts(cells: list[Value]) -> int:
    return sum(isinstance(cell, str) for cell in cells)


def _score(cells: list[Value]) -> tuple[float, str]:
    """How much a row resembles a header, and of which kind of table."""
    names = [said(cell) for cell in cells if isinstance(cell, str)]
    if not names or max(map(len, names)) > 300:
        return 0.0, NOTHING
    of_ties = {found[0] for name in names if (found := field_of(name, ties=True, near=False))}
    if {"source", "target"} <= of_ties:
        return 10.0 + len(of_ties), TIES
    score = 0.0
    for name in names:
        found = field_of(name, near=len(names) <= MOST_NEAR)
        score += (
            (1.0 if found[1] else 1.5) if found else 0.8 if domain_within(name) and len(name) < LONG else 0.0
        )
    return (score + 0.5 if len(names) > 1 else min(score, 1.9) if len(cells) > 1 else score), ACTORS


def _with_rows(sheet: Sheet, what: str, header: int) -> Found:
    """The table with that row as its header."""
    line, cells = sheet.rows[header]
    found = Found(sheet, what, [said(cell) for cell in cells], line)
    for above, row in sheet.rows[:header]:
        found.dropped.append((above, "title", _joined(row)))
    for place in range(header + 1, len(sheet.rows)):
        line, row = sheet.rows[place]
        why = _left_out(found.header, row, what)
        if why:
            found.dropped.append((line, why, _joined(row)))
        else:
            found.rows.append((place, line, row))
    return found


def _joined(row: list[Value]) -> str:
    return " ".join(filter(None, map(said, row)))[:LONG]


def _left_out(header: list[str], row: list[Value], what: str) -> str:
    """Why a row is not an actor or tie; empty if it may be one."""
    filled = [cell for cell in row if not is_empty(cell)]
    if not filled:
        return "empty"
    first = said(filled[0])
    if EXAMPLE.match(first):
        return "example"
    if TOTALS.match(plain(first)) and len(plain(first).split()) <= 4:
        return "total"
    if [said(cell) for cell in row] == header[: len(row)] and len(filled) > 1:
        return "header"
    if (
        len(filled) == 1
        and what == ACTORS
        and singular(plain(first)) in HEADINGS
        and first.lower().endswith("s")
    ):
        return "heading"
    if len(filled) == 1 and len(header) > 2 and what == ACTORS and isinstance(filled[0], str):
        if FOOTERS.match(first) or len(first) > LONG:
            return "remark"
        if first.endswith(":") or (first.isupper() and len(first) > 6 and " " in first):
            return "heading"
    return ""


def _matrix_header(sheet: Sheet) -> int:
    """The first row with several texts."""
    return next((place for place, (_, cells) in enumerate(sheet.rows[:LOOKED_AT]) if _texts(cells) >= 3), 0)


def _is_matrix(sheet: Sheet) -> bool:
    """Whether the names above the columns equal those beside the rows."""
    header = _matrix_header(sheet)
    above = {singular(plain(said(cell))) for cell in sheet.rows[header][1][1:] if isinstance(cell, str)}
    beside = {
        singular(plain(said(cells[0])))
        for _, cells in sheet.rows[header + 1 :]
        if cells and isinstance(cells[0], str)
    }
    common = len(above & beside)
    return common >= 3 and common >= 0.6 * max(len(above), 1) and common >= 0.6 * max(len(beside), 1)
