"""Tests of `scenario.importing.ties_said`: ties from a list."""

from pathlib import Path

import pytest
from tests.scenario.importing import tables
from tests.scenario.importing.test_eight_tables import imported


def test_a_matrix(tmp_path: Path) -> None:
    found, scenario = imported(tmp_path, liens_csv=tables.MATRIX)
    assert len(scenario.landscape.ids) == 4
    assert {(each["source"], each["target"]): each.get("strength") for each in found.ties} == {
        ("agglo", "equipe-projet"): 1.0,
        ("agglo", "mairie-de-vaux"): pytest.approx(2 / 3, abs=1e-5),
        ("equipe-projet", "agglo"): 1.0,
        ("equipe-projet", "caf"): pytest.approx(1 / 3, abs=1e-5),
        ("mairie-de-vaux", "agglo"): pytest.approx(1 / 3, abs=1e-5),
        ("mairie-de-vaux", "caf"): None,
    }
    assert scenario.landscape.kinds == ("intercommunality", "project_team", "commune", "social_security")


def test_the_two_files_of_kumu(tmp_path: Path) -> None:
    elements = "Label,Type,Description,Tags\nAgglo,Intercommunalité,x,a|b\nCAF,Organisme social,,\nChef de projet,équipe projet,,\n"
    connections = "From,To,Type,Direction,Strength,Label\nAgglo,CAF,finance,directed,3,\nCAF,Chef de projet,travaille,mutual,1,\n"
    found, _ = imported(tmp_path, elements_csv=elements, connections_csv=connections)
    assert [(each["source"], each["target"], each["strength"]) for each in found.ties] == [
        ("agglo", "caf", 0.6),
        ("caf", "chef-de-projet", 0.2),
        ("chef-de-projet", "caf", 0.2),
    ]
