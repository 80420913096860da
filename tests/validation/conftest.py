"""One small confrontation, and one with rivals, for all tests that look at answers."""

import pytest

from simul_agir.validation.answer import Confrontation, confront, confront_rivals
from simul_agir.validation.statements import rivals


@pytest.fixture(scope="session")
def small() -> Confrontation:
    return confront(contracts=4, runs=1, seed=1, jobs=1)


@pytest.fixture(scope="session")
def with_rivals() -> list[Confrontation]:
    return confront_rivals([rivals()["no_trust"], rivals()["dealt"]], 3, 1, 1, 1)
