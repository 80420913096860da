"""Names as people write them: the package's own labels in both languages always count."""

import pytest

from simul_agir.locale import words
from simul_agir.scenario.assumptions import kinds
from simul_agir.scenario.importing.units import FACTORS, UNITS_OF, converted, unit_of
from simul_agir.scenario.importing.vocabulary import domain_of, field_of, fields, kind_of, plain
from simul_agir.scenario.landscape import ATTRIBUTES
from simul_agir.scenario.model import DOMAINS


@pytest.mark.parametrize("kind", kinds().values(), ids=lambda kind: kind.name)
def test_a_kind_is_known_by_its_name_and_its_labels(kind) -> None:  # type: ignore[no-untyped-def]
    for label in (kind.name, kind.en, kind.fr, kind.fr.upper()):
        assert kind_of(label) == (kind.name, False), label


@pytest.mark.parametrize("domain", DOMAINS)
def test_a_domain_is_known_by_its_name_and_its_labels(domain: str) -> None:
    for lang in ("en", "fr"):
        assert domain_of(words(lang).name("domain", domain)) == domain
    assert domain_of(domain.upper()) == domain


@pytest.mark.parametrize("name", [*ATTRIBUTES, "id", "name", "kind", "role", "latent", "asleep", "place"])
def test_every_column_of_actors_is_known_by_its_own_name(name: str) -> None:
    assert field_of(name) == (name, False)


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
    ("text", "kind"),
    [
        ("Mairie de Loos", "commune"),
        ("CAF du Nord", "social_security"),
        ("Collège Zola", "school"),
        ("Association loi 1901", "association"),
        ("Établissement public (EPCI)", "intercommunality"),
        ("Centre social et culturel", "community_centre"),
        ("Office public de l'habitat", "landlord"),
        ("Conseil départemental", "department"),
        ("asociation", "association"),
    ],
)
def test_a_kind_is_known_by_words_of_a_name(text: str, kind: str) -> None:
    found = kind_of(text)
    assert found is not None
    assert found[0] == kind


@pytest.mark.parametrize("text", ["Zblork", "", "Dupont", "Mairie et CAF"])
def test_what_names_no_kind_or_several_is_none(text: str) -> None:
    assert kind_of(text) is None


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


def test_a_plain_name_has_no_accents_brackets_and_small_words() -> None:
    assert plain("Nom de l'Établissement (2025)") == "nom etablissement"
    assert plain("De") == "de"
