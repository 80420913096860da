"""Figures hold what the answer holds, in both languages, on axes of one's own or given."""

from collections.abc import Callable

import numpy as np
import pytest
from matplotlib.axes import Axes
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.colors import to_rgb
from matplotlib.figure import Figure
from matplotlib.text import Text

from simul_agir.locale import RequestError, words
from simul_agir.report.figures.comparison_figures import FIGURES
from simul_agir.report.figures.style import LOOKS, SPARE, figure_of, looks_of, spread
from simul_agir.simulation import Ensemble
from simul_agir.stances import names
from simul_agir.study import Comparison, comparison_of

MakeEnsembles = Callable[..., dict[str, Ensemble]]


def texts(figure: Figure) -> str:
    """All words on a figure."""
    figure.canvas.draw()
    return "\n".join(found.get_text() for found in figure.findobj(Text))


def grey(colour: str) -> float:
    """Lightness in grey, 0 to 1."""
    return float(np.dot(to_rgb(colour), (0.299, 0.587, 0.114)))


@pytest.mark.parametrize("kind", FIGURES)
def test_every_figure_has_a_title_says_what_it_is_not_and_keeps_its_words_inside(
    kind: str, comparison: Comparison, lang: str
) -> None:
    axes = comparison.plot(kind, lang=lang)
    assert isinstance(axes, Axes)
    shown = texts(figure_of(axes))
    assert words(lang)("figure.caption", scenario="", runs=60, months=12, seed=7).split(".")[1] in shown
    assert figure_of(axes).get_suptitle()
    assert_words_inside(figure_of(axes))


@pytest.mark.parametrize("kind", FIGURES)
def test_a_figure_can_be_drawn_on_given_axes(kind: str, comparison: Comparison) -> None:
    figure = Figure()
    FigureCanvasAgg(figure)
    axes = figure.add_subplot()
    assert comparison.plot(kind, ax=axes) is axes
    assert axes.get_title(loc="left")


@pytest.mark.parametrize("kind", FIGURES)
def test_figures_bear_a_single_run(kind: str, make_ensembles: MakeEnsembles) -> None:
    texts(figure_of(comparison_of(make_ensembles(runs=1)).plot(kind)))


def test_figures_bear_arms_that_are_all_the_same_and_stances_of_ones_own(
    make_ensembles: MakeEnsembles,
) -> None:
    none = make_ensembles({"none": 0.0})["none"]
    comparison = comparison_of({"none": none, "my_package:MyStance": none})
    for kind in FIGURES:
        texts(figure_of(comparison.plot(kind)))


@pytest.mark.parametrize("kind", FIGURES)
def test_no_word_leaves_the_figure_of_many_arms(kind: str, make_ensembles: MakeEnsembles) -> None:
    many = {name: 0.1 * k for k, name in enumerate(names())}
    assert_words_inside(figure_of(comparison_of(make_ensembles(many, runs=2)).plot(kind)))


def assert_words_inside(figure: Figure) -> None:
    figure.canvas.draw()
    width, height = figure.canvas.get_width_height()
    for found in figure.findobj(Text):
        if found.get_visible() and found.get_text().strip():
            box = found.get_window_extent()
            assert box.x0 >= -1, found.get_text()
            assert box.x1 <= width + 1, found.get_text()
            assert box.y0 >= -1, found.get_text()
            assert box.y1 <= height + 1, found.get_text()


def test_an_unknown_figure_is_refused_with_those_there_are(comparison: Comparison, lang: str) -> None:
    with pytest.raises(RequestError) as refused:
        comparison.plot("pie")
    assert "ladder" in refused.value.text(lang)


def test_no_two_stances_share_a_line_and_a_marker() -> None:
    looks = [*LOOKS.values(), *SPARE]
    assert len({look.marker for look in looks}) == len(looks)
    assert len({look.colour for look in looks}) == len(looks)


def test_stances_without_a_look_get_one_each() -> None:
    looks = looks_of(["none", "x", "y"])
    assert looks["x"] != looks["y"]


def test_labels_are_spread_no_more_than_needed() -> None:
    assert spread([0.0, 10.0], 1.0) == [0.0, 10.0]
    moved = spread([5.0, 5.2, 9.0], 1.0)
    assert moved == pytest.approx([4.6, 5.6, 9.0])


def test_labels_keep_their_order_when_spread() -> None:
    moved = spread([3.0, 1.0, 2.9, 2.95], 1.0)
    assert sorted(range(4), key=lambda k: moved[k]) == [1, 2, 3, 0]
