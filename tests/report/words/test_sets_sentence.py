"""The verdict over sets of assumptions says in how many of them it holds."""

from collections.abc import Callable

import pytest

from many_sets import over_sets
from simul_agir.simulation import Ensemble

MakeEnsembles = Callable[..., dict[str, Ensemble]]
CLEAR = {"none": 0.0, "mixed": 0.2, "residents": 1.0}
CLOSE = {"none": 0.0, "resilience": 0.999, "residents": 1.0}
ALIKE = {"none": 1.0, "residents": 1.0005}


def plain(text: str) -> str:
    return text.replace("\u00a0", " ").replace("\u202f", " ")


def test_it_begins_with_the_share_of_the_sets(make_ensembles: MakeEnsembles, lang: str) -> None:
    told = plain(over_sets(make_ensembles, CLEAR, sets=50, each=2, turned=3).sentence(lang))
    begins = {
        "en": "In this model, and in 50 of the 50 sets of assumptions tried, 'residents first' ends higher than 'mixed' ",
        "fr": "Dans ce modèle, et dans 50 des 50 jeux d’hypothèses essayés, « habitants d’abord » finit plus haut que "
        "« parti pris mixte » ",
    }
    assert told.startswith(begins[lang])
    assert {"en": "What holds", "fr": "Principal frein"}[lang] in told
    assert {"en": "not a prediction", "fr": "non une prédiction"}[lang] in told


def test_sets_in_which_it_does_not_hold_are_not_counted(make_ensembles: MakeEnsembles) -> None:
    told = over_sets(make_ensembles, {"none": 0.0, "residents": 0.5}, sets=40, each=2, turned=6).sentence()
    assert "in 34 of the 40 sets of assumptions tried, 'residents first' ends higher than 'no" in told
    assert (
        "Number of sets in which each stance ends highest: 'residents first' 34 and 'no intervention' 6."
        in told
    )


def test_what_cannot_be_told_stands_in_the_same_sentence(make_ensembles: MakeEnsembles, lang: str) -> None:
    told = plain(over_sets(make_ensembles, CLOSE, sets=30, each=1, turned=0).sentence(lang))
    assert {
        "en": "; 'resilience' cannot be distinguished from it.",
        "fr": "; « résilience » ne s’en distingue pas.",
    }[lang] in told or {"en": "too little to matter", "fr": "trop peu pour compter"}[lang] in told


def test_where_nothing_matters_it_is_undecided(make_ensembles: MakeEnsembles, lang: str) -> None:
    told = plain(over_sets(make_ensembles, ALIKE, sets=30, each=2, turned=0).sentence(lang))
    assert {"en": "the answer is undecided", "fr": "la réponse reste indécise"}[lang] in told
    assert {"en": "over the 30 sets", "fr": "sur les 30 jeux"}[lang] in told


@pytest.mark.parametrize("sets", [2, 5])
def test_few_sets_are_never_decided(sets: int, make_ensembles: MakeEnsembles) -> None:
    assert "undecided" in over_sets(make_ensembles, CLEAR, sets=sets, each=3, turned=0).sentence()
