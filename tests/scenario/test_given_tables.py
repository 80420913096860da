"""Files from reports of faults in spreadsheets and programs of networks: each read as what it says, or refused."""

from pathlib import Path

import pytest

from simul_agir.scenario import Scenario

from .folders import faults_of, only_fault

GIVEN = Path(__file__).parent / "given"


def ties_of(name: str) -> set[tuple[str, str]]:
    land = Scenario.load(GIVEN / name).landscape
    return {(land.ids[one], land.ids[two]) for one, two in zip(land.sources, land.targets, strict=True)}


def motivation(name: str) -> list[float]:
    return [float(value) for value in Scenario.load(GIVEN / name).landscape.attributes["motivation"]]


CHAIN = {("agglo", "equipe"), ("mairie", "club"), ("club", "ecole")}


@pytest.mark.parametrize(
    "name",
    [
        "csv-percent",
        "csv-sep-line",
        "csv-short-rows",
        "ties-file-ignored",
        "xlsx-dimension-ties",
        "xlsx-second-sheet-ignored",
        "graphml-yed",
    ],
)
def test_all_ties_are_read(name: str) -> None:
    assert ties_of(name) == CHAIN


@pytest.mark.parametrize("name", ["csv-percent", "csv-sep-line", "csv-short-rows"])
def test_motivation_is_read_as_the_spreadsheet_shows_it(name: str) -> None:
    found = motivation(name)
    assert (found[0], found[3]) == (0.6, 0.4)


def test_a_name_in_the_code_page_of_a_mac_is_read() -> None:
    assert Scenario.load(GIVEN / "macroman-silent").landscape.names[0] == "Métropole"


def test_a_comment_is_no_name_and_is_told() -> None:
    scenario = Scenario.load(GIVEN / "ods-cell-comment")
    assert scenario.landscape.names[2:4] == ("Mairie", "club")
    assert any("comments not read, on lines 4, 5" in remark for remark in scenario.notes)


def test_an_undirected_edge_among_directed_ones_goes_both_ways() -> None:
    assert len(ties_of("gexf-mixed-edges")) == 3


@pytest.mark.parametrize("name", ["gexf-empty-number", "gexf-type-short"])
def test_all_types_and_empty_values_of_gexf_are_read(name: str) -> None:
    assert ties_of(name) == {("agglo", "equipe"), ("mairie", "club")}


def test_an_empty_number_of_gexf_is_drawn() -> None:
    assert Scenario.load(GIVEN / "gexf-empty-number").given["motivation"] == 2


def test_what_yed_draws_is_left_out_and_told() -> None:
    scenario = Scenario.load(GIVEN / "graphml-yed")
    assert scenario.landscape.names[0] == "Agglo"
    assert any("keep for drawing" in remark for remark in scenario.notes)


@pytest.mark.parametrize(
    ("name", "line", "field", "value", "allowed"),
    [
        ("gexf-edge-attribute-ignored", 17, "strength", '"9.0"', "a number from 0 to 1"),
        ("gexf-edge-to-nobody", 16, "target", '"fantome"', "the id of an actor"),
        ("xlsx-formula-without-value", 2, "motivation", "", "a formula whose value is in the file"),
        ("ods-ragged-repeated", 2, "", "1000000000000", "at most 400000 rows"),
        ("xlsx-row-number", None, "row", '"2000000000"', "a row's number from 2 to 1048576"),
    ],
)
def test_a_fault_has_its_line_and_field(
    name: str, line: int | None, field: str, value: str, allowed: str
) -> None:
    fault = only_fault(GIVEN / name)
    assert (fault.line, fault.field, fault.value) == (line, field, value)
    assert fault.allowed.startswith(allowed)


def test_a_number_of_400_digits_is_out_of_range() -> None:
    fields = {fault.field for fault in faults_of(GIVEN / "graphml-long")}
    assert "motivation" in fields
