"""GEXF 1.1 to 1.3, as Gephi, NetworkX and sigma.js write it."""

from __future__ import annotations

from simul_agir.sheets.book import Book, Unreadable

from .network import BOTH_WAYS, DIRECTED, UNDIRECTED, Attribute, Item, Network

LEFT_OUT = ("start", "end", "startopen", "endopen", "kind")  # when something is there; what an edge is called
DIRECTIONS = (DIRECTED, *BOTH_WAYS)


def read(content: bytes) -> Book:
    """Nodes and edges. Unreadable where it is no GEXF, or beyond a bound."""
    network = _Gexf()
    network.read(content)
    if not network.graphs:
        raise Unreadable("readable", format=".gexf", why="graph")
    return network.finished()


class _Gexf(Network):
    def __init__(self) -> None:
        super().__init__("gexf")
        self.graphs = 0
        self._usual_direction = UNDIRECTED
        self._class = ""
        self._declared: dict[tuple[str, str], Attribute] = {}
        self._attribute: Attribute | None = None
        self._open: list[Item] = []
        self._text: list[str] | None = None
        self._left: set[str] = set()

    def start(self, name: str, attributes: dict[str, str]) -> None:
        if self.space.endswith("viz"):
            self._left.add("viz")
            return
        if name in ("node", "edge", "spell"):
            self._left.update(key for key in LEFT_OUT if key in attributes)
        if name == "graph":
            self._begin_graph(attributes)
        elif name == "attributes":
            self._class = attributes.get("class", "node")
        elif name == "attribute":
            self._declare(attributes)
        elif name == "default" and self._attribute is not None:
            self._text = []
        elif name == "node":
            self._begin_node(attributes)
        elif name == "edge":
            self._begin_edge(attributes)
        elif name == "attvalue":
            self._value(attributes)
        elif name == "parent" and self._open:
            self.book.remark("group", "actors", self.line, attributes.get("for", ""))

    def _said(self, attributes: dict[str, str], key: str, element: str) -> str:
        found = attributes.get(key, "").strip()
        if not found:
            raise Unreadable("xml_attribute", self.line, element, None, name=key)
        return found

    def _begin_graph(self, attributes: dict[str, str]) -> None:
        self.graphs += 1
        if self.graphs > 1:
            raise Unreadable("one_graph", self.line, "graph")
        said = attributes.get("defaultedgetype", UNDIRECTED)
        self._usual_direction = self._direction(said, "defaultedgetype")

    def _direction(self, said: str, field: str) -> str:
        if said.lower() not in DIRECTIONS:
            raise Unreadable("one_of", self.line, field, said[:40], names=", ".join(DIRECTIONS))
        return said.lower()

    def _declare(self, attributes: dict[str, str]) -> None:
        key = self._said(attributes, "id", "attribute")
        name = attributes.get("title", "").strip() or key
        self._attribute = Attribute(name, attributes.get("type", "string").lower())
        self._declared[self._class, key] = self._attribute

    def _begin_node(self, attributes: dict[str, str]) -> None:
        item = Item(self.line, (self._said(attributes, "id", "node"),))
        label = attributes.get("label", "").strip()
        if label:
            item.values["label"], item.sorts["label"] = label, "string"
        if self._open and len(self._open[-1].ends) == 1:
            self._open[-1].group = True
        if attributes.get("pid"):
            self.book.remark("group", "actors", self.line, attributes["pid"])
        self._open.append(item)
        self.nodes.append(item)

    def _begin_edge(self, attributes: dict[str, str]) -> None:
        direction = attributes.get("type") or self._usual_direction
        ends = (self._said(attributes, "source", "edge"), self._said(attributes, "target", "edge"))
        item = Item(self.line, ends, both=self._direction(direction, "type") in BOTH_WAYS)
        label = attributes.get("label", "").strip()
        if label:
            item.values["label"], item.sorts["label"] = label, "string"
        weight = attributes.get("weight", "").strip()
        if weight:
            item.values["weight"], item.sorts["weight"] = weight, "double"
        self._open.append(item)
        self.edges.append(item)

    def _value(self, attributes: dict[str, str]) -> None:
        """The value of an attribute of what is open; GEXF 1.0 and 1.1 name it by `id`, later ones by `for`."""
        if not self._open:
            return
        item = self._open[-1]
        sort = "node" if len(item.ends) == 1 else "edge"
        key = attributes.get("for", attributes.get("id", ""))
        known = self._declared.get((sort, key))
        if known is None:
            raise Unreadable("declared", self.line, "attvalue", key[:40], what="attribute")
        if known.name.lower() == "label" and item.values.get("label"):
            return
        if "value" not in attributes:
            raise Unreadable("xml_attribute", self.line, "attvalue", None, name="value")
        self.keep(item, known, attributes["value"], "over_time")

    def text(self, data: str) -> None:
        if self._text is not None:
            self._text.append(data)

    def end(self, name: str) -> None:
        if self.space.endswith("viz") and name not in ("node", "edge"):
            self.space = ""
            return
        if name == "default" and self._attribute is not None:
            self._attribute.usual, self._text = "".join(self._text or []).strip() or None, None
        elif name == "attribute":
            self._attribute = None
        elif name in ("node", "edge") and self._open:
            self._open.pop()

    def finished(self) -> Book:
        """The book, values that hold for all who say nothing in their places."""
        for sort, items in (("node", self.nodes), ("edge", self.edges)):
            declared = [each for (what, _), each in self._declared.items() if what == sort]
            self.keep_usual(items, declared, "over_time")
        if self._left:
            self.book.remark("left_out", "actors", None, ", ".join(sorted(self._left)))
        return self.to_book()
