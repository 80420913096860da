"""Tests of `report.tables.claims_table`: the table of verdicts in Markdown and CSV."""

from tests.report.tables.test_claims_text import HALF

from claims import FEATURE
from simul_agir.locale import words
from simul_agir.report.tables.claims_table import as_csv, as_markdown, readings_of
from simul_agir.study.claims import Answer


def test_the_table_of_numbers_says_what_the_answer_says(lang: str) -> None:
    told = Answer((HALF,), 1).to_dict()
    table = as_markdown(told, lang)
    assert table.count("\n| ") == len(HALF.claim.parts)
    assert table.count(words(lang)("claims.central")) == 1
    assert f"**C2 {words(lang)('claims.holds_when')}**" in table
    assert FEATURE.removeprefix("parameters.") in table
    assert f"{FEATURE} >= 1.0" in as_csv(told)
    assert readings_of(told, "C2", lang).count("\n|") == 1 + len(HALF.claim.readings)
