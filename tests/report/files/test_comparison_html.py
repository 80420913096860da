"""A comparison in a notebook: its verdict and a table, with nothing that a name could break."""

from simul_agir.report.files.comparison_html import html
from simul_agir.study import Comparison


def test_it_holds_the_verdict_and_every_arm(comparison: Comparison, lang: str) -> None:
    page = html(comparison, lang)
    assert page.count("<tr") == len(comparison.arms) + 1
    assert "<table" in page


def test_the_two_languages_differ(comparison: Comparison) -> None:
    assert html(comparison, "en") != html(comparison, "fr")
    assert comparison._repr_html_() in (html(comparison, "en"), html(comparison, "fr"))
