"""Statistics of networks that are known by hand, and of drawn ones beside networkx's."""

import networkx as nx
import numpy as np
import pytest

from simul_agir.validation import graphs


def arcs_of(size: int, *pairs: tuple[int, int]) -> graphs.Bools:
    found = np.zeros((size, size), bool)
    for source, target in pairs:
        found[source, target] = True
    return found


TRIANGLE_AND_TAIL = graphs.without_direction(arcs_of(4, (0, 1), (1, 2), (2, 0), (2, 3)))


def test_density_counts_pairs_and_no_diagonal() -> None:
    assert graphs.density(arcs_of(3, (0, 1), (1, 2), (1, 1))) == pytest.approx(2 / 6)
    assert graphs.density(TRIANGLE_AND_TAIL) == pytest.approx(4 / 6)


def test_reciprocity_is_the_share_of_arcs_returned() -> None:
    assert graphs.reciprocity(arcs_of(3, (0, 1), (1, 0), (1, 2))) == pytest.approx(2 / 3)


def test_transitivity_of_a_triangle_with_a_tail() -> None:
    # triples centred on 0, 1, 2, 3: 1 + 1 + 3 + 0; three of them closed
    assert graphs.transitivity(TRIANGLE_AND_TAIL) == pytest.approx(3 / 5)
    assert graphs.closure(TRIANGLE_AND_TAIL) == pytest.approx(3 / 5 - 4 / 6)


def test_a_star_varies_more_in_degree_than_a_ring() -> None:
    star = graphs.without_direction(arcs_of(5, (0, 1), (0, 2), (0, 3), (0, 4)))
    ring = graphs.without_direction(arcs_of(5, (0, 1), (1, 2), (2, 3), (3, 4), (4, 0)))
    assert graphs.degree_variation(star) == pytest.approx(np.std([4, 1, 1, 1, 1]) / 1.6)
    assert graphs.degree_variation(ring) == 0.0


def test_what_a_network_cannot_have_is_not_a_number() -> None:
    empty = np.zeros((4, 4), bool)
    assert graphs.density(empty) == 0.0
    for none in (
        graphs.density(np.zeros((1, 1), bool)),
        graphs.reciprocity(empty),
        graphs.transitivity(empty),
        graphs.degree_variation(empty),
        graphs.dyad_correlation(empty, graphs.same(np.array([0, 0, 1, 1]))),
    ):
        assert np.isnan(none)


def test_ties_within_two_fields_only_correlate_fully() -> None:
    fields = np.array([0, 0, 1, 1])
    assert graphs.dyad_correlation(graphs.same(fields), graphs.same(fields)) == pytest.approx(1.0)
    across = ~graphs.same(fields)
    assert graphs.dyad_correlation(across, graphs.same(fields)) == pytest.approx(-1.0)


def test_permuted_labels_find_a_pattern_and_none() -> None:
    fields = np.repeat([0, 1, 2], 6)
    assert graphs.permuted_chance(graphs.same(fields), fields, 199, seed=1) == pytest.approx(1 / 200)
    luck = np.random.default_rng(3).random((18, 18)) < 0.3
    assert graphs.permuted_chance(graphs.without_direction(luck), fields, 199, seed=1) > 0.05


@pytest.mark.parametrize("seed", range(4))
def test_networkx_finds_the_same(seed: int) -> None:
    arcs = np.random.default_rng(seed).random((15, 15)) < 0.1 + 0.1 * seed
    np.fill_diagonal(arcs, False)
    graph = nx.from_numpy_array(arcs, create_using=nx.DiGraph)
    assert graphs.density(arcs) == pytest.approx(nx.density(graph))
    assert graphs.reciprocity(arcs) == pytest.approx(nx.reciprocity(graph))
    undirected = nx.from_numpy_array(graphs.without_direction(arcs))
    assert graphs.transitivity(graphs.without_direction(arcs)) == pytest.approx(nx.transitivity(undirected))
