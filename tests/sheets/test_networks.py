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
