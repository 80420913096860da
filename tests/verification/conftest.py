"""One verification at the size of a test, shared by all who read it."""

import pytest

from simul_agir.verification import Verification, verify


@pytest.fixture(scope="session")
def found() -> Verification:
    return verify()
