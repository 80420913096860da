"""The words of a search say what was found, in both languages."""

from tests.study.search.test_optimisation import classroom, search  # noqa: F401

from simul_agir.report.words.optimisation_sentence import optimisation_sentence
from simul_agir.study.search.optimisation import Search


def test_the_method_of_the_answer_gives_these_words(search: Search, lang: str) -> None:
    assert search.sentence(lang) == optimisation_sentence(search, lang)


def test_the_two_languages_differ(search: Search) -> None:
    assert optimisation_sentence(search, "en") != optimisation_sentence(search, "fr")
