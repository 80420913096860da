"""Tests of `study.claims.crossed`: every point of a study lived in every variant of a claim."""

import pytest

from simul_agir.study.claims.crossed import crossed
from simul_agir.study.claims.stated import Variant
from simul_agir.study.design import Study


def test_what_is_multiplied_is_the_contracts_own() -> None:
    study = Study.of(scenario="CN06204I", vary={"contract": ["CN06204I", "CN06202I"]})
    found = crossed(study, (Variant("all"), Variant("half", times={"budget": 0.5})))
    for contract in range(2):
        whole, half = (found.scenario(found.points()[2 * contract + variant]) for variant in range(2))
        assert half.budget == pytest.approx(0.5 * whole.budget)
        assert half.contract == whole.contract
    assert found.layout.content() != crossed(study, (Variant("all"),)).layout.content()
