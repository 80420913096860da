"""The profile in words: in both languages, and the same at every call."""

from tests.report.dossier.test_dossier import answer  # noqa: F401

from simul_agir.report.words.profile import profile_sentence, whole_sentence
from simul_agir.study import Comparison


def test_the_whole_answer_holds_the_profile(answer: Comparison, lang: str) -> None:
    assert answer.profile is not None
    assert profile_sentence(answer, lang) in whole_sentence(answer, lang)


def test_the_two_languages_differ(answer: Comparison) -> None:
    assert whole_sentence(answer, "en") != whole_sentence(answer, "fr")
