"""Tests of `locale.language`: which language to speak."""

import pytest

from simul_agir.locale import LANGUAGES, language_of_environment


@pytest.mark.parametrize(
    ("environment", "expected"),
    [
        ({"LANG": "fr_FR.UTF-8"}, "fr"),
        ({"LANG": "fr_FR.UTF-8", "LC_ALL": "C"}, "en"),
        ({"LC_MESSAGES": "fr_CA", "LANG": "en_US"}, "fr"),
        ({"LANG": "de_DE"}, "en"),
    ],
)
def test_the_environment_chooses_the_language(environment: dict[str, str], expected: str) -> None:
    assert language_of_environment(environment) == expected


def test_there_are_two_languages() -> None:
    assert set(LANGUAGES) == {"en", "fr"}
