"""The table of a what-if names both futures and fits its width."""

import pytest
from tests.study.branching.test_what_if import PLACE, found  # noqa: F401

from simul_agir.locale import words
from simul_agir.report.tables.what_if_table import as_text, indicator_words
from simul_agir.study.branching import WhatIf


def test_both_futures_are_named(found: WhatIf, lang: str) -> None:
    text, translate = as_text(found, lang), words(lang)
    assert translate.name("stance", "residents") in text
    assert translate.name("stance", "conditional_aid") in text


@pytest.mark.parametrize("width", [70, 120])
def test_no_line_is_wider_than_asked(width: int, found: WhatIf) -> None:
    assert max(map(len, as_text(found, "en", width).splitlines())) <= width


def test_an_indicator_has_words_in_both_languages() -> None:
    assert indicator_words("index", words("en")) != indicator_words("index", words("fr"))
