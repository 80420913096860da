"""Both languages say the same things, and write numbers as people do."""

import string

import pytest

from simul_agir.locale import words
from simul_agir.model.ladder import CRITERIA, STAGES
from simul_agir.model.parameters import SWITCHES


def fields(text: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(text) if name}


def test_both_languages_hold_the_same_keys() -> None:
    assert set(words("en").catalogue) == set(words("fr").catalogue)


def test_both_languages_fill_in_the_same_fields() -> None:
    english, french = words("en").catalogue, words("fr").catalogue
    assert {key for key in english if fields(english[key]) != fields(french[key])} == set()


def test_no_text_is_empty(lang: str) -> None:
    assert [key for key, text in words(lang).catalogue.items() if not text.strip()] == []


@pytest.mark.parametrize("name", [*CRITERIA])
def test_every_criterion_can_be_named_and_told(name: str, lang: str) -> None:
    assert words(lang).has(f"criterion.{name}")
    assert words(lang).has(f"holds_back.{name}")


@pytest.mark.parametrize("name", [*STAGES])
def test_every_stage_has_a_name(name: str, lang: str) -> None:
    assert words(lang).has(f"stage.{name}")


def test_a_name_without_a_word_stands_for_itself() -> None:
    assert words("en").name("stance", "my_stance") == "my stance"


@pytest.mark.parametrize(("lang", "expected"), [("en", "1,234.50"), ("fr", "1\u00a0234,50")])
def test_numbers_are_written_as_the_language_does(lang: str, expected: str) -> None:
    assert words(lang).number(1234.5) == expected


def test_french_lines_never_break_before_a_colon_or_inside_quotation_marks() -> None:
    wrong = (" :", " ;", " ?", " !", "« ", " »", "'")
    assert [key for key, text in words("fr").catalogue.items() if any(sign in text for sign in wrong)] == []


@pytest.mark.parametrize(
    ("lang", "count", "expected"),
    [
        ("en", 1, "1 life"),
        ("en", 0, "0 lives"),
        ("fr", 0, "0 vie"),
        ("fr", "1,5", "1,5 vie"),
        ("fr", 2, "2 vies"),
    ],
)
def test_a_word_agrees_with_its_number(lang: str, count: object, expected: str) -> None:
    assert words(lang)("page.n_lives", n=count) == expected


def test_nil_has_no_sign() -> None:
    assert words("en").number(-0.001) == "0.00"
    assert words("en").signed(0.0) == "0.00"


def test_a_gain_and_a_loss_show_their_sign() -> None:
    assert words("en").signed(0.41) == "+0.41"
    assert words("fr").signed(-0.41) == "−0,41"


@pytest.mark.parametrize(
    ("share", "expected"), [(0.0, "0 %"), (0.001, "<1 %"), (0.934, "93 %"), (0.999, ">99 %"), (1.0, "100 %")]
)
def test_almost_all_is_never_called_all(share: float, expected: str) -> None:
    assert words("en").percent(share) == expected


def test_a_list_ends_with_and() -> None:
    assert words("en").several(["a", "b", "c"]) == "a, b and c"
    assert words("fr").several(["a", "b"]) == "a et b"
    assert words("fr").several(["a"]) == "a"


def test_a_language_that_is_not_spoken_is_refused() -> None:
    with pytest.raises(ValueError, match="de"):
        words("de")


def test_every_mechanism_that_can_be_switched_off_has_a_name(lang: str) -> None:
    translate = words(lang)
    assert [name for name in SWITCHES if not translate.has(f"mechanism.{name}")] == []
