"""Fragile ties: those without which a part of the actors would be cut off from the rest."""

from collections.abc import Iterable

Pair = tuple[int, int]


def bridges_of(pairs: Iterable[Pair]) -> dict[Pair, int]:
    """Each tie without which its group falls apart, with how many actors the smaller part holds.

    pairs: ties whichever way round, of actors by position.
    """
    import networkx as nx

    graph: nx.Graph[int] = nx.Graph()
    graph.add_edges_from(pairs)
    found: dict[Pair, int] = {}
    for group in sorted(nx.connected_components(graph), key=min):
        found |= _cuts(graph.subgraph(group))
    return dict(sorted(found.items(), key=lambda each: (-each[1], each[0])))


def _cuts(graph: "nx.Graph[int]") -> dict[Pair, int]:  # type: ignore[name-defined]  # noqa: F821
    """The bridges of a connected graph, each with the size of the smaller part: sums over the tree that they make."""
    import networkx as nx

    bridges = [tuple(sorted(each)) for each in nx.bridges(graph)]
    if not bridges:
        return {}
    rest = nx.Graph(graph)
    rest.remove_edges_from(bridges)
    part_of: dict[int, int] = {}
    sizes = []
    for number, part in enumerate(nx.connected_components(rest)):
        part_of |= dict.fromkeys(part, number)
        sizes.append(len(part))
    tree = nx.Graph([(part_of[one], part_of[other]) for one, other in bridges])
    below, parent = list(sizes), dict(nx.bfs_predecessors(tree, 0))
    for part in reversed(list(nx.bfs_tree(tree, 0))):
        if part in parent:
            below[parent[part]] += below[part]
    whole = len(graph)
    found = {}
    for one, other in bridges:
        a, b = part_of[one], part_of[other]
        child = a if parent.get(a) == b else b
        found[(one, other)] = min(below[child], whole - below[child])
    return found
