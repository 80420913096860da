"""The lever checks as a table: a line a lever, with its gain and whether the check holds."""

import io

import pytest
from rich.console import Console

from simul_agir.locale import words
from simul_agir.report.tables.levers_table import answer
from simul_agir.study.compare.lever_checks import LEVERS, LeverCheck

CHECKS = (
    LeverCheck(LEVERS[0], 1.5, 0.25, 0.125, 0.375, (0.25,) * 30),
    LeverCheck(LEVERS[1], 200.0, -3.0, -5.0, -1.0, (-3.0,) * 30),
    LeverCheck(LEVERS[2], 0.5, 0.1, None, None, (0.1,)),
)


def shown(lang: str, width: int) -> str:
    text = io.StringIO()
    Console(file=text, width=width).print(answer(CHECKS, 30, 40, words(lang), width))
    return text.getvalue()


@pytest.mark.parametrize("width", [40, 80, 140])
def test_no_line_is_wider_than_the_terminal(width: int, lang: str) -> None:
    assert max(map(len, shown(lang, width).splitlines())) <= width


def test_each_lever_has_its_stance_gain_interval_and_verdict(lang: str) -> None:
    translate = words(lang)
    text = " ".join(shown(lang, 200).split())
    for check in CHECKS:
        assert translate.name("stance", check.lever.stance) in text
        assert translate(f"levers.{check.verdict}") in text
    assert {"en": "+0.2", "fr": "+0,2"}[lang] in text
    assert text.count("[") == 2  # no interval for one contract


def test_the_title_tells_contracts_and_runs(lang: str) -> None:
    title = shown(lang, 200).splitlines()[0]
    assert "30" in title
    assert "40" in title
