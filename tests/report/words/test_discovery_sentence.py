"""The words of a discovery: who ends highest, and where that flips."""

from tests.study.discovery.test_analysis import STANCES, found, quick  # noqa: F401

from simul_agir.locale import words
from simul_agir.report.words.discovery_sentence import discovery_sentence, ordered, short, where
from simul_agir.study.discovery.analysis import Discovery


def test_it_names_the_leader_and_who_takes_over(found: Discovery, lang: str) -> None:
    text, translate = discovery_sentence(found, lang), words(lang)
    assert text == found.sentence(lang)
    assert translate.name("stance", "residents") in text
    assert translate.name("stance", "resilience") in text


def test_limits_come_in_an_order_and_numbers_are_short(found: Discovery) -> None:
    assert {column for column, _ in ordered(found.flip.found, found.flip)} == set(found.flip.box.limits)
    assert short(1.0, words("en")).startswith("1")
    assert short(0.1234, words("fr")).startswith("0,1")


def test_a_stance_that_never_leads_is_said_never_to(found: Discovery) -> None:
    assert where(found.case("wins", "none"), words("en"))
