"""Finds the tables of a scenario's folder: the files of actors and ties, and what is not read."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from simul_agir.scenario.faults import Faults, listed, nearest
from simul_agir.scenario.notes import Note, note
from simul_agir.scenario.soundness import MOST_ACTORS
from simul_agir.scenario.tables.programs import in_our_words
from simul_agir.scenario.tables.table import Table, assemble, taken
from simul_agir.scenario.toml.text import MOST_TABLE, read_bytes
from simul_agir.sheets.book import Book, Remark, Sheet
from simul_agir.sheets.reading import FORMS, NETWORKS, Source, read_books

MOST_TIES = 32 * MOST_ACTORS
STEMS = ("actors", "ties")
MOST_ROWS = {"actors": MOST_ACTORS, "ties": MOST_TIES}
ALSO = {
    "acteurs": "actors",
    "actor": "actors",
    "liens": "ties",
    "tie": "ties",
    "links": "ties",
    "edges": "ties",
    "nodes": "actors",
}
DOCUMENTS = ("scenario.toml", "study.toml", "collection.toml", "answers.csv")
GUESSED = {"mac_roman": "Mac Roman", "cp850": "DOS 850", "cp437": "DOS 437"}
MOST_TOLD = 20  # most line numbers listed for one kind of remark


@dataclass(frozen=True)
class Tables:
    """The tables of a folder; None: no such file, or one that cannot be read, with its faults reported.

    notes: remarks on what is not read in the folder.
    """

    actors: Table | None = None
    ties: Table | None = None
    unread: bool = False
    notes: tuple[Note, ...] = ()


@dataclass
class _Folder:
    """The files of a folder, their content, and remarks on them."""

    path: Path
    faults: Faults
    files: dict[str, Path] = field(default_factory=dict)
    books: dict[str, Book | None] = field(default_factory=dict)
    notes: list[Note] = field(default_factory=list)


def read_tables(folder: Path, faults: Faults) -> Tables:
    """Actors from actors.*, ties from ties.*. A spreadsheet or a network of actors may also contain the ties."""
    found = _Folder(folder, faults)
    _look_around(found)
    _read(found)
    actors, other = _actors(found)
    ties = _ties(found, other)
    return Tables(actors, ties, "actors" in found.files and actors is None, tuple(found.notes))


def _look_around(folder: _Folder) -> None:
    """Find the files of tables. Any other file is noted; a name similar to that of a table is a fault."""
    try:
        every = sorted(folder.path.iterdir())
    except OSError:
        return
    for role in STEMS:
        named = [each for each in every if each.stem.strip().lower() == role and _is_table(each)]
        if len(named) > 1:
            names = listed(each.name for each in named)
            folder.faults.add(str(folder.path), None, role, names, "one_table", what=role)
        if named:
            folder.files[role] = named[0]
    rest = []
    for each in every:
        if (
            each.name.startswith((".", "~$"))
            or each.name in DOCUMENTS
            or each.is_dir()
            or each in folder.files.values()
        ):
            continue
        meant = _meant(each)
        if meant and not (_is_table(each) and each.stem.strip().lower() in STEMS):
            forms = ", ".join(f"{meant}{form}" for form in FORMS)
            folder.faults.add(str(each), None, "", None, "table_name", names=forms)
        elif not meant:
            rest.append(each.name)
    if rest:
        folder.notes.append(note("not_read", names=listed(rest, 8)))


def _is_table(path: Path) -> bool:
    return path.suffix.strip().lower() in FORMS


def _meant(path: Path) -> str | None:
    """The table whose name a file's name resembles: another ending, another word, the number of a copy."""
    if path.name.endswith("~"):
        return None  # an editor's copy
    role = path.name.partition(".")[0].strip().lower()
    if role in STEMS:
        return role
    if not _is_table(path):
        return None
    plain = "".join(sign for sign in role if sign.isalpha())
    return ALSO.get(plain) or nearest(plain, STEMS)


def _read(folder: _Folder) -> None:
    """Read all files."""
    contents = {}
    for role, path in folder.files.items():
        content = read_bytes(path, str(path), MOST_TABLE, folder.faults)
        if content is not None:
            contents[role] = Source(path.name.strip(), content, most=MOST_ROWS[role] + 2)
    books = read_books(list(contents.values()))
    for (role, _), found in zip(contents.items(), books, strict=True):
        folder.books[role] = book = taken(found, str(folder.files[role]), folder.faults)
        if book is not None and book.encoding in GUESSED:
            folder.notes.append(
                note("encoding", file=folder.files[role].name, encoding=GUESSED[book.encoding])
            )


def _actors(folder: _Folder) -> tuple[Table | None, Sheet | None]:
    """The actors, and the sheet of ties beside them."""
    book = folder.books.get("actors")
    if book is None:
        return None, None
    label = str(folder.files["actors"])
    chosen, other = _sheets(book, "actors", label, folder)
    table = assemble(chosen, label, MOST_ACTORS, folder.faults)
    _remark(book, (chosen, other), folder, label)
    return (None if table is None else in_our_words(table, "actors", folder.notes, folder.faults)), other


def _ties(folder: _Folder, beside: Sheet | None) -> Table | None:
    """The ties, from their own file or from the sheet beside the actors."""
    label = str(folder.files.get("ties", folder.files.get("actors", "")))
    sheet = _sheet_of_ties(folder, label, beside) if "ties" in folder.files else beside
    if sheet is None or (not sheet.rows and sheet is beside):
        return None
    table = assemble(sheet, label, MOST_TIES, folder.faults)
    return None if table is None else in_our_words(table, "ties", folder.notes, folder.faults)


def _sheet_of_ties(folder: _Folder, label: str, beside: Sheet | None) -> Sheet | None:
    """The sheet of the file of ties. It is a fault if the file of actors has one as well."""
    book = folder.books.get("ties")
    if beside is not None and len(beside.rows) > 1:
        names = f"{folder.files['actors'].name}, {folder.files['ties'].name}"
        folder.faults.add(str(folder.path), None, "ties", names, "one_table", what="ties")
    if book is None:
        return None
    chosen, other = _sheets(book, "ties", label, folder)
    sheet = chosen if other is None or book.form not in _networks() else other
    _remark(book, (sheet,), folder, label)
    if book.form in _networks() and len(chosen.rows[0][1]) > 1:
        folder.notes.append(note("nodes_not_read", file=folder.files["ties"].name))
    return sheet


def _networks() -> tuple[str, ...]:
    return tuple(form.removeprefix(".") for form in NETWORKS)


def _sheets(book: Book, wanted: str, label: str, folder: _Folder) -> tuple[Sheet, Sheet | None]:
    """The sheet with the wanted name, else the first that is not empty; and the sheet of ties beside actors."""
    named = {_plain(sheet.name): sheet for sheet in reversed(book.sheets)}
    filled = [sheet for sheet in book.sheets if sheet.rows] or book.sheets
    chosen = named.get(wanted)
    if chosen is None:
        rest = [sheet for sheet in filled if wanted == "ties" or _plain(sheet.name) != "ties"]
        chosen = rest[0] if rest else filled[0]
    other = None if wanted == "ties" and book.form not in _networks() else named.get("ties")
    other = None if other is chosen else other
    _tell_others(book, (chosen, other), label, folder)
    return chosen, other


def _tell_others(book: Book, read: tuple[Sheet | None, ...], label: str, folder: _Folder) -> None:
    """Note sheets that are not read; a name similar to that of a table is a fault."""
    rest = [sheet for sheet in book.sheets if sheet.rows and all(sheet is not each for each in read)]
    for sheet in rest:
        name = "".join(sign for sign in sheet.name.lower() if sign.isalpha())
        meant = nearest(name, STEMS) if len(sheet.rows[0][1]) > 1 else None
        if meant and book.form not in _networks():
            folder.faults.add(label, None, "sheet", sheet.name, "sheet_name", meant, names=", ".join(STEMS))
    names = [sheet.name for sheet in rest]
    if names and book.form not in _networks():
        folder.notes.append(note("sheets_not_read", file=Path(label).name, names=listed(names, 8)))


def _plain(name: str) -> str:
    """The normalised name of a sheet: without surrounding spaces and capitals, in English."""
    plain = name.strip().lower()
    return ALSO.get(plain, plain)


def _remark(book: Book, read: tuple[Sheet | None, ...], folder: _Folder, label: str) -> None:
    """Note objects on the sheets that are not cells."""
    names = {sheet.name for sheet in read if sheet is not None}
    groups: dict[tuple[str, str], list[Remark]] = {}
    for remark in book.remarks:
        if not remark.sheet or remark.sheet in names or remark.what == "chart_sheet":
            groups.setdefault((remark.what, remark.sheet), []).append(remark)
    for sheet in read:
        if sheet is not None and sheet.hidden:
            groups[("hidden_sheet", sheet.name)] = [Remark("hidden_sheet", sheet.name)]
    for (what, sheet_name), remarks in groups.items():
        lines = sorted({each.line for each in remarks if each.line is not None})
        texts = listed((each.text for each in remarks if each.text), 5)
        folder.notes.append(
            note(
                what,
                file=Path(label).name,
                sheet=sheet_name,
                lines=listed(map(str, lines), MOST_TOLD) or "?",
                texts=texts,
            )
        )
