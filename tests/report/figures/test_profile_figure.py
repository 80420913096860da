"""The profile as a picture: a row an outcome, a column an arm."""

from matplotlib.figure import Figure
from tests.report.dossier.test_dossier import answer  # noqa: F401

from simul_agir.locale import words
from simul_agir.report.figures.profile_figure import draw_profile, profile_finding
from simul_agir.study import Comparison


def test_it_draws_on_the_axes_that_it_is_given(answer: Comparison, lang: str) -> None:
    axes = Figure().add_subplot()
    assert draw_profile(answer, axes, words(lang)) is axes
    assert axes.get_yticklabels()
    assert profile_finding(answer, words(lang))
