"""The bars of a sensitivity analysis: one factor a bar."""

import pytest
from tests.report.figures.test_comparison_figures import texts
from tests.study.sensitivity.test_analysis import found, study  # noqa: F401

from simul_agir.report.figures.sensitivity_figure import draw_bars, draw_map
from simul_agir.study.sensitivity.analysis import Sensitivity


@pytest.mark.parametrize("draw", [draw_bars, draw_map])
def test_every_figure_has_words_in_both_languages(draw, found: Sensitivity) -> None:  # type: ignore[no-untyped-def]
    method = "sobol" if found.sobol else "morris"
    assert texts(draw(found, method, "en")) != texts(draw(found, method, "fr"))
