"""Tests of `study.claims.held_out`: contracts that set nothing."""

from simul_agir.scenario.contracts import contracts
from simul_agir.scenario.shipped import shipped
from simul_agir.study.claims.held_out import held_out


def test_held_out_contracts_set_nothing_and_are_about_half() -> None:
    used = {"CN06202I", "CN06904M"}
    assert not used & held_out()
    assert 0.4 < len(held_out()) / len(contracts()) < 0.6
    assert len(shipped()) > 0
