"""The network of working ties is what the ladder reads, as any other program would read it."""

import io

import networkx as nx
import numpy as np
import pytest

from simul_agir.model import fields as at
from simul_agir.model.indicators import INDICATORS
from simul_agir.model.ladder import CRITERIA, STAGES
from simul_agir.model.parameters import PARTNERS_LEVEL
from simul_agir.simulation import Batch, network, network_of
from simul_agir.simulation.working_network import ties_of
from territories import scenario

PLACE = scenario(actors=12, months=12, warm_up=12, seed=4, effort=0.5, density=0.2)


@pytest.fixture(scope="module")
def batch() -> Batch:
    """At the end of a year, when the network is read."""
    return Batch.begin(PLACE, "animation", 3, seed=2).run_until(12)


def present(batch: Batch, r: int) -> list[int]:
    actors = batch.state.actors[r]
    return list(np.flatnonzero((actors[:, at.VOICE] > 0) & (actors[:, at.AWAKE] > 0)))


@pytest.mark.parametrize("r", range(3))
def test_networkx_finds_the_components_that_the_rules_find(batch: Batch, r: int) -> None:
    ties, people = ties_of(batch.state, r, PLACE.vector()), present(batch, r)
    graph = nx.Graph()
    graph.add_nodes_from(people)
    pairs = zip(ties.sources[ties.reciprocated], ties.targets[ties.reciprocated], strict=True)
    graph.add_edges_from((i, j) for i, j in pairs if i in graph and j in graph)
    giant = max(map(len, nx.connected_components(graph))) / len(people)
    assert batch.indicators[r, 12, INDICATORS.index("giant")] == pytest.approx(giant)


@pytest.mark.parametrize("r", range(3))
def test_networkx_finds_the_density_and_the_reciprocity_that_the_rules_find(batch: Batch, r: int) -> None:
    people = present(batch, r)
    state = batch.state
    sought = nx.DiGraph()
    sought.add_nodes_from(people)
    for i in people:
        for a in range(int(state.actors[r, i, at.TIES])):
            j = int(state.tie_index[r, i, at.ALTER, a])
            if state.tie_index[r, i, at.CONTACT, a] & 0x1FFE and j in people:
                sought.add_edge(i, j)
    line = dict(zip(INDICATORS, batch.indicators[r, 12], strict=True))
    assert line["density"] == pytest.approx(nx.density(sought.to_undirected()))  # whichever side sought it
    assert line["reciprocity"] == pytest.approx(nx.overall_reciprocity(sought))


@pytest.mark.parametrize("r", range(3))
def test_transitivity_is_the_share_of_pairs_of_alters_that_work_with_each_other(batch: Batch, r: int) -> None:
    ties = ties_of(batch.state, r, PLACE.vector())
    working = np.zeros((12, 12), bool)
    working[ties.sources[ties.working], ties.targets[ties.working]] = True
    pairs = working[:, :, None] & working[:, None, :] & ~np.eye(12, dtype=bool)
    closed = pairs & working[None, :, :]
    found = batch.indicators[r, 12, INDICATORS.index("transitivity")]
    assert found == pytest.approx(closed.sum() / pairs.sum())


def test_reciprocated_ties_are_working_and_go_both_ways(batch: Batch) -> None:
    ties = ties_of(batch.state, 0, PLACE.vector())
    pairs = set(zip(ties.sources[ties.reciprocated], ties.targets[ties.reciprocated], strict=True))
    assert pairs
    assert all((j, i) in pairs for i, j in pairs)
    assert (ties.working | ~ties.reciprocated).all()


def test_partners_are_those_that_the_criterion_counts(batch: Batch) -> None:
    from simul_agir.simulation.ensemble import ensemble_of

    passes = ensemble_of(batch).final_passes[0][:, CRITERIA.index("partners")]
    ties = ties_of(batch.state, 0, PLACE.vector())
    partners = np.bincount(ties.sources[ties.reciprocated], minlength=12)
    needed = float(PLACE.vector()[PARTNERS_LEVEL])
    awake = batch.state.actors[0, :, at.AWAKE] > 0
    assert np.array_equal(passes[awake], (partners >= needed)[awake])


def test_a_graph_holds_actors_and_working_ties(batch: Batch) -> None:
    graph = network_of(batch)
    landscape = PLACE.landscape
    assert list(graph.nodes) == list(landscape.ids)
    assert [graph.nodes[each]["name"] for each in graph] == list(landscape.names)
    assert [graph.nodes[each]["kind"] for each in graph] == list(landscape.kinds)
    assert all(graph.nodes[each]["stage"] in STAGES for each in graph)
    ties = ties_of(batch.state, 0, PLACE.vector())
    assert graph.number_of_edges() == np.count_nonzero(ties.working)
    for _, _, tie in graph.edges(data=True):
        assert 0 < tie["trust"] < 1
        assert 0 <= tie["strength"] <= 1
        assert isinstance(tie["reciprocated"], bool)


def test_the_network_of_a_run_is_that_of_its_batch(batch: Batch) -> None:
    alone = network(PLACE, "animation", seed=2, replicate=1)
    assert nx.utils.graphs_equal(alone, network_of(batch, 1))
    assert not nx.utils.graphs_equal(alone, network_of(batch, 2))


def test_any_format_holds_a_network(batch: Batch) -> None:
    for write, read in ((nx.write_graphml, nx.read_graphml), (nx.write_gexf, nx.read_gexf)):
        stream = io.BytesIO()
        write(network_of(batch), stream)
        stream.seek(0)
        assert read(stream).number_of_nodes() == 12
