"""Tests of `scenario.importing.columns`: each column of a table of actors or ties."""

from pathlib import Path

from tests.scenario.importing.test_eight_tables import imported


def test_a_directory_of_partners_with_headings_in_two_columns(tmp_path: Path) -> None:
    table = "Partenaire;Nature juridique\nInstitutions;\nMétropole;Collectivité (EPCI)\nAssociations;\nADIE;Assoc.\n"
    found, _ = imported(tmp_path, annuaire_csv=table)
    assert [(each["name"], each["kind"]) for each in found.actors[:2]] == [
        ("Métropole", "intercommunality"),
        ("ADIE", "association"),
    ]
