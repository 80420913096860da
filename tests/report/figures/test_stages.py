"""Tests of `report.figures.stages`: where the actors stand on the five stages at the end, by stance."""

import itertools

from tests.report.figures.test_comparison_figures import grey

from simul_agir.report.figures.style import STAGE_COLOURS


def test_stages_darken_as_they_rise() -> None:
    lightness = [grey(colour) for colour in STAGE_COLOURS]
    assert all(a - b > 0.05 for a, b in itertools.pairwise(lightness))
