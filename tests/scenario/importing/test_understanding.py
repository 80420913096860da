"""Tests of `scenario.importing.understanding`: what was understood of people's tables."""

from pathlib import Path

from tests.scenario.importing import tables
from tests.scenario.importing.test_eight_tables import actor, imported


def test_eight_hundred_actors_with_a_sheet_of_ties(tmp_path: Path) -> None:
    found, scenario = imported(tmp_path, acteurs_xlsx=tables.large())
    assert len(scenario.landscape.ids) == 800
    assert len(found.ties) > 1_400
    assert {each.get("strength") for each in found.ties} <= {0.2, 0.4, 0.6, 0.8, 1.0}
    assert "expertise:health" in actor(found, "Structure n° 3")
    assert len(found.remarks) < 12
