"""The figures of a search: how it went, and the policy that it found."""

import pytest
from tests.report.figures.test_comparison_figures import texts
from tests.study.search.test_optimisation import classroom, search  # noqa: F401

from simul_agir.report.figures.policy_figure import draw_policy, draw_search
from simul_agir.study.search.optimisation import Search


@pytest.mark.parametrize("draw", [draw_search, draw_policy])
def test_every_figure_has_words_in_both_languages(draw, search: Search) -> None:  # type: ignore[no-untyped-def]
    assert texts(draw(search, "en")) != texts(draw(search, "fr"))
