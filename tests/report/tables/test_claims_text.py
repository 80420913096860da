"""Claims told and drawn: every verdict in words, conditions where there are, pictures in both languages."""

import pytest

from claims import FEATURE, found
from simul_agir.locale import words
from simul_agir.report.tables.claims_text import as_text
from simul_agir.study.claims import Answer
from simul_agir.study.claims.judging import WEAKEST_FIRST

HALF = found("C2", "half", points=160)


@pytest.mark.parametrize("how", ["true", "false"])
def test_a_verdict_is_told_in_words(how: str, lang: str) -> None:
    text = as_text(Answer((found("C9", how),), 1), lang)
    translate = words(lang)
    verdict = {"true": "holds", "false": "refuted"}[how]
    assert translate(f"claims.{verdict}").upper() in text
    assert " ".join(translate(f"claims.sentence_{verdict}").split()) in " ".join(text.split())
    assert len(max(text.splitlines(), key=len)) <= 140


def test_the_condition_under_which_a_claim_holds_is_told(lang: str) -> None:
    text = " ".join(as_text(Answer((HALF,), 1), lang).split())
    assert FEATURE.removeprefix("parameters.") in text
    assert words(lang)("claims.sentence_holds_when") in text


def test_every_verdict_has_words() -> None:
    for lang in ("en", "fr"):
        for verdict in WEAKEST_FIRST:
            assert words(lang)(f"claims.{verdict}")
            assert words(lang)(f"claims.sentence_{verdict}")
