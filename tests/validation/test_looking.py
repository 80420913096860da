"""What is read off a territory: the same network as the graph shows, trust and actions by hand."""

import numpy as np
import pytest

from simul_agir.model import fields as at
from simul_agir.model.events import ACTION_FAILED, ACTION_SUCCEEDED, HELPED
from simul_agir.scenario import Scenario
from simul_agir.simulation import Batch
from simul_agir.simulation.working_network import network_of as graph_of
from simul_agir.validation.looking import councils, joint_actions, mutual_trusts, network_of, start_of


@pytest.fixture(scope="module")
def lived() -> Batch:
    return Batch.begin(Scenario.load("classroom"), "animation", 1, 5).run_until(24)


def test_the_network_is_that_of_the_graph_among_those_present(lived: Batch) -> None:
    graph, actors = graph_of(lived), lived.state.actors[0]
    there = [
        name
        for place, name in enumerate(lived.scenario.landscape.ids)
        if actors[place, at.VOICE] > 0 and actors[place, at.AWAKE]
    ]
    found = network_of(lived)
    assert len(found.stages) == len(there)
    working = {frozenset(edge) for edge in graph.subgraph(there).edges}
    first, second = np.nonzero(np.triu(found.edges))
    assert working
    assert {frozenset((there[i], there[j])) for i, j in zip(first, second, strict=True)} == working
    both = {
        frozenset((one, two))
        for one, two, data in graph.subgraph(there).edges(data=True)
        if data["reciprocated"]
    }
    assert int((found.arcs & found.arcs.T).sum()) == 2 * len(both)


def test_mutual_trust_is_the_mean_over_those_one_works_with(lived: Batch) -> None:
    graph, ids = graph_of(lived), lived.scenario.landscape.ids
    trusts = mutual_trusts(lived)
    for place, name in enumerate(ids):
        others = {*graph.successors(name), *graph.predecessors(name)}
        if not others:
            assert np.isnan(trusts[place])
            continue

        def trust(one: str, two: str) -> float:
            return float(graph.edges[one, two]["trust"]) if graph.has_edge(one, two) else 0.5

        expected = np.mean([np.sqrt(trust(name, other) * trust(other, name)) for other in others])
        assert trusts[place] == pytest.approx(expected)


def test_joint_actions_are_counted_for_those_who_lead_them(lived: Batch) -> None:
    # month, what, actor, other, need, value: two joint actions of actor 2, one of it alone, one help
    lines = np.array(
        [
            [30, ACTION_SUCCEEDED, 2, 1, 0, 0.6],
            [30, ACTION_FAILED, 2, 3, 1, 0.2],
            [31, ACTION_SUCCEEDED, 2, -1, 1, 0.9],
            [31, HELPED, 1, 2, -1, 0.5],
            [32, ACTION_FAILED, 0, 1, 1, 0.4],
        ],
        dtype=float,
    )
    led, won, chances = joint_actions(lived, lines)
    assert list(led[:3]) == [1.0, 0.0, 2.0]
    assert list(won[:3]) == [0.0, 0.0, 1.0]
    assert chances[2] == pytest.approx(0.8)


def test_the_start_is_the_landscape_and_councils_are_counted_by_kind() -> None:
    batch = Batch.begin(Scenario.from_contract("CN06202I"), "none", 1, 1)
    landscape = batch.scenario.landscape
    assert int(start_of(batch).arcs.sum()) == len(landscape.sources)
    asleep, there = councils(batch)
    assert there == landscape.kinds.count("residents_council")
    assert 0 < asleep < there
