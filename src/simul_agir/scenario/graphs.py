"""Networks: actors are nodes and ties are edges of a GraphML or GEXF file."""

from __future__ import annotations

import io
import re
from pathlib import Path
from typing import Any

from .faults import Faults
from .tables import Cell, Table
from .text import MOST_TABLE, read_bytes

NOT_COLUMNS = (
    "viz",
    "start",
    "end",
    "pid",
    "r",
    "g",
    "b",
    "x",
    "y",
    "z",
    "size",
)  # what drawing programs add


def read_graph(path: Path, label: str, most: int, faults: Faults) -> tuple[Table, Table] | None:
    """Actors and ties of a network; an undirected edge is a tie both ways. None: faults noted."""
    content = read_bytes(path, label, MOST_TABLE, faults)
    if content is None:
        return None
    graph = _graph(content, path.suffix.lower(), label, faults)
    if graph is None:
        return None
    if len(graph) > most or graph.number_of_edges() > 32 * most:
        found = f"{len(graph)}, {graph.number_of_edges()}"
        faults.add(label, None, "", found, "size_graph", most=most, edges=32 * most)
        return None
    lines = _node_lines(content)
    return _actors(graph, label, lines), _ties(graph, label)


def _graph(content: bytes, suffix: str, label: str, faults: Faults) -> Any:
    import networkx

    reader = networkx.read_graphml if suffix == ".graphml" else networkx.read_gexf
    try:
        return reader(io.BytesIO(content))
    except Exception as error:  # the parsers raise anything at all on a damaged file
        detail = str(error).split("\n")[0][:100] or type(error).__name__
        faults.add(label, None, "", None, "readable", format=suffix, detail=detail)
        return None


def _node_lines(content: bytes) -> dict[str, int]:
    """The line on which each node stands, as far as a look at the text tells."""
    found: dict[str, int] = {}
    for number, line in enumerate(content.decode("utf-8", "replace").split("\n"), start=1):
        for name in re.findall(r"<node\b[^>]*?\bid=[\"']([^\"']*)[\"']", line):
            found.setdefault(name, number)
    return found


def _actors(graph: Any, label: str, lines: dict[str, int]) -> Table:
    table = Table(label)
    columns = {"id": None}
    for node, data in graph.nodes(data=True):
        row: dict[str, Cell] = {"id": str(node)}
        for name, value in data.items():
            column = "name" if name == "label" else str(name).lower()
            known = name == "label" and "name" in data
            if column not in NOT_COLUMNS and column != "id" and not known:
                columns[column] = None
                row[column] = _plain(value)
        table.rows.append(
            (lines.get(str(node)), {name: cell for name, cell in row.items() if cell not in (None, "")})
        )
    table.columns = tuple(columns)
    return table


def _ties(graph: Any, label: str) -> Table:
    table = Table(label, ("source", "target", "strength", "trust"))
    for source, target, data in graph.edges(data=True):
        values = {name: _plain(data[name]) for name in ("strength", "trust") if name in data}
        ends = (
            [(source, target)]
            if graph.is_directed() or source == target
            else [(source, target), (target, source)]
        )
        for start, end in ends:
            table.rows.append((None, {"source": str(start), "target": str(end), **values}))
    return table


def _plain(value: object) -> Cell:
    if isinstance(value, bool):
        return value
    if isinstance(value, (int, float)):
        return float(value)
    return str(value).strip()
