"""A sure verdict in words says what is known, how surely, and what is not."""

from collections.abc import Callable

import pytest

from searches import ALL, ONE, SEVERAL, searched
from simul_agir.locale import words
from simul_agir.report.words.sure_sentence import in_stages, plain
from simul_agir.simulation import Ensemble

MakeEnsembles = Callable[..., dict[str, Ensemble]]


def test_one_arm_kept_is_named_with_how_sure_that_is(make_ensembles: MakeEnsembles) -> None:
    text = searched(make_ensembles, ONE).sentence()
    assert text.startswith(
        "In this model, under one set of assumptions (the defaults), 'residents first' ends highest: 1.4"
    )
    assert "mean of 100 runs. With respect to the random draws alone, this is 95 % certain." in text
    assert "It ends above 'mixed' in 100 % of paired runs (+0.5" in text
    assert "and above 'no intervention'" in text


def test_a_set_is_named_with_the_effect_within_which_it_lies(make_ensembles: MakeEnsembles) -> None:
    text = searched(make_ensembles, SEVERAL).sentence()
    assert "the best stance is one of 'residents first' and 'resilience', and" in text
    assert "they all lie within 0.1 stage of it" in text
    assert "It ends above 'conditional aid'" in text
    assert "'conditional aid' ends lower, but by too little to matter (less than 0.1 stage)." in text


def test_where_all_are_kept_no_stance_stands_out(make_ensembles: MakeEnsembles) -> None:
    text = searched(make_ensembles, ALL).sentence()
    assert "no stance stands out: all lie within 0.1 stage of the best" in text
    assert "It ends above" not in text


def test_arms_that_end_alike_are_said_to(make_ensembles: MakeEnsembles, lang: str) -> None:
    def twice(*arguments: object, **fields: object) -> dict[str, Ensemble]:
        none = make_ensembles({"none": 0.0}, runs=fields["runs"])["none"]
        return {"none": none, "sham": none}

    text = searched(twice).sentence(lang)
    assert {"en": "all end at exactly the same level", "fr": "tous finissent exactement au même point"}[
        lang
    ] in text


def test_at_the_bound_it_says_what_is_not_known_and_what_would_settle_it(
    make_ensembles: MakeEnsembles,
) -> None:
    found = searched(make_ensembles, {"none": 0.0, "residents": 1.0, "mixed": 0.99}, effect=0.01)
    text = found.sentence()
    assert "the answer is undecided after 400 runs, the most that were allowed." in text
    assert "the best stance is one of 'residents first' and 'mixed'. It is not certain that" in text
    assert found.sure is not None
    assert f"{found.sure.enough:,} runs of each stance would be enough to decide (--most-runs)" in text


def test_at_the_bound_with_nothing_left_out_it_says_so(make_ensembles: MakeEnsembles) -> None:
    text = searched(make_ensembles, ALL, effect=0.00001).sentence()
    assert "No stance can be eliminated" in text
    assert "Even 100,000 runs, the most that are possible, might not be enough to decide" in text


def test_an_arm_left_out_by_too_little_to_matter_is_still_left_out(make_ensembles: MakeEnsembles) -> None:
    found = searched(make_ensembles, {"none": 0.0, "residents": 0.08}, effect=0.1, most_runs=2000)
    assert found.sure is not None
    assert found.sure.kept == ("residents",)
    assert "'residents first' ends highest" in found.sentence()
    assert (
        "'no intervention' ends lower, but by too little to matter (less than 0.1 stage)" in found.sentence()
    )


def test_every_sentence_says_that_it_is_no_prediction(make_ensembles: MakeEnsembles, lang: str) -> None:
    for effects, effect in ((ONE, 0.1), (SEVERAL, 0.1), (ALL, 0.1), (ALL, 0.00001), (SEVERAL, 0.001)):
        text = searched(make_ensembles, effects, effect).sentence(lang)
        assert words(lang)("verdict.purpose") in text
        assert "{" not in text


def test_a_probability_is_never_rounded_up(make_ensembles: MakeEnsembles) -> None:
    assert "99.95 % certain" in searched(make_ensembles, ONE, sure=0.9995).sentence()


@pytest.mark.parametrize(
    ("value", "english", "french"),
    [(0.1, "0.1 stage", "0,1 stade"), (1.5, "1.5 stages", "1,5 stade"), (4.0, "4 stages", "4 stades")],
)
def test_stages_are_counted_as_the_language_does(value: float, english: str, french: str) -> None:
    assert in_stages(value, words("en")) == english
    assert in_stages(value, words("fr")) == french


def test_numbers_have_the_decimals_they_need() -> None:
    assert [plain(value, words("en")) for value in (2.0, 0.05, 0.000001, 97.5)] == [
        "2",
        "0.05",
        "0.000001",
        "97.5",
    ]
