"""Tests of `report.words.patterns_words`: patterns, their bands and their numbers in words."""

from simul_agir.locale import words
from simul_agir.report.words.patterns_words import band, measured
from simul_agir.validation.answer import Finding
from simul_agir.validation.statements import Pattern


def test_numbers_are_written_as_their_unit_wants(lang: str) -> None:
    translate = words(lang)
    share = Pattern("asleep", "asleep", 0.165, 0.335, "independent", "", unit="share")
    assert "%" in band(share, translate)
    assert "%" in measured(Finding(share, 0.3, 0.2, 0.4), translate)
    assert band(Pattern("x", "x", 0.0, 0.183, "matched", ""), translate) == translate(
        "pattern.below", high=translate.number(0.183)
    )
