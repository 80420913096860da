"""The table shows every arm, and fits the terminal."""

import pytest

from simul_agir import compare
from simul_agir.locale import words
from simul_agir.report.figures.style import caption_text
from simul_agir.report.tables.comparison_table import BAR, SHADES, Row, _bar, as_text
from simul_agir.scenario import Scenario
from simul_agir.study import Comparison


def test_every_arm_has_its_row_and_the_verdict_follows(comparison: Comparison, lang: str) -> None:
    text = as_text(comparison, lang)
    for arm in comparison.arms:
        assert words(lang).name("stance", arm.stance) in text
    assert words(lang)("verdict.purpose").split()[-1] in text


@pytest.mark.parametrize("width", [60, 80, 100, 140])
def test_the_table_fits_the_terminal(comparison: Comparison, width: int) -> None:
    assert max(len(line) for line in as_text(comparison, "en", width).splitlines()) <= width


@pytest.mark.parametrize("width", [24, 32, 40, 48, 52, 56, 64, 72])
def test_no_stance_vanishes_and_nothing_is_cut_on_a_narrow_terminal(
    comparison: Comparison, width: int, lang: str
) -> None:
    translate = words(lang)
    text = as_text(comparison, lang, width)
    table = text.partition(translate("table.note")[:8])[0]
    for arm in comparison.arms:
        assert all(word in table for word in translate.name("stance", arm.stance).split(" "))
        assert translate.number(arm.outcomes["index"].mean) in table
    assert "…" not in text
    assert max(len(line) for line in text.splitlines()) <= width


@pytest.mark.parametrize("width", [80, 140])
def test_numbers_are_never_cut(comparison: Comparison, width: int, lang: str) -> None:
    translate = words(lang)
    level = comparison.arm("residents").outcomes["index"]
    assert level.low is not None
    assert level.high is not None
    text = as_text(comparison, lang, width)
    assert f"{translate.number(level.mean)} {translate.interval(level.low, level.high)}" in text
    assert "…" not in text


def test_the_title_is_that_of_the_language(comparison: Comparison, lang: str) -> None:
    assert as_text(comparison, lang).startswith(comparison.scenario.titled(lang))
    assert comparison.scenario.titled("en") != comparison.scenario.titled("fr")


def test_a_single_run_is_called_one(territory: Scenario) -> None:
    once = compare(territory, ("none", "sham"), runs=1)
    text = " ".join(as_text(once, "en").split())
    assert "a single run, seed 1" in text
    assert "1 runs" not in text
    assert "1 runs" not in caption_text(once, words("en"))
    assert "1 simulations" not in as_text(once, "fr") + caption_text(once, words("fr"))


def test_the_bar_of_stages_is_always_as_long(comparison: Comparison) -> None:
    for arm in comparison.arms:
        assert len(_bar(Row(comparison, arm, words("en"))).plain) == BAR


@pytest.mark.parametrize("width", [40, 60, 80, 100, 140])
def test_the_legend_tells_of_what_is_shown_and_of_nothing_else(
    comparison: Comparison, lang: str, width: int
) -> None:
    told = as_text(comparison, lang, width)
    above = {"en": "Runs above", "fr": "Au-dessus"}[lang]
    table, _, legend = told.partition("██ ")
    assert (above.split()[0] in " ".join(table.split())) == (above in " ".join(legend.split()))
    assert max(map(len, told.splitlines())) <= width


@pytest.mark.parametrize("width", [40, 80])
def test_no_entry_of_the_legend_is_broken(comparison: Comparison, lang: str, width: int) -> None:
    lines = as_text(comparison, lang, width).splitlines()
    stage = {"en": "▒▒ team", "fr": "▒▒ équipe constituée"}[lang]
    barred = any(SHADES[0] * 3 in line for line in lines)  # the bars of stages are shown
    assert any(stage in line for line in lines) == barred
