"""A contract becomes a territory of typical actors, needs and means."""

from collections import Counter

import numpy as np
import pytest

from simul_agir.scenario import Scenario, ScenarioError
from simul_agir.scenario.contracts import contracts
from simul_agir.scenario.territory import actors_of, budget_of, effort_of, growth_law


def drawn(code: str) -> Scenario:
    scenario = Scenario.from_contract(code)
    landscape = scenario.landscape
    alters = np.bincount(landscape.sources, minlength=landscape.size)
    counts = Counter(landscape.kinds)
    contract = contracts()[code]
    assert 20 <= landscape.size <= 300
    assert counts["residents_council"] == len(contract.neighbourhoods)
    assert landscape.kinds[landscape.lead] == "intercommunality"
    assert landscape.kinds[landscape.project_team] == "project_team"
    assert 4 <= alters.mean() <= 6
    assert {"state_service", "department", "region", "social_security"} <= set(landscape.kinds)
    assert scenario.budget == pytest.approx(34 * contract.population / 12, abs=0.01)
    return scenario


def test_all_372_contracts_become_territories() -> None:
    scenarios = [drawn(code) for code in contracts()]
    assert len({scenario.hash for scenario in scenarios}) == 372
    unpublished = [each for each in scenarios if any(text.startswith("poverty") for text in each.imputed)]
    assert len(unpublished) == 34


def test_lens_lievin_has_60_to_110_actors() -> None:
    assert 60 <= drawn("CN06202I").landscape.size <= 110


def test_the_same_seed_draws_the_same_landscape_and_another_seed_another() -> None:
    first, again, other = (Scenario.from_contract("CN04801N", seed=seed) for seed in (1, 1, 2))
    assert first.hash == again.hash
    assert first == again
    assert first.landscape != other.landscape
    assert first.needs.tolist() == other.needs.tolist()


def test_poorer_territories_need_more() -> None:
    ranked = sorted(contracts().values(), key=lambda each: each.poverty or 45)
    means = [
        np.mean([Scenario.from_contract(each.code).needs.mean() for each in part])
        for part in (ranked[:20], ranked[-20:])
    ]
    assert means[1] > means[0] + 0.1


def test_fields_of_a_contract_are_keys_of_a_scenario() -> None:
    scenario = Scenario.from_contract(
        "CN04801N", months=36, landscape={"trust": 0.3}, arms=("none", "mixed"), effort=np.float64(2)
    )
    assert (scenario.months, scenario.arms, scenario.effort) == (36, ("none", "mixed"), 2.0)
    assert scenario.landscape.trusts.mean() == pytest.approx(0.3, abs=0.05)


def test_a_faulty_field_of_a_contract_is_refused() -> None:
    with pytest.raises(ScenarioError) as refused:
        Scenario.from_contract("CN04801N", month=36)
    assert refused.value.faults[0].nearest == "months"


def test_a_contract_is_found_by_its_code_in_small_letters() -> None:
    assert Scenario.load("cn04801n").contract == "CN04801N"


def test_where_registers_show_no_employer_the_growth_law_stands_in_and_says_so() -> None:
    empty = [each for each in contracts().values() if each.employers == each.employers_before == 0]
    assert empty
    for contract in empty:
        assert any("mediation employers" in text for text in actors_of(contract)[1])


def test_numbers_of_the_growth_law_add_up_and_grow_as_population_to_the_seven_tenths() -> None:
    every = list(contracts().values())
    assert sum(growth_law(1000.0, each) for each in every) == pytest.approx(1000.0)
    small, large = contracts()["CN04801N"], contracts()["CN06904M"]
    ratio = growth_law(1.0, large) / growth_law(1.0, small)
    assert ratio == pytest.approx((large.population / small.population) ** 0.7)


def test_a_cap_cuts_operators_and_associations_but_no_institution_or_council() -> None:
    contract = contracts()["CN06904M"]
    rows, _ = actors_of(contract, 150)
    assert len(rows) <= 150
    assert Counter(row.kind for row in rows)["residents_council"] == len(contract.neighbourhoods)


def test_money_of_a_kind_is_shared_among_its_actors() -> None:
    rows, _ = actors_of(contracts()["CN06904M"])
    for kind in ("commune", "operator"):
        shares = [row.share for row in rows if row.kind == kind]
        assert sum(shares) == pytest.approx(contracts()["CN06904M"].population / 10_000)


def test_budget_and_effort_are_the_facts_ratios() -> None:
    assert budget_of(12_000) == 34_000
    assert effort_of(22) == 0.5
