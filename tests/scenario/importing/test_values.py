"""Tests of `scenario.importing.values`: cells of people's tables as numbers, truth values and lists of names."""

from pathlib import Path

from tests.scenario.importing.test_eight_tables import ENGLISH, actor, imported


def test_an_english_table_with_commas_for_thousands(tmp_path: Path) -> None:
    found, _ = imported(tmp_path, actors_csv=ENGLISH)
    assert [round(float(str(each.get("ordinary", 0))) * 12, 6) for each in found.actors[:3]] == [
        1_250_000,
        80_000,
        950.5,
    ]
    assert actor(found, "Lake District Council")["kind"] == "commune"
    assert len(found.ties) == 4
