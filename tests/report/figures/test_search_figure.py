"""Tests of `report.figures.search_figure`: how a sure verdict came about."""

import pytest
from matplotlib.text import Text
from tests.report.tables.test_sure_table import MakeEnsembles

from searches import ALL, ONE, SEVERAL, searched
from simul_agir.locale import words
from simul_agir.report.figures.search_figure import draw_search
from simul_agir.report.figures.style import figure_of


@pytest.mark.parametrize(("effects", "effect"), [(ONE, 0.1), (SEVERAL, 0.1), (ALL, 0.001)])
def test_the_figure_shows_every_arm_and_says_what_is_known(
    make_ensembles: MakeEnsembles, effects: dict[str, float], effect: float, lang: str
) -> None:
    answer = searched(make_ensembles, effects, effect)
    assert answer.sure is not None
    figure = figure_of(draw_search(answer, answer.sure, words(lang)))
    figure.canvas.draw()
    shown = "\n".join(text.get_text() for text in figure.findobj(Text))
    assert all(words(lang).name("stance", arm) in shown for arm in effects)
    assert str(answer.sure.runs) in figure.get_suptitle()
