"""The table of a discovery names every stance and fits its width."""

import pytest
from tests.study.discovery.test_analysis import STANCES, found, quick  # noqa: F401

from simul_agir.locale import words
from simul_agir.report.tables.discovery_table import as_text
from simul_agir.study.discovery.analysis import Discovery


def test_every_stance_is_named(found: Discovery, lang: str) -> None:
    text = as_text(found, lang)
    assert all(words(lang).name("stance", stance) in text for stance in STANCES)


@pytest.mark.parametrize("width", [60, 100])
def test_no_line_is_wider_than_asked(width: int, found: Discovery) -> None:
    assert max(map(len, as_text(found, "en", width).splitlines())) <= width
