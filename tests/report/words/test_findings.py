"""A figure's title says no more than the numbers do."""

from collections.abc import Callable

import numpy as np

from simul_agir import compare
from simul_agir.locale import words
from simul_agir.model.indicators import INDICATORS
from simul_agir.report.words import findings
from simul_agir.scenario import Scenario
from simul_agir.simulation import Ensemble
from simul_agir.study import Comparison, comparison_of

MakeEnsembles = Callable[..., dict[str, Ensemble]]


def test_the_ladders_title_names_the_best_and_what_cannot_be_told_from_it(comparison: Comparison) -> None:
    text = findings.ladder_finding(comparison, words("en"))
    assert "'residents first' ends highest" in text
    close = {*comparison.verdict.too_small, *comparison.verdict.not_separable}
    assert "resilience" in close
    assert "not by a difference that matters" in text
    assert "'resilience'" in text


def test_titles_of_arms_that_chance_alone_parts_say_undecided(make_ensembles: MakeEnsembles) -> None:
    comparison = comparison_of(make_ensembles({"none": 0.5, "residents": 0.5}, own=0.5))
    assert findings.ladder_finding(comparison, words("en")).startswith("Undecided")
    assert findings.differences_finding(comparison, words("fr")).startswith("Indécis")


def test_the_title_of_one_run_claims_nothing(make_ensembles: MakeEnsembles) -> None:
    comparison = comparison_of(make_ensembles(runs=1))
    assert findings.ladder_finding(comparison, words("en")).startswith("One run")


def test_needs_that_do_not_differ_are_told_so(comparison: Comparison) -> None:
    assert "beyond chance" in findings.needs_finding(comparison, words("en"))


def test_needs_that_fall_under_a_stance_are_told_so(make_ensembles: MakeEnsembles) -> None:
    ensembles = make_ensembles({"none": 0.0, "residents": 1.0})
    place = INDICATORS.index("need")
    ensembles["residents"].values[:, :, place] -= np.linspace(0.0, 0.2, 13)
    text = findings.needs_finding(comparison_of(ensembles), words("en"))
    assert text.startswith("'residents first' leaves the lowest needs")


def test_a_territory_where_nobody_reaches_team_is_told_so(make_ensembles: MakeEnsembles) -> None:
    ensembles = make_ensembles({"none": 0.0, "residents": 1.0})
    for ensemble in ensembles.values():
        ensemble.final_stages[:] = 1
    assert "No stance" in findings.stages_finding(comparison_of(ensembles), words("en"))


def test_the_overviews_title_tells_the_ladder_from_the_vision() -> None:
    found = compare(Scenario.load("classroom"), ["none", "residents", "resilience"], runs=12)
    assert found.profile is not None
    text = findings.overview_finding(found, words("en"))
    assert text.startswith("On the ladder alone: ")
    assert "Under the vision of success: " in text
    french = findings.overview_finding(found, words("fr"))
    assert french.startswith("Sur l’échelle seule")
    assert "Sous la vision du succès" in french


def test_without_a_profile_the_overviews_title_is_the_ladders(comparison: Comparison) -> None:
    translate = words("en")
    assert findings.overview_finding(comparison, translate) == findings.ladder_finding(comparison, translate)
