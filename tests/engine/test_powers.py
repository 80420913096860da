"""Powers whose exponent is a parameter."""

import pytest

from territories import plain


@pytest.mark.parametrize(
    ("base", "exponent", "expected"),
    [(0.25, 0.5, 0.5), (0.5, 2.0, 0.25), (9.0, 1.5, 27.0), (0.0, 2.0, 0.0), (1.0, 7.3, 1.0), (0.7, 0.0, 1.0)],
)
def test_powers_by_hand(base: float, exponent: float, expected: float) -> None:
    assert plain().powers.power(base, exponent) == pytest.approx(expected, rel=1e-14)


@pytest.mark.parametrize("base", [0.0, 5e-324, 0.1, 1.0 / 3.0, 1e300])
def test_an_exponent_of_one_changes_no_bit(base: float) -> None:
    assert plain().powers.power(base, 1.0) == base
