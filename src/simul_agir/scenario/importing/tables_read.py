"""Reads all tables of all files into an Understanding: actors, roles and ties."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from simul_agir.scenario.faults import Faults
from simul_agir.scenario.importing.actor_rows import OTHERS, Row, read_rows
from simul_agir.scenario.importing.columns import Case, read_columns
from simul_agir.scenario.importing.finding import (
    ACTORS,
    MATRIX,
    NOTHING,
    TIES,
    Found,
    find_table,
    is_empty,
    said,
)
from simul_agir.scenario.importing.roles import give_roles, identify
from simul_agir.scenario.importing.ties_said import (
    Names,
    Ties,
    tell_names,
    ties_of_list,
    ties_of_matrix,
    ties_of_partners,
)
from simul_agir.scenario.importing.understanding import Remark, Understanding
from simul_agir.scenario.importing.vocabulary import kind_of, plain, singular
from simul_agir.scenario.landscape import ATTRIBUTES
from simul_agir.scenario.soundness import MOST_ACTORS
from simul_agir.scenario.tables.table import taken
from simul_agir.scenario.toml.text import MOST_TABLE, read_bytes
from simul_agir.sheets.book import Book, Sheet
from simul_agir.sheets.reading import NETWORKS, Source, read_books

File = str | Path | tuple[str, bytes]
SHEETS_OF_ACTORS = ("acteur", "actor", "structure", "partenaire", "node", "noeud", "organisme", "element")
SHEETS_TO_LEAVE = (
    "liste",
    "list",
    "lisez moi",
    "read me",
    "readme",
    "notice",
    "legende",
    "legend",
    "aide",
    "help",
)
OF_PROGRAMS = frozenset(form.removeprefix(".") for form in NETWORKS)


def import_tables(paths: Sequence[File], mapping: Mapping[str, Any] | None = None) -> Understanding:
    """Read tables from files, given as paths or as pairs of a file's name and its bytes. Nothing is written.

    mapping: earlier choices, as in `Understanding.choices`: `columns` (header to field), `units` (header to unit),
    `kinds` (text of a cell to kind), `lead` and `project_team` (names), `encoding`. Raises ScenarioError for files that
    cannot be read.
    """
    choices = dict(mapping or {})
    sources, books = _books(paths, str(choices.get("encoding", "")))
    told = Understanding(tuple(Path(source.name).name for source in sources))
    cases = [
        case
        for source, book in zip(sources, books, strict=True)
        if book is not None
        for case in _cases(Path(source.name).name, book, choices, told)
    ]
    return _understood(cases, choices, told)


def _sources(paths: Sequence[File], encoding: str, faults: Faults) -> list[Source]:
    found: list[Source] = []
    for place, path in enumerate(paths):
        if any(_same(path, other) for other in paths[:place]):
            faults.add(_label(path), None, "", None, "file_once")
            continue
        if isinstance(path, tuple):
            found.append(Source(path[0], path[1], encoding))
            continue
        content = read_bytes(Path(path), str(path), MOST_TABLE, faults)
        if content is not None:
            found.append(Source(str(path), content, encoding))
    return found


def _books(paths: Sequence[File], encoding: str) -> tuple[list[Source], list[Book | None]]:
    """The files with their content. Raises ScenarioError for those that cannot be read."""
    faults = Faults()
    sources = _sources(paths, encoding, faults)
    faults.raise_any()
    found = zip(sources, read_books(sources), strict=True)
    books = [taken(each, source.name, faults) for source, each in found]
    faults.raise_any()
    return sources, books


def _label(file: File) -> str:
    return file[0] if isinstance(file, tuple) else str(file)


def _same(one: File, other: File) -> bool:
    """Whether two are the same file: by path, or by name and bytes."""
    if isinstance(one, tuple) or isinstance(other, tuple):
        return one == other
    try:
        return Path(one).samefile(other)
    except (OSError, ValueError):  # one of them does not exist: this is reported when it is read
        return False


def _cases(file: str, book: Book, choices: Mapping[str, Any], told: Understanding) -> list[Case]:
    """The tables of a book, with their columns; tables that are not read are reported."""
    if book.encoding not in ("utf-8", "utf-16", ""):
        told.remarks.append(Remark("encoding", {"file": file, "encoding": book.encoding}))
        told.choices["encoding"] = book.encoding
    comments = sorted({each.line for each in book.remarks if each.what == "comment" and each.line})
    if comments:
        told.remarks.append(Remark("comments", {"file": file, "lines": ", ".join(map(str, comments[:8]))}))
    for what in ("hidden_rows", "hidden_columns", "drawing"):
        if any(each.what == what for each in book.remarks):
            told.remarks.append(Remark(what, {"file": file}))
    tables = [(sheet, _table(book, sheet)) for sheet in book.sheets if sheet.rows]
    actors = _of_actors([found for _, found in tables])
    cases = []
    for sheet, found in tables:
        if found.what == NOTHING or (found.what == ACTORS and found is not actors):
            told.remarks.append(
                Remark("sheet_left_out", {"file": file, "sheet": sheet.name or "1", "rows": len(sheet.rows)})
            )
            continue
        case = Case(file, found, choices, told)
        if found.what != MATRIX:
            read_columns(case)
        _tell_dropped(case)
        cases.append(case)
    return cases


def _table(book: Book, sheet: Sheet) -> Found:
    """The table of a sheet; a network's are known."""
    found = find_table(sheet)
    if singular(plain(sheet.name)) in SHEETS_TO_LEAVE:
        found.what = NOTHING
    if book.form in OF_PROGRAMS:
        found.what = ACTORS if sheet.name == "actors" else TIES
    return found


def _of_actors(tables: list[Found]) -> Found | None:
    """The one table of actors of a file: on a sheet of that name, else the one with most rows."""
    found = [each for each in tables if each.what == ACTORS and each.rows]
    named = [
        each for each in found if any(name in singular(plain(each.sheet.name)) for name in SHEETS_OF_ACTORS)
    ]
    return max(named or found, key=lambda each: len(each.rows), default=None)


def _tell_dropped(case: Case) -> None:
    """Report the rows that are not actors, by reason."""
    groups: dict[str, list[tuple[int | None, str]]] = {}
    for line, why, text in case.found.dropped:
        groups.setdefault(why, []).append((line, text))
    for why, rows in groups.items():
        lines = ", ".join(str(line) for line, _ in rows[:8] if line) + (", ..." if len(rows) > 8 else "")
        told = {"file": case.file, "lines": lines, "text": rows[0][1][:50]}
        case.told.remarks.append(Remark(f"dropped_{why}", told))


def _understood(cases: list[Case], choices: Mapping[str, Any], told: Understanding) -> Understanding:
    """Actors of all tables, then the ties between them."""
    rows: list[Row] = []
    count = sum(len(case.found.rows) for case in cases if case.found.what == ACTORS)
    if count > MOST_ACTORS:
        faults = Faults()
        faults.add(", ".join(told.files), None, "", count, "actors", low=2, high=MOST_ACTORS)
        faults.raise_any()
    for case in cases:
        if case.found.what == ACTORS:
            rows += read_rows(case)
    _tell_domains(told)
    actors = identify(rows, told)
    names, ties = Names(), Ties()
    for actor in actors:
        names.add(actor)
    if not actors:
        _actors_of_ties(cases, actors, names, told)
    ties_of_partners(zip(rows, (str(actor["id"]) for actor in actors), strict=False), names, ties)
    for case in cases:
        if case.found.what == TIES:
            ties_of_list(case, names, ties)
        elif case.found.what == MATRIX:
            ties_of_matrix(case, names, ties)
    give_roles(actors, choices, told)
    tell_names(names, told)
    told.answers = _answers(actors)
    told.actors, told.ties = actors, list(ties.found.values())
    _tell_drawn(told)
    return told


def _actors_of_ties(
    cases: list[Case], actors: list[dict[str, Any]], names: Names, told: Understanding
) -> None:
    """If there are only ties, the actors at their ends."""
    rows: list[Row] = []
    seen: set[str] = set()
    for case in cases:
        places = (
            [each.place for each in case.columns if each.field in ("source", "target")]
            if case.found.what == TIES
            else [0]
        )
        for _, line, row in case.found.rows:
            for place in places:
                text = said(row[place]) if place < len(row) and not is_empty(row[place]) else ""
                if text and plain(text) not in seen:
                    seen.add(plain(text))
                    rows.append(Row(line, {"name": text, "kind": ""}))
    for each in rows:
        kind = kind_of(str(each.values["name"]))
        each.values["kind"] = kind[0] if kind else OTHERS
    actors += identify(rows, told)
    for actor in actors:
        names.add(actor)
    if actors:
        told.remarks.append(Remark("actors_of_ties", {"count": len(actors)}))


def _answers(actors: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Answers on the past year, separated from the actors' attributes."""
    answers = []
    for actor in actors:
        said_so = {name: actor.pop(name) for name in [*actor] if name.startswith("answer:")}
        if said_so:
            answers.append(
                {"id": actor["id"], **{name.partition(":")[2]: value for name, value in said_so.items()}}
            )
    return answers


def _tell_domains(told: Understanding) -> None:
    """Report unknown domains that cells name."""
    unknown = told.choices.pop("_unknown_domains", {})
    if unknown:
        shown = ", ".join(f"{name} ({len(lines)})" for name, lines in list(unknown.items())[:12])
        told.remarks.append(Remark("unknown_domains", {"names": shown}))


def _tell_drawn(told: Understanding) -> None:
    """Report what no table gives and will be drawn."""
    count = len(told.actors)
    if not count:
        told.remarks.append(Remark("no_actors", {}))
        return
    known = {name for actor in told.actors for name in actor}
    missing = [name for name in ATTRIBUTES if name not in known]
    some = [name for name in ATTRIBUTES if name in known and any(name not in actor for actor in told.actors)]
    if missing:
        told.remarks.append(Remark("drawn_all", {"attributes": missing}))
    if some:
        told.remarks.append(Remark("drawn_some", {"attributes": some}))
    told.remarks.append(
        Remark("ties_given", {"count": len(told.ties)}) if told.ties else Remark("ties_drawn", {})
    )
