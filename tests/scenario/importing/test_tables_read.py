"""Tests of `scenario.importing.tables_read`: from files to an Understanding."""

from pathlib import Path

import pytest
from tests.scenario.importing import tables
from tests.scenario.importing.tables import written
from tests.scenario.importing.test_eight_tables import actor

from simul_agir.scenario.importing import import_tables


def test_nonsense_is_told_cell_by_cell_and_nothing_is_written(tmp_path: Path) -> None:
    found = import_tables(written(tmp_path, acteurs_csv=tables.NONSENSE))
    assert not found.ready
    assert {(each.letter, each.line, each.value) for each in found.mends} == {
        ("C", 2, "beaucoup"),
        ("D", 2, "120"),
        ("C", 3, "-3"),
        ("A", 4, "Mairie"),
        ("D", 4, "oui"),
        ("B", 5, "Zblork"),
    }
    for each in found.mends:
        assert each.text("en") != each.text("fr")
    with pytest.raises(Exception, match="beaucoup"):
        found.write(tmp_path / "town")
    assert not (tmp_path / "town").exists()


def test_what_was_mended_by_choices_is_kept(tmp_path: Path) -> None:
    table = "Structure;Type;Temps\nAgglo;EPCI;120\nGnarf;Zblork;60\n"
    found = import_tables(written(tmp_path, a_csv=table))
    assert [each.id for each in found.questions] == ["units.Temps", "kinds.Zblork"]
    choices = {
        "units": {"Temps": "hours/week"},
        "kinds": {"zblork": "school"},
        "columns": {"Structure": "name"},
    }
    found = import_tables(written(tmp_path, a_csv=table), choices)
    assert found.ready
    assert found.questions == []
    assert actor(found, "Gnarf")["kind"] == "school"
    assert actor(found, "Gnarf")["capacity"] == pytest.approx(60 * 52 / 12)


@pytest.mark.parametrize("form", ["graphml", "gexf"])
def test_a_network_is_imported_with_its_labels(tmp_path: Path, form: str) -> None:
    import networkx

    graph = networkx.Graph()
    graph.add_node("n1", label="Métropole", Type="EPCI", ETP="1,5")
    graph.add_node("n2", label="Équipe", Type="équipe projet")
    graph.add_edge("n1", "n2", weight=4)
    getattr(networkx, f"write_{form}")(graph, tmp_path / f"reseau.{form}")
    found = import_tables([tmp_path / f"reseau.{form}"])
    assert found.ready, found.text()
    assert [each["kind"] for each in found.actors] == ["intercommunality", "project_team"]
    assert found.actors[0]["capacity"] == pytest.approx(1.5 * 151.67)
    assert len(found.ties) == 2


def test_a_second_table_below_the_first_is_not_lost_in_silence(tmp_path: Path) -> None:
    found = import_tables(written(tmp_path, a_csv="Nom;Type\nA;EPCI\nB;asso\n\n\nDe;Vers\nA;B\n"))
    assert not found.ready
    assert any(each.value == "Vers" for each in found.mends)
