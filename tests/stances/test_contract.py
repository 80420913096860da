"""Every stance keeps the contract: the shipped ones, one's own given as a class, those that packages offer."""

from typing import ClassVar

import pytest

from simul_agir.stances import Stance
from simul_agir.stances.contract import StanceContract
from simul_agir.stances.registry import BUILT_IN
from stances.example_stances import AidAndPlans, Calming, WhereGapsAre


class TestShippedStances(StanceContract):
    @pytest.fixture(autouse=True, params=BUILT_IN)
    def each(self, request: pytest.FixtureRequest) -> None:
        type(self).stance = request.param


class TestOneGivenAsAClass(StanceContract):
    stance: ClassVar[type[Stance]] = AidAndPlans


class TestOneThatReacts(StanceContract):
    stance: ClassVar[type[Stance]] = Calming


class TestOneThatRevisesAndReacts(StanceContract):
    stance: ClassVar[type[Stance]] = WhereGapsAre


def test_the_contract_loads_without_pytest() -> None:
    import ast
    import inspect

    from simul_agir.stances import contract

    tree = ast.parse(inspect.getsource(contract))
    imported = {alias.name for node in ast.walk(tree) if isinstance(node, ast.Import) for alias in node.names}
    imported |= {node.module or "" for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)}
    assert not any(name.startswith(("pytest", "hypothesis")) for name in imported)
