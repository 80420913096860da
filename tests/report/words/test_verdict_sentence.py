"""The verdict in words: what is sure, what is not, and that it is a model."""

from collections.abc import Callable

import pytest

from simul_agir.locale import words
from simul_agir.simulation import Ensemble
from simul_agir.study import Comparison, comparison_of

MakeEnsembles = Callable[..., dict[str, Ensemble]]


def test_the_verdict_names_the_best_arm_how_sure_and_what_cannot_be_told(comparison: Comparison) -> None:
    text = comparison.sentence("en")
    assert text.startswith("In this model, under one set of assumptions (the defaults), 'residents first'")
    assert "% of paired runs (+" in text
    assert "'resilience' cannot be distinguished from it" in text or "too little to matter" in text
    assert "[" in text


def test_the_french_verdict_is_french(comparison: Comparison) -> None:
    text = comparison.sentence("fr")
    assert text.startswith("Dans ce modèle, sous un seul jeu d’hypothèses (les valeurs par défaut)")
    assert "«\u202fhabitants d’abord\u202f» finit le plus haut\u202f: 1,39 [" in text


def test_every_verdict_says_that_it_is_no_prediction(make_ensembles: MakeEnsembles, lang: str) -> None:
    same = {"none": 0.4, "residents": 0.4}
    for runs, effects in ((1, None), (30, None), (30, same)):
        made = make_ensembles(runs=runs) if effects is None else make_ensembles(effects, runs=runs)
        assert words(lang)("verdict.purpose") in comparison_of(made).sentence(lang)


def test_the_verdict_says_what_holds_the_actors_back(comparison: Comparison, lang: str) -> None:
    told = comparison.sentence(lang)
    held = comparison.arm("residents").bottlenecks
    most, translate = max(held, key=lambda name: held[name]), words(lang)
    assert translate(f"holds_back.{most}", share=translate.percent(held[most])) in told


@pytest.mark.parametrize(("lang", "word"), [("en", "undecided"), ("fr", "indécise")])
def test_arms_that_are_the_same_are_told_so(make_ensembles: MakeEnsembles, lang: str, word: str) -> None:
    none = make_ensembles({"none": 0.0})["none"]
    assert word in comparison_of({"none": none, "sham": none}).sentence(lang)


@pytest.mark.parametrize(("lang", "word"), [("en", "undecided"), ("fr", "indécise")])
def test_arms_that_chance_alone_parts_are_undecided(
    make_ensembles: MakeEnsembles, lang: str, word: str
) -> None:
    comparison = comparison_of(make_ensembles({"none": 0.5, "residents": 0.5, "mixed": 0.5}, own=0.5))
    assert not comparison.verdict.decided
    assert word in comparison.sentence(lang)


@pytest.mark.parametrize(("lang", "word"), [("en", "a single run"), ("fr", "une seule simulation")])
def test_one_run_is_told_as_one_run(make_ensembles: MakeEnsembles, lang: str, word: str) -> None:
    assert word in comparison_of(make_ensembles(runs=1)).sentence(lang)
