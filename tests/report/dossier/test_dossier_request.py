"""Tests of `report.dossier.dossier_request`: what a dossier answers."""

from dataclasses import replace

from simul_agir.report.dossier import is_real
from simul_agir.scenario import Scenario


def test_own_actors_are_real_and_shipped_ones_are_not() -> None:
    shipped = Scenario.load("classroom")
    assert not is_real(shipped)
    assert not is_real(replace(shipped, months=12))
    assert is_real(replace(shipped, name="my-town"))
    assert not is_real(Scenario.from_contract("CN06204I"))
    assert is_real(
        replace(
            Scenario.from_contract("CN06204I"),
            landscape=replace(
                Scenario.from_contract("CN06204I").landscape,
                names=("A real one", *Scenario.from_contract("CN06204I").landscape.names[1:]),
            ),
        )
    )
