"""A text that is no TOML is refused in the language that is spoken, with its line and column."""

import tomllib

import pytest

from simul_agir.scenario.faults import Fault, Faults
from simul_agir.scenario.toml.syntax import COMPLAINTS, tell_broken

BROKEN = [
    ("months 3", "signe = attendu après une clé, ligne 1, colonne 8"),
    ("a = 1\nb = tru", "valeur incompréhensible, ligne 2, colonne 5"),
    ("a = [1, 2\n", "crochet [ jamais refermé, à la fin du fichier"),
    ("a = {b = 1", "accolade { jamais refermée, à la fin du fichier"),
    ('a = "b', "guillemets jamais refermés, à la fin du fichier"),
    ('a = "b\nc"', "caractère interdit '\\n', ligne 1, colonne 7"),
    ("a = 1\na = 2\n", "clé déjà donnée, ligne 2, colonne 6"),
    ("[a]\n[a]", "table a déclarée deux fois, ligne 2, colonne 3"),
    ("a = 1 b = 2", "fin de ligne attendue, ligne 1, colonne 7"),
    ("[a", "signe ] attendu à la fin d'un nom de table, à la fin du fichier"),
    ("[[a]", "signe ]] attendu à la fin d'un nom de table, ligne 1, colonne 4"),
    ("= 3", "ni clé, ni table, ni remarque, ligne 1, colonne 1"),
    ('a = "\\q"', "barre oblique inverse \\ isolée dans un texte, ligne 1, colonne 8"),
    ('a = "\\uD800"', "code sans caractère Unicode, ligne 1, colonne 12"),
    ("a = 2024-02-30", "date ou heure incorrecte, ligne 1, colonne 5"),
    ("a = {b = 1, b = 2}", "clé 'b' donnée deux fois, ligne 1, colonne 18"),
    ("a = " + "9" * 5_000, "nombre trop long"),
]


def told(text: str) -> Fault:
    faults = Faults()
    with pytest.raises(ValueError) as refused:  # noqa: PT011
        tomllib.loads(text)
    tell_broken(refused.value, text, "scenario.toml", faults)
    (fault,) = faults.found
    return fault


@pytest.mark.parametrize(("text", "french"), BROKEN, ids=[text[:20] for text, _ in BROKEN])
def test_the_complaint_is_told_in_french(text: str, french: str) -> None:
    assert told(text).text("fr").partition("permis : ")[2] == f"du TOML valide : {french}."


def test_the_complaint_is_told_in_english() -> None:
    fault = told("a = 1\nb = tru")
    assert fault.line == 2
    assert fault.allowed == "valid TOML: Invalid value, line 2, column 5"


def test_a_key_is_told_as_people_write_it() -> None:
    assert "Cannot declare a.b twice" in told("[a.b]\n[a.b]\n").allowed


def test_a_complaint_of_a_parser_to_come_keeps_its_place() -> None:
    faults = Faults()
    tell_broken(ValueError("Something new (at line 3, column 4)"), "a\nb\nc", "scenario.toml", faults)
    assert faults.found[0].allowed_fr == "du TOML valide : écriture incorrecte, ligne 3, colonne 4"


def test_no_french_sentence_is_the_english_one() -> None:
    assert all(pattern != french for pattern, french in COMPLAINTS)
