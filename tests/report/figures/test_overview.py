"""Tests of `report.figures.overview`: one picture of the whole answer."""

from tests.report.figures.test_comparison_figures import texts

from simul_agir.locale import words
from simul_agir.report.figures.overview import overview
from simul_agir.study import Comparison


def test_the_overview_shows_the_finding_and_the_caption(comparison: Comparison, lang: str) -> None:
    shown = texts(overview(comparison, lang))
    assert words(lang).name("stance", "residents") in shown
    assert words(lang)("figure.stages_panel") in shown
