"""What stands around the cells of a workbook: the list of sheets, shared texts, formats, comments."""

from __future__ import annotations

import posixpath
import re
from dataclasses import dataclass, field

from simul_agir.sheets.book import LONGEST_CELL, Book, Unreadable

from .archive import Archive
from .xml_events import Elements, Events, whole

MOST_SHEETS = 1_000
MOST_TEXTS = 2_000_000
ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")
QUOTED = re.compile(r'"[^"]*"|\\.|_.|\*.')
MONEY = re.compile(r"\[\$(?!-)[^\]]*\]|[€£$¥]|\bEUR\b")
BRACKETED = re.compile(r"\[[^\]]*\]")
PERCENT_FORMATS = (9, 10)
MONEY_FORMATS = (5, 6, 7, 8, 42, 44)
DATE_FORMATS = (*range(14, 23), *range(27, 37), *range(45, 48), *range(50, 59))
DRAWN = {"drawing": "drawing", "vmlDrawing": "", "comments": "comment", "threadedComment": "comment"}


@dataclass
class SheetPart:
    """Where a sheet stands in the archive, and what is known of it beside its cells: (line, what) of comments, drawings."""

    name: str
    part: str
    hidden: bool
    remarks: list[tuple[int | None, str]] = field(default_factory=list)


class Parts:
    """Shared texts and formats."""

    def __init__(self, archive: Archive, elements: Elements) -> None:
        self.archive, self.elements = archive, elements
        self.workbook = self._workbook()
        links = relations(self, self.workbook)
        self.links = links
        self._texts: list[str] = []
        self._shown: list[str] = []
        self.since_1904 = False
        for kind, target in links.values():
            if kind == "sharedStrings":
                self._texts = self._read(_Texts(elements), target).texts
            elif kind == "styles":
                self._shown = self._read(_Styles(elements), target).found()

    def _read(self, events: _Part, part: str) -> _Part:
        if self.archive.has(part):
            events.read(self.archive.part(part))
        return events

    def _workbook(self) -> str:
        """The part that lists the sheets."""
        if self.archive.has("_rels/.rels"):
            for kind, target in relations(self, "").values():
                if kind == "officeDocument":
                    return target
        return "xl/workbook.xml"

    def text(self, place: str, line: int) -> str:
        """The shared text of a number."""
        number = whole(place, -1, 0, len(self._texts) - 1)
        if number is None:
            raise Unreadable("shared_text", line, "", place[:20])
        return self._texts[number]

    def shown(self, style: str | None) -> str:
        """What numbers of a style are shown as: "percent", "currency", "date" or ""."""
        number = whole(style, 0, 0, len(self._shown) - 1)
        return "" if number is None or not self._shown else self._shown[number]

    @staticmethod
    def unescaped(text: str) -> str:
        """A text with its escaped characters in place."""
        return ESCAPED.sub(lambda found: chr(int(found[1], 16)), text) if "_x" in text else text


def relations(parts: Parts, part: str) -> dict[str, tuple[str, str]]:
    """By their ids: kind and target of what a part refers to."""
    folder, name = posixpath.split(part)
    where = posixpath.join(folder, "_rels", f"{name}.rels")
    if not parts.archive.has(where):
        return {}
    found = _Relations(parts.elements, folder)
    found.read(parts.archive.part(where))
    return found.links


def sheets_of(parts: Parts, book: Book) -> list[SheetPart]:
    """The sheets in their order, with what is known of each; sheets of charts are remarks."""
    listed = _Sheets(parts.elements)
    listed.read(parts.archive.part(parts.workbook))
    parts.since_1904 = listed.since_1904
    found = []
    for name, link, hidden in listed.sheets[:MOST_SHEETS]:
        kind, target = parts.links.get(link, ("", ""))
        if kind != "worksheet":
            book.remark("chart_sheet", name)
            continue
        sheet = SheetPart(name, target, hidden)
        for what, other in relations(parts, target).values():
            _look_at(parts, sheet, what, other)
        found.append(sheet)
    if not found:
        raise Unreadable("readable", format=".xlsx", why="sheets")
    return found


def _look_at(parts: Parts, sheet: SheetPart, what: str, part: str) -> None:
    """Notes comments and drawings of a sheet."""
    kind = DRAWN.get(what, "")
    if kind == "comment" and parts.archive.has(part):
        comments = _Comments(parts.elements)
        comments.read(parts.archive.part(part))
        sheet.remarks += [(line, kind) for line in comments.lines]
    elif kind == "drawing":
        sheet.remarks.append((None, kind))


class _Part(Events):
    """A part of a workbook."""

    texts: list[str]

    def __init__(self, elements: Elements) -> None:
        super().__init__(".xlsx", elements)

    def found(self) -> list[str]:
        """What was read."""
        return []


class _Relations(_Part):
    def __init__(self, elements: Elements, folder: str) -> None:
        super().__init__(elements)
        self.links: dict[str, tuple[str, str]] = {}
        self._folder = folder

    def start(self, name: str, attributes: dict[str, str]) -> None:
        if name == "Relationship" and attributes.get("TargetMode") != "External":
            target = attributes.get("Target", "")
            path = target.lstrip("/") if target.startswith("/") else posixpath.join(self._folder, target)
            kind = attributes.get("Type", "").rpartition("/")[2]
            self.links[attributes.get("Id", "")] = (kind, posixpath.normpath(path))


class _Sheets(_Part):
    def __init__(self, elements: Elements) -> None:
        super().__init__(elements)
        self.sheets: list[tuple[str, str, bool]] = []
        self.since_1904 = False

    def start(self, name: str, attributes: dict[str, str]) -> None:
        if name == "sheet":
            hidden = attributes.get("state", "visible") != "visible"
            self.sheets.append((attributes.get("name", ""), attributes.get("id", ""), hidden))
        elif name == "workbookPr":
            self.since_1904 = attributes.get("date1904") in ("1", "true")


class _Texts(_Part):
    """Shared texts: each is one or several runs; how a text is read aloud is left out."""

    def __init__(self, elements: Elements) -> None:
        super().__init__(elements)
        self.texts = []
        self._runs: list[str] = []
        self._open = self._aloud = False

    def start(self, name: str, attributes: dict[str, str]) -> None:  # noqa: ARG002
        if name == "si":
            self._runs = []
        elif name == "rPh":
            self._aloud = True
        elif name == "t":
            self._open = not self._aloud

    def text(self, data: str) -> None:
        if self._open:
            self._runs.append(data)

    def end(self, name: str) -> None:
        if name == "t":
            self._open = False
        elif name == "rPh":
            self._aloud = False
        elif name == "si":
            text = Parts.unescaped("".join(self._runs))
            if len(text) > LONGEST_CELL:
                raise Unreadable("csv_field", None, "", most=LONGEST_CELL)
            if len(self.texts) >= MOST_TEXTS:
                raise Unreadable("size_elements", None, most=MOST_TEXTS)
            self.texts.append(text)


class _Styles(_Part):
    """What numbers of each style are shown as."""

    def __init__(self, elements: Elements) -> None:
        super().__init__(elements)
        self._formats: dict[str, str] = {}
        self._styles: list[str] = []
        self._within = False

    def start(self, name: str, attributes: dict[str, str]) -> None:
        if name == "numFmt":
            self._formats[attributes.get("numFmtId", "")] = attributes.get("formatCode", "")[:200]
        elif name == "cellXfs":
            self._within = True
        elif name == "xf" and self._within:
            self._styles.append(attributes.get("numFmtId", "0"))

    def end(self, name: str) -> None:
        if name == "cellXfs":
            self._within = False

    def found(self) -> list[str]:
        """By style: "percent", "currency", "date" or ""."""
        known = {number: _shown_as(number, self._formats.get(number)) for number in set(self._styles)}
        return [known[number] for number in self._styles]


def _shown_as(number: str, code: str | None) -> str:
    """What a format shows a number as: one that comes with every program, by its number, or one's own, by its code."""
    if code is None:
        known = whole(number, 0, 0, 10_000) or 0
        groups = (("percent", PERCENT_FORMATS), ("currency", MONEY_FORMATS), ("date", DATE_FORMATS))
        return next((name for name, numbers in groups if known in numbers), "")
    code = code.partition(";")[0]
    bare = BRACKETED.sub("", QUOTED.sub("", code))
    if "%" in bare:
        return "percent"
    if MONEY.search(code):
        return "currency"
    plain = bare.lower().replace("general", "").replace("e+", "").replace("e-", "")
    return "date" if re.search(r"[dmyhs]", plain) else ""


class _Comments(_Part):
    """Lines of the cells that have a comment."""

    def __init__(self, elements: Elements) -> None:
        super().__init__(elements)
        self.lines: list[int | None] = []

    def start(self, name: str, attributes: dict[str, str]) -> None:
        if name in ("comment", "threadedComment"):
            self.lines.append(whole(re.sub(r"\D", "", attributes.get("ref", "")), 0, 1, 1 << 21))
