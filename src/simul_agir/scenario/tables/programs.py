"""Handles what other programs write to tables of actors and ties: further columns, labels, directions of ties."""

from __future__ import annotations

from dataclasses import replace

from simul_agir.scenario.faults import Faults, listed
from simul_agir.scenario.notes import Note, note
from simul_agir.scenario.tables.table import Cell, Table, without

DRAWN = (
    "x|y|z|r|g|b|size|color|colour|shape|viz|start|end|pid|timeset|interval|polygon|fixed|thickness|graphics|suid|"
    "selected|description|desc|url|image|tags"
)
GEPHI = (
    "degree|in-degree|indegree|out-degree|outdegree|weighted degree|weighted in-degree|weighted indegree|"
    "weighted out-degree|weighted outdegree|modularity_class|modularity class|pageranks|pagerank|eccentricity|"
    "closnesscentrality|closeness centrality|closenesscentrality|harmonicclosnesscentrality|"
    "harmonic closeness centrality|betweenesscentrality|betweenness centrality|betweennesscentrality|authority|hub|"
    "clustering|clustering coefficient|triangles|number of triangles|componentnumber|component id|strongcompnum|"
    "strongly-connected id|eigencentrality|eigenvector centrality|stat_inf_class|inferred class|average degree|"
    "dynamic degree|dynamic clustering coefficient|shared name|shared interaction|interaction|canonicalname"
)
LEFT_OUT = frozenset([*DRAWN.split("|"), *GEPHI.split("|")])
OF_TIES = LEFT_OUT | {"id", "label", "key", "name", "edge label", "edgelabel", "edge id", "kind"}
BOTH_WAYS, ONE_WAY = ("undirected", "mutual"), ("directed",)


def in_our_words(table: Table, what: str, notes: list[Note], faults: Faults) -> Table:
    """The table of actors or ties without columns of other programs; these are noted."""
    return _actors(table, notes) if what == "actors" else _ties(table, notes, faults)


def _actors(table: Table, notes: list[Note]) -> Table:
    """Use labels as names if there are no names; leave out numbers that a program computed or uses for drawing."""
    dropped = [name for name in table.columns if name in LEFT_OUT]
    if "label" in table.columns and "name" in table.columns:
        dropped.append("label")
    table = _dropped(table, dropped, notes)
    return _renamed(table, "label", "name") if "label" in table.columns else table


def _ties(table: Table, notes: list[Note], faults: Faults) -> Table:
    """Undirected ties become mutual; weights are not on the scale of strengths and are left out."""
    if "type" in table.columns:
        table = _both_ways(table, faults)
    dropped = [name for name in table.columns if name in OF_TIES]
    if "weight" in table.columns:
        weights = {str(cells.get("weight", "1")) for _, cells in table.rows} - {"1", "1.0"}
        if weights:
            notes.append(note("weight", file=table.label.replace("\\", "/").rpartition("/")[2]))
        table = without(table, ("weight",))
    return _dropped(table, dropped, notes)


def _dropped(table: Table, columns: list[str], notes: list[Note]) -> Table:
    """The table without these columns; those with values are noted."""
    told = [name for name in columns if any(name in cells for _, cells in table.rows)]
    if told:
        notes.append(
            note(
                "columns_not_read",
                file=table.label.replace("\\", "/").rpartition("/")[2],
                names=listed(told, 8),
            )
        )
    return without(table, columns)


def _renamed(table: Table, old: str, new: str) -> Table:
    columns = tuple(new if name == old else name for name in table.columns)
    rows = [
        (line, {new if name == old else name: cell for name, cell in cells.items()})
        for line, cells in table.rows
    ]
    return replace(table, columns=columns, rows=rows)


def _both_ways(table: Table, faults: Faults) -> Table:
    """Ties from Gephi's tables of edges; the column `type` tells whether they are mutual."""
    rows: list[tuple[int | None, dict[str, Cell]]] = []
    for line, cells in table.rows:
        said = str(cells.get("type", ONE_WAY[0])).strip().lower()
        if said not in (*BOTH_WAYS, *ONE_WAY):
            faults.add(
                table.label,
                line,
                "type",
                str(cells["type"]),
                "one_of",
                names=", ".join((*ONE_WAY, *BOTH_WAYS)),
            )
        rows.append((line, cells))
        if said in BOTH_WAYS and cells.get("source") != cells.get("target"):
            back = {"source": cells.get("target"), "target": cells.get("source")}
            rows.append((line, cells | {name: cell for name, cell in back.items() if cell is not None}))
    return replace(without(replace(table, rows=rows), ("type",)))
