"""The words that a page is given."""

import re

import pytest

from simul_agir.page.page_texts import LANGUAGES, TEXT_GROUPS, page_texts


def test_a_page_has_the_same_texts_in_each_language() -> None:
    assert len({frozenset(page_texts(lang)) for lang in LANGUAGES}) == 1


def test_only_the_groups_of_a_page_travel() -> None:
    assert {key.partition(".")[0] for key in page_texts("en")} == set(TEXT_GROUPS)
    assert {key.partition(".")[0] for key in page_texts("en", ("stance",))} == {"stance"}
    assert page_texts("fr")["stance.none"] != page_texts("en")["stance.none"]


def test_both_languages_have_the_same_places_to_fill() -> None:
    places = re.compile(r"\{(\w+)")
    english, french = page_texts("en"), page_texts("fr")
    differing = {
        key for key in english if set(places.findall(english[key])) != set(places.findall(french[key]))
    }
    assert differing == set()


def test_a_language_that_is_not_spoken_is_refused() -> None:
    with pytest.raises(ValueError, match="de"):
        page_texts("de")
