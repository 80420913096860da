"""Tests of `scenario.tables.programs`: what other programs write beside actors and ties."""

from pathlib import Path

import pytest
from tests.scenario.folders import TOML, only_fault, written
from tests.scenario.test_formats import GEPHI_EDGES, GEPHI_NODES, remarks_of

from simul_agir.scenario import Scenario


def test_the_two_tables_of_gephi_are_read_without_its_statistics(tmp_path: Path) -> None:
    folder = written(tmp_path / "gephi", TOML, GEPHI_NODES, GEPHI_EDGES)
    scenario = Scenario.load(folder)
    assert scenario.landscape.names == ("A", "B")
    assert scenario.landscape.sources.tolist() == [0, 1]
    assert "degree, modularity class, pagerank" in remarks_of(folder)


def test_weights_that_are_not_all_one_are_told(tmp_path: Path) -> None:
    folder = written(tmp_path / "gephi", TOML, GEPHI_NODES, GEPHI_EDGES.replace("1.0", "7"))
    assert "weight is not read" in remarks_of(folder)


def test_a_direction_that_is_none_is_a_fault(tmp_path: Path) -> None:
    folder = written(tmp_path / "gephi", TOML, GEPHI_NODES, GEPHI_EDGES.replace("Undirected", "Sideways"))
    assert only_fault(folder).field == "type"


@pytest.mark.parametrize("column", ["description", "url", "selected", "SUID", "PageRank", "x", "Tags"])
def test_what_programs_of_networks_add_is_left_out_and_told(tmp_path: Path, column: str) -> None:
    actors = f"id,kind,{column}\na,intercommunality,1\nb,project_team,2\n"
    folder = written(tmp_path / "town", actors=actors, ties=None)
    assert remarks_of(folder) == f"actors.csv: columns of other programs, not read: {column.lower()}"
