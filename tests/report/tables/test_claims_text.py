"""Claims told and drawn: every verdict in words, conditions where there are, pictures in both languages."""

from pathlib import Path

import pytest

from claims import FEATURE, found
from simul_agir.locale import words
from simul_agir.report.figures.claims_figure import draw_claim
from simul_agir.report.files.comparison_files import save_png
from simul_agir.report.tables.claims_table import as_csv, as_markdown, readings_of
from simul_agir.report.tables.claims_text import as_text
from simul_agir.study.claims import Answer
from simul_agir.study.claims.judging import WEAKEST_FIRST

HALF = found("C2", "half", points=160)


@pytest.mark.parametrize("how", ["true", "false"])
def test_a_verdict_is_told_in_words(how: str, lang: str) -> None:
    text = as_text(Answer((found("C9", how),), 1), lang)
    say = words(lang)
    verdict = {"true": "holds", "false": "refuted"}[how]
    assert say(f"claims.{verdict}").upper() in text
    assert " ".join(say(f"claims.sentence_{verdict}").split()) in " ".join(text.split())
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


def test_the_table_of_numbers_says_what_the_answer_says(lang: str) -> None:
    told = Answer((HALF,), 1).to_dict()
    table = as_markdown(told, lang)
    assert table.count("\n| ") == len(HALF.claim.parts)
    assert table.count(words(lang)("claims.central")) == 1
    assert f"**C2 {words(lang)('claims.holds_when')}**" in table
    assert FEATURE.removeprefix("parameters.") in table
    assert f"{FEATURE} >= 1.0" in as_csv(told)
    assert readings_of(told, "C2", lang).count("\n|") == 1 + len(HALF.claim.readings)


@pytest.mark.parametrize("name", ["C1", "C3", "C6", "C9"])
def test_a_claim_is_drawn(name: str, lang: str, tmp_path: Path) -> None:
    figure = draw_claim(found(name, "false", points=24), lang)
    texts = [text.get_text() for axes in figure.axes for text in (axes.title, *axes.texts)]
    assert any(words(lang)("claims.refuted") in text for text in texts)
    save_png(figure, tmp_path / "x.png", dots=40)
    assert (tmp_path / "x.png").stat().st_size > 1000


def test_a_claim_of_which_nothing_was_lived_is_drawn_all_the_same() -> None:
    assert draw_claim(found("C9", "true", points=1)).axes
