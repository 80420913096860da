"""Who works with whom at the end of one run, and at which stage each actor stands."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any

from simul_agir.locale import Words
from simul_agir.model.ladder import STAGES
from simul_agir.report.style import FAINT, INK, STAGE_COLOURS, stage_legend
from simul_agir.simulation import network
from simul_agir.study.names import short_names
from simul_agir.study.sentence import quoted

if TYPE_CHECKING:
    from matplotlib.axes import Axes

    from simul_agir.study import Comparison

ALL_NAMED = 20  # actors up to which all are named
NAMED = 6  # of more, those with most partners
REPLICATE = 0  # the run that is shown
MOST_EXACT = 300  # actors beyond which the exact layout takes too long
AROUND = 1.35  # radius of the circle of those who stand apart, the inner group's being 1


def draw_network(comparison: Comparison, axes: Axes, say: Words) -> Axes:
    """The working ties of the first run under the best arm; the darker an actor, the higher its stage."""
    import networkx as nx

    graph = _graph(comparison)
    places = _places(graph)
    partners = dict(graph.degree)
    nx.draw_networkx_edges(graph, places, ax=axes, edge_color=FAINT, width=0.6, alpha=0.45)
    drawn = nx.draw_networkx_nodes(
        graph,
        places,
        ax=axes,
        node_color=[STAGE_COLOURS[STAGES.index(graph.nodes[actor]["stage"])] for actor in graph],
        node_size=[30 + 7 * partners[actor] for actor in graph],
        edgecolors=INK,
        linewidths=0.6,
    )
    drawn.set_zorder(2)
    _name_actors(graph, places, partners, axes)
    axes.set_axis_off()
    axes.margins(0.08)
    stage_legend(axes, say)
    return axes


def network_finding(comparison: Comparison, say: Words) -> str:
    """How many actors work together at the end of that run, and how many stand at team or above."""
    graph = _graph(comparison)
    tied = sum(1 for actor in graph if graph.degree[actor] > 0)
    high = sum(1 for actor in graph if STAGES.index(graph.nodes[actor]["stage"]) >= 2)
    return say(
        "finding.network",
        best=quoted(_stance(comparison), say),
        tied=say.percent(tied / max(1, len(graph))),
        team=say.percent(high / max(1, len(graph))),
    )


def _stance(comparison: Comparison) -> str:
    """The arm that is shown."""
    return comparison.verdict.best or comparison.reference


def _graph(comparison: Comparison) -> Any:
    """Reciprocated working ties of that run among the actors with voice."""
    import networkx as nx

    lived = network(comparison.scenario, comparison.stance(_stance(comparison)), comparison.seed, REPLICATE)
    graph = nx.Graph()
    graph.add_nodes_from((actor, facts) for actor, facts in lived.nodes(data=True) if facts["voice"] > 0)
    graph.add_edges_from(
        (one, other)
        for one, other, tie in lived.edges(data=True)
        if tie["reciprocated"] and one in graph and other in graph
    )
    return graph


def _places(graph: Any) -> dict[str, tuple[float, float]]:
    """Where to draw each actor: the largest group inside, all others on a circle around it, side by side."""
    import networkx as nx

    groups = sorted(nx.connected_components(graph), key=lambda group: (-len(group), min(group)))
    if not groups:
        return {}
    inner = graph.subgraph(groups[0])
    if len(inner) <= MOST_EXACT:
        places = dict(nx.kamada_kawai_layout(inner))
    else:
        places = dict(nx.spring_layout(inner, seed=1, iterations=60))
    outer = [actor for group in groups[1:] for actor in sorted(group)]
    for place, actor in enumerate(outer):
        angle = 2 * math.pi * place / len(outer)
        places[actor] = (AROUND * math.cos(angle), AROUND * math.sin(angle))
    return places


def _name_actors(graph: Any, places: Any, partners: dict[str, int], axes: Axes) -> None:
    """Names beside the actors with most partners, as long as they find a place that no other name has."""
    taken: list[Any] = []
    called = short_names(facts["name"] for _, facts in graph.nodes(data=True))
    axes.figure.canvas.draw()
    named = len(graph) if len(graph) <= ALL_NAMED else NAMED
    for actor in sorted(graph, key=lambda one: -partners[one])[:named]:
        x, y = places[actor]
        text = axes.annotate(
            called[graph.nodes[actor]["name"]],
            (x, y),
            xytext=(0, 7),
            textcoords="offset points",
            ha="center",
            fontsize=7.5,
            zorder=3,
            bbox={"facecolor": "white", "alpha": 0.75, "edgecolor": "none", "pad": 0.8},
        )
        box = text.get_window_extent()
        if any(box.overlaps(other) for other in taken):
            text.remove()
        else:
            taken.append(box)
