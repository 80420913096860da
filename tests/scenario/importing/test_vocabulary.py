"""Names as people write them: the package's own labels in both languages always count."""

import pytest

from simul_agir.locale import words
from simul_agir.scenario.assumptions import kinds
from simul_agir.scenario.importing.vocabulary import domain_of, field_of, kind_of, plain
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


def test_a_plain_name_has_no_accents_brackets_and_small_words() -> None:
    assert plain("Nom de l'Établissement (2025)") == "nom etablissement"
    assert plain("De") == "de"
