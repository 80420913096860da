"""Tests of `sheets.french`: how likely a text is as French."""

import pytest

from simul_agir.sheets.encoding import decode


@pytest.mark.parametrize(
    "word", ["Métropole", "Besançon", "forêt", "là-bas", "Noël", "ÉCOLE", "Évry", "Hôtel", "où", "aïeul"]
)
@pytest.mark.parametrize("encoding", ["cp1252", "mac_roman", "cp850"])
def test_one_accent_is_enough(word: str, encoding: str) -> None:
    text = f"id,name\na,{word}\n"
    assert decode(text.encode(encoding))[0] == text


def test_french_of_a_mac_that_happens_to_be_utf_8_is_french() -> None:
    assert decode("id;name\na;l’école\n".encode("mac_roman"))[0] == "id;name\na;l’école\n"
    for text in ("id;name\na;Երեւան\n", "id;name\na;Москва\n", "id;name\na;Αθήνα\n"):
        assert decode(text.encode()) == (text, "utf-8")
