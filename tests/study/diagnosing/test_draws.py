"""Tests of `study.diagnosing.draws`: the present of a territory."""

import pytest

from simul_agir.locale import RequestError
from simul_agir.study.diagnosing import diagnose


@pytest.mark.parametrize("draws", [0, 1001])
def test_draws_have_bounds(draws: int) -> None:
    with pytest.raises(RequestError):
        diagnose("classroom", draws=draws)
