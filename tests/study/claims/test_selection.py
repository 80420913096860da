"""Tests of `study.claims.selection`: which claims are asked, at which size: the study of each, ready to be lived."""

import pytest
from tests.study.claims.test_stated import LEVELS, NEW, SPANS, prior

from simul_agir.model.parameters import PARAMETERS
from simul_agir.study.claims import claim_names, select_claims


@pytest.mark.parametrize("name", claim_names())
def test_a_claim_is_sampled_over_the_assumptions_on_which_conclusions_hang(name: str) -> None:
    factors = {factor.column: factor for factor in select_claims([name])[0].base.factors}
    assert name == "C3" or "scenario.contract" in factors
    for level in LEVELS:
        default = PARAMETERS[level].default
        found = factors[f"parameters.{level}"]
        assert found.low == pytest.approx(0.8 * default)
        assert found.high == pytest.approx(min(1.2 * default, PARAMETERS[level].high))
    assert name == "C2" or min(factors["parameters.dilution"].values) == 0  # C2 sets it in its variants
    for parameter, (low, high) in {**SPANS, **{name: prior(name) for name in NEW}}.items():
        found = factors[f"parameters.{parameter}"]
        ends = (min(found.values), max(found.values)) if found.values else (found.low, found.high)
        assert ends == pytest.approx((low, high)), parameter
