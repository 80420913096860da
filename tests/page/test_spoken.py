"""The words that a page is given."""

import re

import pytest

from simul_agir.page.spoken import LANGUAGES, SPOKEN, spoken


def test_a_page_has_the_same_texts_in_each_language() -> None:
    assert len({frozenset(spoken(lang)) for lang in LANGUAGES}) == 1


def test_only_the_groups_of_a_page_travel() -> None:
    assert {key.partition(".")[0] for key in spoken("en")} == set(SPOKEN)
    assert {key.partition(".")[0] for key in spoken("en", ("stance",))} == {"stance"}
    assert spoken("fr")["stance.none"] != spoken("en")["stance.none"]


def test_both_languages_have_the_same_places_to_fill() -> None:
    places = re.compile(r"\{(\w+)")
    english, french = spoken("en"), spoken("fr")
    differing = {
        key for key in english if set(places.findall(english[key])) != set(places.findall(french[key]))
    }
    assert differing == set()


def test_a_language_that_is_not_spoken_is_refused() -> None:
    with pytest.raises(ValueError, match="de"):
        spoken("de")
