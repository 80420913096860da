"""The blocks that docs/studied.py writes are filled in, and hold the same numbers in both languages."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
BLOCK = re.compile(r"<!-- found (\w+) -->\n(.*?)<!-- -->\n", re.DOTALL)
PAGES = (
    "README",
    "docs/calibration",
    "docs/discovery",
    "docs/sensitivity",
    "docs/policies-as-search",
    "docs/france",
)
NUMBER = re.compile(r"\d+")
IN_NUMBERS = re.compile(r"(?<=\d)[.,\u00a0\u202f](?=\d)")  # between whole and decimals, or between thousands


def blocks(page: str) -> dict[str, str]:
    """The blocks of a page by name."""
    return dict(BLOCK.findall((ROOT / page).read_text(encoding="utf-8")))


def numbers(text: str) -> list[str]:
    """The digits of each number of a text in either language, sorted; addresses of pages left out."""
    return sorted(NUMBER.findall(IN_NUMBERS.sub("", re.sub(r"docs/\S+", "", text))))


@pytest.mark.parametrize("page", PAGES)
def test_a_block_holds_the_same_numbers_in_both_languages(page: str) -> None:
    english, french = blocks(f"{page}.md"), blocks(f"{page}.fr.md")
    assert english
    assert list(english) == list(french)
    for name, text in english.items():
        assert numbers(text), name
        assert numbers(text) == numbers(french[name]), name
