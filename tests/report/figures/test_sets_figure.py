"""Tests of `report.figures.sets_figure`: how far the highest stance ends above each other one."""

import pytest
from tests.report.test_sets_report import MakeEnsembles, found  # noqa: F401

from many_sets import over_sets
from simul_agir.locale import words
from simul_agir.report.figures.sets_figure import draw_sets


@pytest.mark.parametrize("effects", [{"none": 1.0, "residents": 1.0005}, {"none": 0.5, "residents": 0.5}])
def test_an_undecided_answer_is_drawn_too(
    effects: dict[str, float], make_ensembles: MakeEnsembles, lang: str
) -> None:
    found = over_sets(make_ensembles, effects, turned=0)
    assert found.over_sets is not None
    assert draw_sets(found, found.over_sets, words(lang)).get_xlabel()
