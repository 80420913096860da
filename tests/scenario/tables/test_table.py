"""Tests of `scenario.tables.table`: tables of actors and ties."""

from pathlib import Path

from tests.scenario.folders import ACTORS, TIES, only_fault, written
from tests.scenario.test_formats import plain, rows, saved  # noqa: F401

from simul_agir.scenario import Scenario


def test_tabs_and_blank_lines_and_empty_columns_do_no_harm(tmp_path: Path, plain: Scenario) -> None:
    actors = "\n".join("\t".join([*row, "", ""]) for row in rows(ACTORS)) + "\n\n\t\t\t\n"
    assert saved(tmp_path, actors.encode(), TIES.encode()).hash == plain.hash


def test_spaced_thousands_of_a_french_spreadsheet_are_numbers(tmp_path: Path) -> None:
    for space in (" ", "\u00a0", "\u202f"):
        folder = tmp_path / f"spaced{ord(space)}"
        money = f"1{space}250{space}000,5"
        actors = f"id;kind;role;ordinary\na;commune;lead;{money}\nb;project_team;project_team;0\n"
        scenario = Scenario.load(written(folder, actors=actors, ties=None))
        assert scenario.landscape.attributes["ordinary"][0] == 1_250_000.5


def test_a_comma_is_no_decimal_sign_where_it_parts_the_cells(tmp_path: Path) -> None:
    folder = written(
        tmp_path / "comma",
        actors=ACTORS.replace(
            "agglo,Agglo,intercommunality,lead,0.6", 'agglo,Agglo,intercommunality,lead,"0,6"'
        ),
    )
    fault = only_fault(folder)
    assert (fault.line, fault.field, fault.value) == (2, "motivation", '"0,6"')
