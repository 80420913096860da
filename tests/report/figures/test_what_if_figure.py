"""The figure of a what-if: two futures with one past."""

from tests.report.figures.test_comparison_figures import texts
from tests.study.branching.test_what_if import PLACE, found  # noqa: F401

from simul_agir.locale import words
from simul_agir.report.figures.what_if_figure import draw_what_if
from simul_agir.study.branching import WhatIf


def test_its_words_are_of_the_language(found: WhatIf) -> None:
    assert texts(draw_what_if(found, "en")) != texts(draw_what_if(found, "fr"))
    assert words("en").name("stance", "residents") in texts(draw_what_if(found, "en"))
