"""The words of a what-if say when the futures part."""

from tests.study.branching.test_what_if import PLACE, found  # noqa: F401

from simul_agir.locale import words
from simul_agir.report.words.what_if_sentence import finding, kind_words, what_if_sentence
from simul_agir.study.branching import WhatIf


def test_the_method_of_the_answer_gives_these_words(found: WhatIf, lang: str) -> None:
    assert found.sentence(lang) == what_if_sentence(found, lang)
    assert finding(found, words(lang))


def test_every_kind_of_event_has_words_of_its_own() -> None:
    assert kind_words("success", words("en")) != kind_words("failure", words("en"))


def test_examples_only_add_words(found: WhatIf) -> None:
    assert len(what_if_sentence(found, examples=False)) <= len(what_if_sentence(found))
