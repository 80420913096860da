"""The figure `bottlenecks` names every arm that it compares."""

from matplotlib.figure import Figure
from tests.report.figures.test_comparison_figures import texts

from simul_agir.locale import words
from simul_agir.report.figures.bottlenecks import draw_bottlenecks
from simul_agir.study import Comparison


def test_it_draws_on_the_axes_that_it_is_given(comparison: Comparison, lang: str) -> None:
    axes = Figure().add_subplot()
    assert draw_bottlenecks(comparison, axes, words(lang)) is axes
    assert axes.has_data()


def test_its_words_are_of_the_language(comparison: Comparison) -> None:
    shown = {}
    for lang in ("en", "fr"):
        axes = Figure().add_subplot()
        draw_bottlenecks(comparison, axes, words(lang))
        shown[lang] = texts(axes.figure)
    assert shown["en"].strip()
    assert shown["en"] != shown["fr"]
