"""Tests of `report.figures.ladder_figure`: the fan."""

from matplotlib.text import Text
from tests.report.figures.test_comparison_figures import texts

from simul_agir.locale import words
from simul_agir.report.figures.style import figure_of
from simul_agir.study import Comparison


def test_every_arm_is_named_at_the_end_of_its_line(comparison: Comparison, lang: str) -> None:
    shown = texts(figure_of(comparison.plot("ladder", lang=lang)))
    translate = words(lang)
    for arm in comparison.arms:
        level = translate.number(arm.outcomes["index"].mean)
        assert f"{translate.name('stance', arm.stance)}  {level}" in shown


def test_names_at_the_end_of_lines_do_not_overlap(comparison: Comparison) -> None:
    axes = comparison.plot("ladder")
    figure = figure_of(axes)
    figure.canvas.draw()
    boxes = [Text.get_window_extent(found) for found in axes.texts]
    assert len(boxes) == len(comparison.arms)
    assert not any(a.overlaps(b) for i, a in enumerate(boxes) for b in boxes[:i])
