"""Tests of `simulation.names`: a name that is none, told with the nearest that is."""

import pytest
from tests.simulation.test_ensemble import together  # noqa: F401

from simul_agir.simulation import Ensemble


def test_an_indicator_that_does_not_exist_is_refused(together: dict[str, Ensemble]) -> None:
    with pytest.raises(KeyError, match="happiness"):
        together["none"].of("happiness")
