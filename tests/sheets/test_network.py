"""Tests of `sheets.network`: networks."""

from tests.sheets.test_networks import cells, gexf_of, graphml_of


def test_mixed_edges_go_as_each_says() -> None:
    nodes = '<nodes><node id="a"/><node id="b"/><node id="c"/></nodes>'
    edges = (
        '<edges><edge source="a" target="b" type="undirected"/><edge source="b" target="c"/>'
        '<edge source="a" target="c" type="mutual"/><edge source="c" target="a" type="undirected"/></edges>'
    )
    book = gexf_of(nodes + edges, 'defaultedgetype="directed"')
    assert cells(book, 1)[1:] == [["a", "b"], ["b", "a"], ["b", "c"], ["a", "c"], ["c", "a"]]


def test_the_same_directed_edge_twice_stays_twice_to_be_told() -> None:
    book = graphml_of(
        '<node id="a"/><node id="b"/><edge source="a" target="b"/><edge source="a" target="b"/>'
    )
    assert len(cells(book, 1)) == 3
