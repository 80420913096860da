"""A verification shown: numbers as precise as their tolerance, no line and no name lost."""

import pytest

from simul_agir.locale import words
from simul_agir.report.tables.verification_table import as_markdown, as_text, shown
from simul_agir.verification import LIMITS, Case, Reading, Verification

LINES = (
    Reading("spread_left", 0.1011, 0.1037, 0.0067, published=0.1, fields={"encounters": 1057.2}),
    Reading("mean_drift", 0.0, 2.2e-16, 1e-9, published=0.0),
    Reading("tenures", 40.0, 90.0, 30.0, fields={"classes": 41.0}),
)
FOUND = Verification((Case(LIMITS["gossip"], LIMITS["gossip"].defaults, LINES),), seed=3)


@pytest.mark.parametrize(
    ("value", "tolerance", "text", "french"),
    [
        (0.123456, 0.0067, "0.1235", "0,1235"),
        (0.123456, 0.3, "0.12", "0,12"),
        (72.0, 58.0, "72", "72"),
        (72.4, 58.0, "72", "72"),
        (2.2e-16, 1e-9, "<1e−12", "<1e−12"),
        (2.2e-7, 1e-6, "2e−7", "2e−7"),
        (1e-9, 1e-9, "1e−9", "1e−9"),
        (0.0, 1e-9, "0", "0"),
        (54.0, 0.0, "54", "54"),
        (0.26386833, 1e-9, "0.263868", "0,263868"),
    ],
)
def test_numbers_are_as_precise_as_their_tolerance(
    value: float, tolerance: float, text: str, french: str
) -> None:
    assert shown(value, tolerance, words("en")) == text
    assert shown(value, tolerance, words("fr")) == french


@pytest.mark.parametrize("width", [60, 100, 140])
def test_no_line_is_lost_at_any_width(width: int, lang: str) -> None:
    told = " ".join(as_text(FOUND, lang, width).split())
    assert {"en": "1,057 encounters", "fr": "1\u00a0057 rencontres"}[lang].split()[0] in told
    assert {"en": "NO", "fr": "NON"}[lang] in told
    assert {"en": "1 of 3 lines", "fr": "1 lignes de la vérification"}[lang].split()[0] in told


def test_every_quantity_has_words_in_both_languages(found: Verification) -> None:
    for translate in (words("en"), words("fr")):
        for case in found.cases:
            assert translate.has(f"limit_name.{case.limit.name}")
            assert all(translate.has(f"limit_quantity.{reading.quantity}") for reading in case.readings)


def test_markdown_has_a_row_for_each_line_and_each_case(lang: str) -> None:
    rows = [row for row in as_markdown(FOUND, lang).splitlines() if row.startswith("|")]
    assert len(rows) == 2 + 1 + len(LINES)
    assert {row.count("|") for row in rows} == {7}
