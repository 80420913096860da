"""Pages that stand in two languages say the same: same sections, formulas, numbers and names, places that links can name."""

import re
from collections import Counter
from pathlib import Path

import pytest

DOCS = Path(__file__).parents[2] / "docs"
TRANSLATED = sorted(page.name.removesuffix(".fr.md") for page in DOCS.glob("*.fr.md"))
PLACE = re.compile(r'^<a id="([^"]+)"></a>$', re.MULTILINE)
SECTION = re.compile(r"^#{2,3} (\d+(?:\.\d+)?)\.? .*$", re.MULTILINE)
WHAT_COUNTS = {
    "names of the program": r"`[^`\n]+`",
    "signs of formulas": r"[²³⁰½¼√Σ·≥≤λφψρκςγδεηωσθβαΔΩτπν−+×|∩Π∈]",
    "numbers": r"\d+(?:\.\d+)?|\.\d+",
}
# Section 12 quotes the words of changes, translated: "0.3 times a month" is "0,3 fois par mois" there.
SAID_OTHERWISE = {("12", "numbers")}


def text_of(page: str) -> str:
    return (DOCS / page).read_text(encoding="utf-8")


def sections(page: str) -> dict[str, str]:
    """Text by number of section, of a page whose sections have numbers."""
    parts = SECTION.split(text_of(page))
    return dict(zip(parts[1::2], parts[2::2], strict=True))


def slug(title: str) -> str:
    """The place of a title, as the site names it."""
    return re.sub(r"[-\s]+", "-", re.sub(r"[^\w\s-]", "", title.lower()).strip())


ENGLISH, FRENCH = sections("model.md"), sections("model.fr.md")


def test_the_model_has_the_same_sections_in_both_languages() -> None:
    assert list(ENGLISH) == list(FRENCH)
    assert len(ENGLISH) > 30


@pytest.mark.parametrize("what", WHAT_COUNTS)
@pytest.mark.parametrize("number", ENGLISH)
def test_a_section_of_the_model_holds_the_same_in_both_languages(number: str, what: str) -> None:
    english, french = (
        Counter(re.findall(WHAT_COUNTS[what], PLACE.sub("", page[number]))) for page in (ENGLISH, FRENCH)
    )
    if (number, what) not in SAID_OTHERWISE:
        assert english == french


@pytest.mark.parametrize("name", TRANSLATED)
def test_a_page_and_its_french_version_have_as_many_tables_lists_and_pictures(name: str) -> None:
    pages = text_of(f"{name}.md"), text_of(f"{name}.fr.md")
    for pattern in (r"^#+ ", r"^```", r"^!\[", r"^ *\d+\. ", r"^- ", r"^ *!!! "):
        english, french = (len(re.findall(pattern, page, re.MULTILINE)) for page in pages)
        assert english == french, pattern


@pytest.mark.parametrize("name", [name for name in TRANSLATED if name != "index"])
def test_links_to_a_section_lead_to_it_in_both_languages(name: str) -> None:
    titles = re.findall(r"^#{2,3} (.*)$", text_of(f"{name}.md"), re.MULTILINE)
    assert PLACE.findall(text_of(f"{name}.fr.md")) == [slug(title) for title in titles]
