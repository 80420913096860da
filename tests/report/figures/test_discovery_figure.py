"""The flip map: its axes are the two factors that matter."""

import pytest
from tests.report.figures.test_comparison_figures import texts
from tests.study.discovery.test_analysis import STANCES, found, quick  # noqa: F401

from simul_agir.locale import words
from simul_agir.report.figures.discovery_figure import axes_of, draw_boxes, draw_map
from simul_agir.study.discovery.analysis import Discovery


def test_the_axes_are_the_factors_of_the_planted_flip(found: Discovery) -> None:
    assert set(axes_of(found)) == {"scenario.effort", "landscape.trust"}


@pytest.mark.parametrize("draw", [draw_map, draw_boxes])
def test_a_figure_has_words_in_both_languages(draw, found: Discovery, lang: str) -> None:  # type: ignore[no-untyped-def]
    assert words(lang).name("stance", "residents") in texts(draw(found, lang))
