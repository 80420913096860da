"""Tests of `scenario.importing.actor_rows`: actors from a table."""

from pathlib import Path

from tests.scenario.importing import tables
from tests.scenario.importing.test_eight_tables import actor, imported, remarks


def test_a_table_full_of_gaps(tmp_path: Path) -> None:
    found, scenario = imported(tmp_path, acteurs_csv=tables.GAPS)
    assert len(scenario.landscape.ids) == 5
    assert actor(found, "Conseil citoyen") == {
        "name": "Conseil citoyen",
        "kind": "residents_council",
        "id": "conseil-citoyen",
        "capacity": 8.0,
    }
    assert actor(found, "Les Jardins partagés")["voice"] == 0.75
    assert "motivation" not in {name for each in found.actors for name in each}
    assert "Les Jardins partagés" in remarks(found)


def test_a_list_of_persons_gives_their_organisations(tmp_path: Path) -> None:
    table = "Nom;Prénom;Structure;Email\nDupont;Jean;Mairie de Vaux;j@x.fr\nDurand;Anne;CAF;a@x.fr\n"
    found, scenario = imported(tmp_path, contacts_csv=table)
    assert [each["name"] for each in found.actors[:2]] == ["Mairie de Vaux", "CAF"]
    assert "Dupont" not in str(found.actors)
    assert "Dupont" not in "".join(scenario.landscape.names)
