"""Networks: nodes become a sheet "actors", edges a sheet "ties"; what GraphML and GEXF have in common."""

from __future__ import annotations

from dataclasses import dataclass, field

from simul_agir.sheets.book import LONGEST_CELL, MOST_CELLS, MOST_SIGNS, Book, Room, Sheet, Unreadable, Value

from .xml_events import Events

NAMED = ("label", "name")
UNDIRECTED, DIRECTED = "undirected", "directed"
BOTH_WAYS = (UNDIRECTED, "mutual")
WHOLE = ("byte", "short", "int", "integer", "long", "bigint", "biginteger", "unsignedint")
NUMERIC = frozenset((*WHOLE, "float", "double", "decimal", "bigdecimal"))
NOT_A_NUMBER = ("nan", "")
TRUE_FALSE = {"true": True, "false": False}


@dataclass
class Attribute:
    """A declared attribute of nodes or edges. drawn: only a drawing program needs it."""

    name: str
    sort: str = "string"
    usual: str | None = None
    drawn: bool = False


@dataclass
class Item:
    """A node or an edge: its ends or its id, its own attributes by column."""

    line: int
    ends: tuple[str, ...]
    values: dict[str, str] = field(default_factory=dict)
    sorts: dict[str, str] = field(default_factory=dict)
    both: bool = False
    group: bool = False


class Network(Events):
    """Collects nodes and edges; its kinds tell how a file writes them."""

    def __init__(self, form: str) -> None:
        super().__init__(f".{form}")
        self.book = Book(form)
        self.nodes: list[Item] = []
        self.edges: list[Item] = []
        self._signs = self._values = 0
        self._graphs = 0

    def keep(self, item: Item, attribute: Attribute, value: str, again: str) -> None:
        """Keeps the value of an attribute; Unreadable where there is one already (`again`: the rule)."""
        column = column_of(attribute.name)
        if column in item.values:
            raise Unreadable(again, self.line, attribute.name[:80], value[:80])
        self._signs += len(value)
        self._values += 1
        if self._signs > MOST_SIGNS:
            raise Unreadable("size_signs", self.line, most=MOST_SIGNS)
        if self._values > MOST_CELLS:
            raise Unreadable("size_cells", self.line, most=MOST_CELLS)
        if len(value) > LONGEST_CELL:
            raise Unreadable("csv_field", self.line, attribute.name[:80], most=LONGEST_CELL)
        item.values[column] = value
        item.sorts[column] = attribute.sort

    def keep_usual(self, items: list[Item], declared: list[Attribute], again: str) -> None:
        """Gives every item the values that hold where it says nothing."""
        usual = {column_of(each.name): each for each in declared if each.usual and not each.drawn}
        for item in items:
            for column, attribute in usual.items():
                if column not in item.values:
                    self.keep(item, attribute, attribute.usual or "", again)

    def to_book(self) -> Book:
        """The two sheets."""
        room = Room()
        groups = [node for node in self.nodes if node.group and not any(map(str.strip, node.values.values()))]
        for node in groups:
            self.book.remark("group", "actors", node.line, node.ends[0])
        if any(node.values.get("id", node.ends[0]).strip() != node.ends[0] for node in self.nodes):
            self.book.remark("left_out", "actors", None, "id")
        left = {id(node) for node in groups}
        nodes = [node for node in self.nodes if id(node) not in left]
        self.book.sheets = [
            _sheet("actors", ("id",), [(node, node.ends) for node in nodes], room),
            _sheet("ties", ("source", "target"), _directed(self.edges), room),
        ]
        return self.book


def _directed(edges: list[Item]) -> list[tuple[Item, tuple[str, ...]]]:
    """Every edge by its ends; one without direction goes both ways. What two such edges say alike is said once."""
    found: dict[tuple[str, ...], tuple[Item, bool]] = {}
    kept: list[tuple[Item, tuple[str, ...]]] = []
    for edge in edges:
        ways = [edge.ends]
        if edge.both and edge.ends[0] != edge.ends[1]:
            ways.append(edge.ends[::-1])
        for ends in ways:
            before = found.get(ends)
            if before is not None and (edge.both or before[1]) and _agree(before[0], edge):
                before[0].values |= edge.values
                before[0].sorts |= edge.sorts
                continue
            item = Item(edge.line, ends, dict(edge.values), dict(edge.sorts))
            found.setdefault(ends, (item, edge.both))
            kept.append((item, ends))
    return kept


def _agree(one: Item, other: Item) -> bool:
    """Whether what both say of an attribute is the same."""
    return all(one.values.get(name, value) == value for name, value in other.values.items())


def _sheet(name: str, first: tuple[str, ...], items: list[tuple[Item, tuple[str, ...]]], room: Room) -> Sheet:
    """A header, then a row an item; every column that any of them has."""
    columns = dict.fromkeys(column for item, _ in items for column in item.values if column not in first)
    header: list[Value] = [*first, *columns]
    places = {column: place for place, column in enumerate(columns, start=len(first))}
    sheet = Sheet(name)
    room.take(None, header)
    sheet.rows.append((None, header))
    for item, ends in items:
        row: list[Value] = [*ends]
        for column, value in item.values.items():
            if column in first:
                continue
            cell = _cell(value, item.sorts[column])
            place = places[column]
            if cell is not None:
                row += [None] * (place + 1 - len(row))
                row[place] = cell
        room.take(item.line, row)
        sheet.rows.append((item.line, row))
    return sheet


def _cell(value: str, sort: str) -> Value:
    """A value of a declared sort as a cell; what is not of its sort stays a text, to be found faulty where it is used."""
    text = value.strip()
    if sort in NUMERIC:
        return None if text.lower() in NOT_A_NUMBER else text
    if sort == "boolean":
        return TRUE_FALSE.get(text.lower(), text or None)
    return text or None


def column_of(name: str) -> str:
    """The column that an attribute is: its name in small letters; a label is a name."""
    return name.strip().lower()
