"""Tests of `scenario.importing.units`: what the numbers of a column are measured in."""

import pytest

from simul_agir.locale import words
from simul_agir.scenario.importing.units import FACTORS, UNITS_OF, converted, unit_of
from simul_agir.scenario.importing.vocabulary import field_of, fields


def test_every_synonym_leads_to_one_field_and_every_unit_has_words() -> None:
    for name, field in fields().items():
        ties = name in ("source", "target", "strength", "trust", "direction")
        found = {
            field_of(each, ties) for each in field.names if name not in ("expertise", "mandate", "domains")
        }
        assert all(each is not None for each in found), name
    for lang in ("en", "fr"):
        for unit in FACTORS:
            assert unit == "weight" or words(lang).has(f"unit.{unit}")
    assert {unit for units in UNITS_OF.values() for unit in units} == set(FACTORS)


@pytest.mark.parametrize(
    ("header", "measure", "values", "unit", "sure"),
    [
        ("ETP", "hours", [1.5], "fte", True),
        ("Heures par semaine", "hours", [20.0], "hours/week", True),
        ("Temps (j/an)", "hours", [20.0], "days/year", True),
        ("Temps", "hours", [20.0], "hours/month", False),
        ("Temps", "hours", [0.5, 2.0], "fte", False),
        ("Budget annuel (k€)", "money", [12.0], "keuros/year", True),
        ("Budget mensuel", "money", [12.0], "euros/month", True),
        ("Subvention 2025", "money", [12.0], "euros/year", True),
        ("Budget", "money", [12.0], "euros/year", False),
        ("Motivation", "share", [0.2, 1.0], "0-1", True),
        ("Motivation (%)", "share", [20.0], "percent", True),
        ("Motivation (1 à 5)", "share", [2.0], "1-5", True),
        ("Motivation sur 10", "share", [2.0], "0-10", True),
        ("Motivation", "share", [2.0, 5.0], "1-5", False),
        ("Motivation", "share", [2.0, 7.0], "0-10", False),
        ("Motivation", "share", [20.0, 70.0], "percent", False),
    ],
)
def test_a_unit_is_what_the_header_says_or_the_values_let_one_guess(
    header: str, measure: str, values: list[float], unit: str, sure: bool
) -> None:
    found = unit_of(measure, header, values, [])
    assert (found.name, found.sure) == (unit, sure)


def test_numbers_become_hours_and_euros_a_month_and_shares() -> None:
    assert converted(1, "fte") == 151.67
    assert converted(12, "euros/year") == 1
    assert converted(3, "1-5") == 0.5
    assert converted(35, "hours/week") == pytest.approx(151.666667)
