"""Tests of `sheets.graphml`: graphML, as NetworkX, Gephi, Cytoscape and yEd write it."""

import pytest
from tests.sheets.test_networks import KEYS, cells, graphml_of

from simul_agir.sheets.book import Unreadable


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
