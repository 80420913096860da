"""GraphML, as NetworkX, Gephi, Cytoscape and yEd write it."""

from __future__ import annotations

from simul_agir.sheets.book import Book, Unreadable

from .network import DIRECTED, UNDIRECTED, Attribute, Item, Network

DRAWN_LABELS = ("NodeLabel",)


def read(content: bytes) -> Book:
    """Nodes and edges. Unreadable where it is no GraphML, or beyond a bound."""
    network = _GraphML()
    network.read(content)
    if not network.graphs:
        raise Unreadable("readable", format=".graphml", why="graph")
    return network.finished()


class _GraphML(Network):
    def __init__(self) -> None:
        super().__init__("graphml")
        self.graphs = 0
        self._keys: dict[tuple[str, str], Attribute] = {}
        self._key: Attribute | None = None
        self._directions: list[str] = []
        self._open: list[Item | None] = []
        self._data: Attribute | None = None
        self._data_depth = 0
        self._text: list[str] | None = None
        self._labels: dict[int, list[str]] = {}
        self._label = 0  # the depth of the label that is read; 0: none
        self._drawn: set[str] = set()

    def start(self, name: str, attributes: dict[str, str]) -> None:
        if self._data is not None:
            self._within_data(name)
        elif name == "key":
            self._declare(attributes)
        elif name == "default" and self._key is not None:
            self._text = []
        elif name == "graph":
            self._begin_graph(attributes)
        elif name == "node":
            item = Item(self.line, (self._said(attributes, "id", name),))
            item.group = "foldertype" in attributes
            self._open.append(item)
            self.nodes.append(item)
        elif name == "edge":
            self._begin_edge(attributes)
        elif name == "data":
            self._begin_data(attributes)
        elif name == "desc" and self._open:
            self._drawn.add("desc")
        elif name == "hyperedge":
            raise Unreadable("hyperedge", self.line, name)

    def _said(self, attributes: dict[str, str], key: str, element: str) -> str:
        found = attributes.get(key, "").strip()
        if not found:
            raise Unreadable("xml_attribute", self.line, element, None, name=key)
        return found

    def _declare(self, attributes: dict[str, str]) -> None:
        drawn = "yfiles.type" in attributes
        name = attributes.get("attr.name") or attributes.get("yfiles.type") or attributes.get("id", "")
        usual = {"attr.type": "string"} | attributes
        self._key = Attribute(name, usual["attr.type"].lower(), None, drawn)
        key = self._said(attributes, "id", "key")
        for sort in ("node", "edge"):
            if attributes.get("for", "all") in (sort, "all"):
                self._keys[sort, key] = self._key

    def _begin_graph(self, attributes: dict[str, str]) -> None:
        if not self._open:
            self.graphs += 1
            if self.graphs > 1:
                raise Unreadable("one_graph", self.line, "graph")
        elif self._open[-1] is not None:
            self._open[-1].group = True
        usual = self._directions[-1] if self._directions else UNDIRECTED
        said = attributes.get("edgedefault", usual)
        if said not in (DIRECTED, UNDIRECTED):
            raise Unreadable("one_of", self.line, "edgedefault", said[:40], names=f"{DIRECTED}, {UNDIRECTED}")
        self._directions.append(said)

    def _begin_edge(self, attributes: dict[str, str]) -> None:
        said = attributes.get("directed")
        if said is not None and said not in ("true", "false", "1", "0"):
            raise Unreadable("truth", self.line, "directed", said[:40])
        directed = self._directions[-1:] == [DIRECTED] if said is None else said in ("true", "1")
        ends = (self._said(attributes, "source", "edge"), self._said(attributes, "target", "edge"))
        item = Item(self.line, ends, both=not directed)
        self._open.append(item)
        self.edges.append(item)

    def _begin_data(self, attributes: dict[str, str]) -> None:
        item = self._open[-1] if self._open else None
        if item is None:
            return  # of the graph itself
        sort = "node" if len(item.ends) == 1 else "edge"
        key = self._said(attributes, "key", "data")
        known = self._keys.get((sort, key))
        if known is None:
            raise Unreadable("declared", self.line, "data", key[:40], what="key")
        self._data, self._data_depth, self._text = known, self.depth, []

    def _within_data(self, name: str) -> None:
        """Elements in a value: only what a drawing program keeps there; of it, the label of a node is read."""
        if self._data is not None and not self._data.drawn:
            raise Unreadable("plain_value", self.line, self._data.name[:80], name[:40])
        if self._label == 0:
            self._text = [] if name in DRAWN_LABELS else None
            self._label = self.depth if name in DRAWN_LABELS else 0

    def text(self, data: str) -> None:
        if self._text is not None:
            self._text.append(data)

    def end(self, name: str) -> None:
        if self._data is not None:
            self._end_in_data()
        elif name == "key":
            self._key = None
        elif name == "default" and self._key is not None:
            self._key.usual, self._text = "".join(self._text or []), None
        elif name in ("node", "edge"):
            self._open.pop()
        elif name == "graph":
            self._directions.pop()

    def _end_in_data(self) -> None:
        """A value ends, or the label of a node that is drawn; what stands within a label belongs to it."""
        attribute, item = self._data, self._open[-1]
        assert attribute is not None
        assert item is not None
        text = "".join(self._text or [])
        if self.depth == self._data_depth:
            if attribute.drawn:
                self._drawn.add(attribute.name)
            else:
                self.keep(item, attribute, text, "once_here")
            self._data, self._text, self._label = None, None, 0
        elif self.depth == self._label:
            if text.strip():
                self._labels.setdefault(id(item), []).append(" ".join(text.split()))
            self._text, self._label = None, 0

    def finished(self) -> Book:
        """The book: values that are the same for all in their places, and names from what was drawn."""
        for sort, items in (("node", self.nodes), ("edge", self.edges)):
            self.keep_usual(
                items, [each for (what, _), each in self._keys.items() if what == sort], "once_here"
            )
        for node in self.nodes:
            labels = self._labels.get(id(node))
            if labels and not node.group and "name" not in node.values and "label" not in node.values:
                node.values["name"], node.sorts["name"] = labels[0], "string"
        if self._drawn:
            self.book.remark("left_out", "actors", None, ", ".join(sorted(self._drawn)))
        return self.to_book()
