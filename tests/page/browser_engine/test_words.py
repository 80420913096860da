"""Tests of the page's words: they agree with their numbers as the program's do."""

from pathlib import Path

import pytest
from tests.page.browser_engine.in_node import NODE, asked_of_node

from simul_agir.locale.words import Words

pytestmark = pytest.mark.skipif(NODE is None, reason="no node")

TEXTS = {"en": "{n} paired {n:life|lives} of {of}", "fr": "{n} {n:vie appariée|vies appariées} sur {of}"}
COUNTS = (0, 1, 2, "1,5", "2,1", "<1", "1,000")


def test_a_word_agrees_with_its_number_as_in_python(tmp_path: Path) -> None:
    asked = [
        {"lang": lang, "text": text, "fields": {"n": count, "of": 9}}
        for lang, text in TEXTS.items()
        for count in COUNTS
    ]
    wanted = [Words(lang, {"text": text})("text", n=n, of=9) for lang, text in TEXTS.items() for n in COUNTS]
    found = asked_of_node(Path(__file__).with_name("words.mjs"), asked, tmp_path)
    assert found == [[each, each] for each in wanted]
