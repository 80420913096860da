"""Who works with whom at the end of one run, and at which stage each actor stands."""

from __future__ import annotations

import cmath
import math
import textwrap
from typing import TYPE_CHECKING, Any

import numpy as np

from simul_agir.locale import Words
from simul_agir.model.ladder import STAGES
from simul_agir.report.figures.style import FAINT, INK, MUTED, PALE, STAGE_COLOURS, stage_legend
from simul_agir.report.words.verdict_sentence import quoted
from simul_agir.simulation import network
from simul_agir.study.exploring.bullseye import places_of
from simul_agir.study.names import short_names

if TYPE_CHECKING:
    from matplotlib.axes import Axes

    from simul_agir.study import Comparison

NAMED = 16  # actors that are named: those with most partners, where no other name stands
REPLICATE = 0  # the run that is shown
RIM = float(len(STAGES))  # radius of the outermost ring, that of latency
_APART = 0.22  # by which neighbours of a ring stand further in and out


def draw_network(comparison: Comparison, axes: Axes, translate: Words) -> Axes:
    """The working ties of the first run under the best arm: rings are stages, an angle is an actor, a sector a sphere."""
    graph = _graph(comparison)
    places = _places(comparison, graph)
    partners = dict(graph.degree)
    _draw_rings(axes)
    _draw_ties(graph, places, axes)
    for awake in (True, False):
        chosen = [actor for actor in graph if graph.nodes[actor]["awake"] == awake]
        axes.scatter(
            [places[actor][0] for actor in chosen],
            [places[actor][1] for actor in chosen],
            s=[_size(len(graph), partners[actor]) for actor in chosen],
            c=[STAGE_COLOURS[STAGES.index(graph.nodes[actor]["stage"])] for actor in chosen],
            edgecolors=INK,
            linewidths=0.6,
            linestyle="solid" if awake else (0, (1.5, 1.5)),
            zorder=2,
        )
    _name_spheres(comparison, graph, axes, translate)
    _name_actors(graph, places, partners, axes)
    axes.set_axis_off()
    axes.set_aspect("equal")
    axes.set_xlim(-RIM - 0.9, RIM + 0.9)
    axes.set_ylim(-RIM - 0.35, RIM + 0.35)
    stage_legend(axes, translate)
    return axes


def network_finding(comparison: Comparison, translate: Words) -> str:
    """How many actors work together at the end of that run, and how many stand at team or above."""
    graph = _graph(comparison)
    tied = sum(1 for actor in graph if graph.degree[actor] > 0)
    high = sum(1 for actor in graph if STAGES.index(graph.nodes[actor]["stage"]) >= 2)
    return translate(
        "finding.network",
        best=quoted(_stance(comparison), translate),
        tied=translate.percent(tied / max(1, len(graph))),
        team=translate.percent(high / max(1, len(graph))),
    )


def _stance(comparison: Comparison) -> str:
    """The arm that is shown."""
    return comparison.verdict.best or comparison.reference


def _graph(comparison: Comparison) -> Any:
    """Reciprocated working ties of that run among the actors with voice."""
    import networkx as nx

    graph_of_run = network(
        comparison.scenario, comparison.stance(_stance(comparison)), comparison.seed, REPLICATE
    )
    graph = nx.Graph()
    graph.add_nodes_from(
        (actor, facts) for actor, facts in graph_of_run.nodes(data=True) if facts["voice"] > 0
    )
    graph.add_edges_from(
        (one, other)
        for one, other, tie in graph_of_run.edges(data=True)
        if tie["reciprocated"] and one in graph and other in graph
    )
    return graph


def _places(comparison: Comparison, graph: Any) -> dict[str, tuple[float, float]]:
    """Where to draw each actor: its angle is its own for ever, sphere by sphere; the higher it stands, the further in.

    Neighbours of a ring stand a little further in and out by turns, so that their marks do not cover each other.
    """
    found, turns = {}, dict.fromkeys(range(len(STAGES)), 0)
    whole = zip(comparison.scenario.landscape.ids, places_of(comparison.scenario), strict=True)
    for actor, place in sorted(whole, key=lambda each: each[1].angle):
        if actor not in graph:
            continue
        stage = STAGES.index(graph.nodes[actor]["stage"])
        turns[stage] += 1
        out = _APART * (turns[stage] % 3 - 1) if stage < len(STAGES) - 1 else 0.0
        found[actor] = _at(place.angle, len(STAGES) - stage - 0.5 + out)
    return found


def _at(turn: float, radius: float) -> tuple[float, float]:
    """A place at an angle in turns from the top, clockwise."""
    return radius * math.sin(2 * math.pi * turn), radius * math.cos(2 * math.pi * turn)


def _size(actors: int, partners: int) -> float:
    """The area of a mark, smaller the more actors there are."""
    crowd = min(1.0, 60.0 / max(1, actors))
    return float((26 + 5 * min(partners, 12)) * max(0.12, crowd))


def _draw_rings(axes: Axes) -> None:
    from matplotlib.patches import Circle

    for radius in range(len(STAGES), 0, -1):
        shade = "#ffffff" if radius % 2 else "#f7f7f5"
        axes.add_patch(Circle((0, 0), radius, facecolor=shade, edgecolor=PALE, linewidth=0.8, zorder=0))


def _draw_ties(graph: Any, places: dict[str, tuple[float, float]], axes: Axes) -> None:
    """Working ties as curves that bend to the centre, paler the more there are."""
    from matplotlib.collections import LineCollection

    steps = np.linspace(0.0, 1.0, 14)[:, None]
    curves = []
    for one, other in graph.edges:
        start, end = np.array(places[one]), np.array(places[other])
        bend = 0.3 * (start + end) / 2
        curves.append((1 - steps) ** 2 * start + 2 * steps * (1 - steps) * bend + steps**2 * end)
    alpha = min(0.45, max(0.04, 90.0 / max(1, len(curves))))
    axes.add_collection(LineCollection(curves, colors=FAINT, linewidths=0.6, alpha=alpha, zorder=1))


def _name_spheres(comparison: Comparison, graph: Any, axes: Axes, translate: Words) -> None:
    """The name of each sphere outside the rings, in the middle of its sector."""
    angles: dict[str, list[float]] = {}
    for actor, place in zip(comparison.scenario.landscape.ids, places_of(comparison.scenario), strict=True):
        if actor in graph:
            angles.setdefault(place.sphere, []).append(place.angle)
    for sphere, turns in angles.items():
        middle = cmath.phase(sum(cmath.exp(2j * math.pi * turn) for turn in turns)) / (2 * math.pi)
        x, y = _at(middle, RIM + 0.12)
        axes.text(
            x,
            y,
            textwrap.fill(translate(f"page.sphere.{sphere}"), 16),
            ha="center" if abs(x) < 1.0 else "left" if x > 0 else "right",
            va="center" if abs(y) < RIM - 0.8 else "bottom" if y > 0 else "top",
            fontsize=8.5,
            color=MUTED,
        )


def _name_actors(graph: Any, places: Any, partners: dict[str, int], axes: Axes) -> None:
    """Names beside the actors with most partners, as long as they find a place that no other name has."""
    taken: list[Any] = []
    called = short_names(facts["name"] for _, facts in graph.nodes(data=True))
    axes.figure.canvas.draw()
    for actor in sorted(graph, key=lambda one: -partners[one])[:NAMED]:
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
