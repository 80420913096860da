"""Tests of `report.tables.search_table`: what a search found, as tables and words on a terminal or in a text file."""

import pytest
from tests.study.search.test_optimisation import classroom  # noqa: F401

from simul_agir import Scenario
from simul_agir.report.tables.search_table import as_text
from simul_agir.study.judged import JUDGED
from simul_agir.study.search.optimisation import Question, optimise


@pytest.mark.parametrize("outcome", JUDGED)
def test_any_outcome_can_be_sought(classroom: Scenario, outcome: str) -> None:
    asked = Question(outcome=outcome, evaluations=2, runs=3, held_out=4, phases=1)
    found = optimise(classroom, asked, stances=["residents"])
    assert found.gain.outcome == outcome
    assert found.score("found").held_out == found.judged.arm("found").outcomes[outcome]
    for lang in ("en", "fr"):
        assert found.sentence(lang)
        assert as_text(found, lang)
