"""Explains syntax errors of TOML: the line, and the parser's message in both languages."""

from __future__ import annotations

import re

from simul_agir.scenario.faults import Faults

PLACE = re.compile(r"\s*\(at (?:line (\d+), column (\d+)|end of document)\)")
KEY = re.compile(r"\((?:'[^']*'(?:, )?)+,?\)")  # a key as the parser shows it: ('a', 'b')

# What Python's parser says, as far as its versions agree, and the same in French; its quotations fill the blank.
COMPLAINTS = (
    (r"Invalid statement", "ni clé, ni table, ni remarque"),
    (r"Expected newline or end of document after a statement", "fin de ligne attendue"),
    (r"Expected '=' after a key in a key/value pair", "signe = attendu après une clé"),
    (r"Expected '(\]\]?)' at the end of .*", "signe {} attendu à la fin d'un nom de table"),
    (r"Expected (.+)", "signe {} attendu"),
    (r"Found invalid character (.+)", "caractère interdit {}"),
    (r"Illegal character (.+)", "caractère interdit {}"),
    (r"Cannot declare (.*) twice", "table {} déclarée deux fois"),
    (r"Cannot overwrite a value", "clé déjà donnée"),
    (r"Cannot (?:mutate immutable|redefine) namespace (.*)", "rien ne peut s'ajouter à {}, déjà donné"),
    (r"Duplicate inline table key (.+)", "clé {} donnée deux fois"),
    (r"Invalid initial character for a key part", "caractère interdit au début d'une clé"),
    (r"Unclosed array", "crochet [ jamais refermé"),
    (r"Unclosed inline table", "accolade {{ jamais refermée"),
    (r"Unterminated string", "guillemets jamais refermés"),
    (r"Unescaped '\\' in a string", "barre oblique inverse \\ isolée dans un texte"),
    (r"Invalid hex value", "code hexadécimal incorrect"),
    (r"Escaped character is not a Unicode scalar value", "code sans caractère Unicode"),
    (r"Invalid date or datetime", "date ou heure incorrecte"),
    (r"Invalid value", "valeur incompréhensible"),
    (r"Exceeds the limit .*", "nombre trop long"),
)


def tell_broken(error: Exception, text: str, label: str, faults: Faults) -> None:
    """Report that a text is not valid TOML, where and why."""
    said = str(error)
    english = KEY.sub(_dotted, PLACE.sub("", said).strip()) or type(error).__name__
    french = _in_french(english)
    place, line = PLACE.search(said), None
    if place is not None and place[1]:
        line = int(place[1])
        english += f", line {line}, column {place[2]}"
        french += f", ligne {line}, colonne {place[2]}"
    elif place is not None:
        line = text.count("\n") + 1
        english += ", at the end of the file"
        french += ", à la fin du fichier"
    faults.add(label, line, "", None, "toml", english=english, french=french)


def _dotted(key: re.Match[str]) -> str:
    """A key with dots."""
    return ".".join(re.findall(r"'([^']*)'", key[0]))


def _in_french(complaint: str) -> str:
    """The parser's message in French; a general one for an unknown message."""
    for pattern, french in COMPLAINTS:
        found = re.fullmatch(pattern, complaint, re.DOTALL)
        if found:
            return french.format(*found.groups())
    return "écriture incorrecte"
