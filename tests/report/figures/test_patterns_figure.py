"""Tests of `report.figures.patterns_figure`: each pattern on its own scale."""

import pytest
from tests.report.tables.test_patterns_table import BAND

from simul_agir.report.figures.patterns_figure import EDGE, placed


def test_a_band_stands_between_nil_and_one_and_far_values_at_the_edge() -> None:
    assert [placed(BAND, value) for value in (0.2, 0.4, 0.6)] == pytest.approx([0.0, 0.5, 1.0])
    assert placed(BAND, 9.0) == 1.0 + EDGE
    assert placed(BAND, -9.0) == -EDGE
