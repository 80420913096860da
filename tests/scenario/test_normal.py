"""The normal law: quantiles and chances are each other's inverse, and its well-known values."""

import numpy as np
import pytest

from simul_agir.scenario.normal import below, quantile


def test_known_values() -> None:
    assert below(0.0) == 0.5
    assert below(1.959963984540054) == pytest.approx(0.975)
    assert quantile(0.975) == pytest.approx(1.959963984540054)


def test_one_is_the_inverse_of_the_other_and_keeps_the_shape() -> None:
    shares = np.array([[0.01, 0.2], [0.5, 0.999]])
    assert quantile(shares).shape == (2, 2)
    assert np.allclose(below(quantile(shares)), shares)


@pytest.mark.parametrize("share", [0.0, 1.0, -0.1])
def test_no_quantile_outside_the_open_interval(share: float) -> None:
    with pytest.raises(ValueError, match="0"):
        quantile(share)
