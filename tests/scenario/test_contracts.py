"""The 372 contracts: what the package knows of them, and how they are found."""

import numpy as np
import pytest

from simul_agir.scenario import Scenario
from simul_agir.scenario.contracts import contracts, measured, norms, plain, poverty_line, published, search


def test_the_package_ships_372_contracts_and_their_1476_neighbourhoods() -> None:
    every = contracts()
    assert len(every) == 372
    assert sum(len(each.neighbourhoods) for each in every.values()) == 1476
    assert sum(each.poverty is None for each in every.values()) == 34


def test_the_neighbourhoods_of_a_contract_add_up_to_it() -> None:
    for contract in contracts().values():
        assert sum(each.population for each in contract.neighbourhoods) == contract.population
        assert contract.neighbourhoods[0].population == contract.largest


def test_lens_lievin_is_as_published() -> None:
    contract = contracts()["CN06202I"]
    assert (len(contract.neighbourhoods), contract.population, contract.poverty) == (18, 54_437, 43.0)
    assert (contract.employers, contract.associations) == (6, 5)
    assert any("Loos-en-Gohelle" in dict(each.communes).values() for each in contract.neighbourhoods)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("CN06202I", "CN06202I"),
        ("liévin", "CN06202I"),
        ("LIEVIN lens", "CN06202I"),
        ("loos en gohelle", "CN06202I"),
        ("metropole de lyon", "CN06904M"),
        ("coeur de lozère", "CN04801N"),
        ("Duchère", "CN06904M"),
        ("réunion saint-pierre", "CN97413I"),
    ],
)
def test_a_contract_is_found_whatever_the_accents(text: str, code: str) -> None:
    assert code in [found.code for found in search(text)]


def test_nothing_finds_all_and_nonsense_finds_none() -> None:
    assert len(search("")) == 372
    assert search("zzz no such place") == []


def test_plain_text_has_no_accents_ligatures_or_signs() -> None:
    assert plain("  Cœur d'Île-de-FRANCE ") == "coeur d ile de france"


def test_a_mean_of_neighbourhoods_is_weighted_by_population() -> None:
    contract = contracts()["CN06202I"]
    known = [each for each in contract.neighbourhoods if each.employment is not None]
    people = sum(each.population for each in known)
    mean = sum((each.employment or 0) * each.population for each in known) / people
    assert published(contract)["employment"] == pytest.approx(mean, rel=1e-12)


def test_unpublished_poverty_is_estimated_and_said() -> None:
    values, imputed = measured(contracts()["CN97201I"])
    constant, employment, rsa, count = poverty_line()
    estimate = constant + employment * values["employment"] + rsa * values["rsa"]
    assert values["poverty"] == pytest.approx(np.clip(estimate, 20, 80))
    assert imputed[0].startswith("poverty: not published")
    assert str(count) in imputed[0]


def test_poverty_falls_with_employment_and_rises_with_rsa() -> None:
    _, employment, rsa, count = poverty_line()
    assert employment < 0 < rsa
    assert 300 <= count <= 338


def test_every_contract_has_every_measure() -> None:
    for contract in contracts().values():
        values, _ = measured(contract)
        assert set(values) == set(norms())
        assert all(np.isfinite(value) for value in values.values())


def test_a_contract_gives_a_title_in_both_languages() -> None:
    scenario = Scenario.from_contract("CN06202I")
    assert scenario.titled("en") == "Contrat de ville of CA de Lens - Liévin (62)"
    assert scenario.titled("fr") == "Contrat de ville : CA de Lens - Liévin (62)"


def test_a_title_of_ones_own_replaces_that_of_the_contract_in_both_languages() -> None:
    assert Scenario.from_contract("CN04801N", title="Mine").titled("fr") == "Mine"
    assert Scenario.from_contract("CN04801N", title_fr="À moi").titled("en") == "À moi"


def test_every_contract_names_its_department_and_its_place() -> None:
    assert all(each.department and each.place for each in contracts().values())
