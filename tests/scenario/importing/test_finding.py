"""Tests of `scenario.importing.finding`: where in a sheet the table stands."""

from pathlib import Path

import pytest
from tests.scenario.importing import tables
from tests.scenario.importing.test_eight_tables import actor, imported, remarks


def test_three_title_lines_totals_headings_and_a_footer(tmp_path: Path) -> None:
    found, _ = imported(tmp_path, acteurs_csv=tables.TITLES)
    names = [each["name"] for each in found.actors]
    assert names == [
        "Métropole du Val",
        "Préfecture",
        "Les Amis du quartier",
        "Régie de quartier",
        "Cheffe de projet",
    ]
    assert actor(found, "Régie de quartier")["earmarked"] == pytest.approx(1200.5 / 12)
    assert actor(found, "Régie de quartier")["kind"] == "operator"
    assert actor(found, "Les Amis du quartier")["capacity"] == pytest.approx(10 * 52 / 12)
    told = remarks(found)
    for what in (
        "above the table",
        "totals",
        "repeated headers",
        "remarks left out",
        "headings between rows",
    ):
        assert what in told
