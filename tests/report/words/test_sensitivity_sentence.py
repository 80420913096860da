"""The words of a sensitivity analysis name what moves the outcome most."""

from tests.study.sensitivity.test_analysis import found, study  # noqa: F401

from simul_agir.report.words.sensitivity_sentence import factor_name, sensitivity_sentence
from simul_agir.study.sensitivity.analysis import Sensitivity


def test_the_method_of_the_answer_gives_these_words(found: Sensitivity, lang: str) -> None:
    assert found.sentence(lang) == sensitivity_sentence(found, lang)


def test_the_two_languages_differ(found: Sensitivity) -> None:
    assert sensitivity_sentence(found, "en") != sensitivity_sentence(found, "fr")


def test_a_factor_is_called_by_the_last_part_of_its_key() -> None:
    assert factor_name("parameters.tolerance") == "tolerance"
