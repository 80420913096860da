import pytest

from simul_agir.sheets import gexf, graphml
from simul_agir.sheets.book import Book, Unreadable

GEXF = '<gexf xmlns="http://gexf.net/{v}" xmlns:viz="http://gexf.net/{v}/viz" version="{v}"><graph {graph}>{inside}</graph></gexf>'
GRAPHML = '<graphml xmlns:y="http://www.yworks.com/xml/graphml">{keys}<graph edgedefault="{usual}">{inside}</graph></graphml>'


def gexf_of(inside: str, graph: str = "", version: str = "1.3") -> Book:
    return gexf.read(GEXF.format(v=version, graph=graph, inside=inside).encode())


def graphml_of(inside: str, keys: str = "", usual: str = "directed") -> Book:
    return graphml.read(GRAPHML.format(keys=keys, usual=usual, inside=inside).encode())


def cells(book: Book, number: int) -> list[list[object]]:
    return [row for _, row in book.sheets[number].rows]


ATTRIBUTES = '<attributes class="node"><attribute id="0" title="kind" type="{sort}"><default>d</default></attribute></attributes>'


@pytest.mark.parametrize("version", ["1.1", "1.1draft", "1.2draft", "1.2", "1.3"])
@pytest.mark.parametrize("key", ["for", "id"])
def test_every_version_of_gexf_is_read(version: str, key: str) -> None:
    book = gexf_of(
        ATTRIBUTES.format(sort="string")
        + f'<nodes><node id="a" label="A"><attvalues><attvalue {key}="0" value="x"/></attvalues>'
        '<viz:color r="1" g="2" b="3"/><viz:position x="1"/></node><node id="b"/></nodes>'
        '<edges><edge id="0" source="a" target="b"/></edges>',
        version=version,
    )
    assert cells(book, 0) == [["id", "label", "kind"], ["a", "A", "x"], ["b", None, "d"]]
    assert cells(book, 1) == [["source", "target"], ["a", "b"], ["b", "a"]]


@pytest.mark.parametrize(
    "sort", ["byte", "short", "integer", "long", "bigdecimal", "double", "float", "biginteger"]
)
@pytest.mark.parametrize("value", ["", "NaN", " "])
def test_a_number_that_is_missing_is_an_empty_cell(sort: str, value: str) -> None:
    declared = f'<attributes class="node"><attribute id="m" title="Motivation" type="{sort}"/></attributes>'
    book = gexf_of(
        f'{declared}<nodes><node id="a"><attvalues><attvalue for="m" value="{value}"/></attvalues></node></nodes>'
    )
    assert cells(book, 0) == [["id", "motivation"], ["a"]]


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


@pytest.mark.parametrize(
    ("inside", "rule"),
    [
        ('<nodes><node label="x"/></nodes>', "xml_attribute"),
        ('<edges><edge source="a"/></edges>', "xml_attribute"),
        ('<edges><edge source="a" target="b" type="sideways"/></edges>', "one_of"),
        (
            '<nodes><node id="a"><attvalues><attvalue for="9" value="x"/></attvalues></node></nodes>',
            "declared",
        ),
        (
            ATTRIBUTES.format(sort="string")
            + '<nodes><node id="a"><attvalues><attvalue for="0"/></attvalues></node></nodes>',
            "xml_attribute",
        ),
        (
            ATTRIBUTES.format(sort="string")
            + '<nodes><node id="a"><attvalues><attvalue for="0" value="x" end="2"/><attvalue for="0" value="y" start="2"/>'
            "</attvalues></node></nodes>",
            "over_time",
        ),
        ("</nodes>", "xml"),
        ("<a>" * 99, "xml_deep"),
    ],
)
def test_what_gexf_does_not_allow_is_told(inside: str, rule: str) -> None:
    with pytest.raises(Unreadable, match=f"^{rule}$"):
        gexf_of(inside)


KEYS = '<key id="k" for="node" attr.name="kind" attr.type="string"><default>commune</default></key><key id="g" for="node" yfiles.type="nodegraphics"/>'


def test_yed_gives_names_and_its_groups_are_no_actors() -> None:
    drawn = '<data key="g"><y:ShapeNode><y:Geometry x="1"/><y:NodeLabel fontSize="12">{}<y:LabelModel><y:Smart distance="4"/></y:LabelModel>\n</y:NodeLabel><y:Shape/></y:ShapeNode></data>'
    group = (
        '<node id="g1" yfiles.foldertype="group"><graph edgedefault="directed"><node id="a">'
        + drawn.format("Mairie")
    )
    book = graphml_of(
        f'{group}</node></graph></node><node id="b">{drawn.format("CAF")}</node>',
        '<key id="g" for="node" yfiles.type="nodegraphics"/>',
    )
    assert cells(book, 0) == [["id", "name"], ["a", "Mairie"], ["b", "CAF"]]
    assert {each.what for each in book.remarks} == {"left_out", "group"}


def test_default_values_of_graphml_hold_where_nothing_is_said() -> None:
    book = graphml_of('<node id="a"><data key="k">school</data></node><node id="b"/>', KEYS)
    assert cells(book, 0) == [["id", "kind"], ["a", "school"], ["b", "commune"]]


@pytest.mark.parametrize(
    ("inside", "rule"),
    [
        ("<hyperedge/>", "hyperedge"),
        ('<node id="a"><data key="z">x</data></node>', "declared"),
        ('<node id="a"><data key="k"><b/></data></node>', "plain_value"),
        ('<node id="a"><data key="k">x</data><data key="k">y</data></node>', "once_here"),
        ('<edge source="a" target="b" directed="perhaps"/>', "truth"),
        ("</graph><graph edgedefault='directed'>", "one_graph"),
    ],
)
def test_what_graphml_does_not_allow_is_told(inside: str, rule: str) -> None:
    with pytest.raises(Unreadable, match=f"^{rule}$"):
        graphml_of(inside, KEYS)
