"""Tests of `simulation.counting`: counting values on their grids."""

from tests.simulation.test_histograms import counted  # noqa: F401

from simul_agir.simulation import Histograms


def test_no_value_falls_outside_its_grid(counted: Histograms) -> None:
    for stance in counted.stances:
        for tally in (counted.of(stance), counted.at_end(stance), counted.gaps):
            for name in tally.series:
                assert tally.counts_of(name)[:, [0, -1]].sum() == 0, name
