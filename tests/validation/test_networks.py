"""Tests of `validation.networks`: what is known of the twelve real networks."""

import pytest
from tests.validation.test_statements import STATED

from simul_agir.validation.networks import real_values


@pytest.mark.parametrize("measure", ["closure", "variation"])
def test_a_band_of_networks_holds_ten_of_the_twelve(measure: str) -> None:
    known = real_values(f"{measure}_usual")
    band = STATED[f"{measure}_usual"]
    assert len(known) == 12
    assert (band.low, band.high) == (known[1], known[-2])


def test_the_band_of_reciprocity_holds_all_seven() -> None:
    known = real_values("reciprocity_usual")
    assert len(known) == 7
    assert (STATED["reciprocity_usual"].low, STATED["reciprocity_usual"].high) == (known[0], known[-1])


def test_networks_without_support_have_to_lie_below_the_least_real_one() -> None:
    assert STATED["transitivity_unsupported"].high == real_values("transitivity_unsupported")[0]


def test_a_fall_stands_beside_no_real_network() -> None:
    assert real_values("homophily_falls") == real_values("density_falls") == real_values("asleep") == ()
