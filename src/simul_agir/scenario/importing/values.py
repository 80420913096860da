"""Reads cells of people's tables as numbers, truth values and lists of names."""

from __future__ import annotations

import re
from math import isfinite

from simul_agir.sheets.book import Value
from simul_agir.sheets.numbers import BY_COMMAS, parsed

from .finding import is_empty, said
from .units import WORDS_OF_SHARES, converted
from .vocabulary import plain

ABOUT = re.compile(r"^(?:~|≈|±|env(?:iron|\.)?|ca\.?|about)\s*", re.IGNORECASE)
TAIL = re.compile(
    r"\s*(etp|fte|h|heures?|hours?|jours?|j|days?|k€|k ?eur|m€|€|euros?|eur)?\s*"
    r"(?:(?:/|par|per)\s*(an|ans|year|mois|month|semaine|week|sem))?\s*$",
    re.IGNORECASE,
)
SPANS = {
    "an": "year",
    "ans": "year",
    "year": "year",
    "mois": "month",
    "month": "month",
    "semaine": "week",
    "sem": "week",
    "week": "week",
}
PARTED_BY_COMMAS = (
    "money",
)  # if a comma separates cells, three digits after another comma are thousands of euros
LONGEST_NUMBER = 60  # characters, unit included
TRUE = frozenset(("oui", "o", "yes", "y", "vrai", "true", "1", "x", "✓", "✔", "ok", "v"))
FALSE = frozenset(("non", "n", "no", "faux", "false", "0"))
PARTED = re.compile(r"\s*(?:[;|\n\r•]|,(?!\d)|\s/\s)\s*")
SPACES = re.compile("[ \t\u00a0\u202f]+")
AND = re.compile(r"\s+(?:et|and|&)\s+")


def number_of(cell: Value, comma: bool, measure: str = "") -> tuple[float, str, str] | None:
    """A cell's number, how it is shown ("percent", "currency", "") and the unit it names; None if it is not a number.

    A number too large for a double is not a number.
    """
    found = _number_of(cell, comma, measure)
    return found if found and isfinite(found[0]) else None


def _number_of(cell: Value, comma: bool, measure: str) -> tuple[float, str, str] | None:
    if isinstance(cell, bool) or cell is None:
        return None
    if isinstance(cell, float):
        return cell, "", ""
    text = ABOUT.sub("", cell.strip())
    if measure in PARTED_BY_COMMAS and not comma and BY_COMMAS.fullmatch(text):
        text = text.replace(",", "")
    found = _plain_number(text, comma or measure == "share")
    if found is not None:
        return (*found, "")
    tail = TAIL.search(text) if len(text) <= LONGEST_NUMBER else None
    if tail is None or not tail[0].strip():
        return None
    bare = text[: tail.start()].strip()
    if measure in PARTED_BY_COMMAS and not comma and BY_COMMAS.fullmatch(bare):
        bare = bare.replace(",", "")
    found = _plain_number(bare, comma)
    return (
        None
        if found is None
        else (
            found[0],
            "",
            _unit_of_tail((tail[1] or "").lower().replace(" ", ""), SPANS.get((tail[2] or "").lower(), "")),
        )
    )


def _plain_number(text: str, comma: bool) -> tuple[float, str] | None:
    """A number, possibly with a decimal comma, unless the comma may separate thousands."""
    found = parsed(text, comma)
    if found is None and not comma and not BY_COMMAS.fullmatch(text.strip()):
        found = parsed(text, True)
    return found


def _unit_of_tail(thing: str, span: str) -> str:
    """The unit written after a number in its cell."""
    if thing in ("etp", "fte"):
        return "fte"
    if thing in ("h", "heure", "heures", "hour", "hours"):
        return f"hours/{span or 'month'}"
    if thing in ("j", "jour", "jours", "day", "days"):
        return f"days/{span or 'month'}"
    if thing in ("k€", "keur"):
        return f"keuros/{span or 'year'}" if span != "week" else ""
    if thing == "m€":
        return "meuros/year"
    return f"euros/{span}" if thing and span in ("year", "month") else ""


def share_in_words(cell: Value) -> float | None:
    """The share that a word such as *fort* means; None for other words."""
    return WORDS_OF_SHARES.get(plain(cell)) if isinstance(cell, str) else None


def truth_of(cell: Value) -> bool | None:
    """True or false, as people write it; None for other texts."""
    text = said(cell).lower()
    return True if text in TRUE else False if text in FALSE else None


def names_in(cell: Value) -> list[str]:
    """The names in a cell, separated by commas, semicolons, bars, bullets or line breaks."""
    if is_empty(cell):
        return []
    text = SPACES.sub(" ", cell) if isinstance(cell, str) else said(cell)
    return [name.strip(" -–•\t") for name in PARTED.split(text) if name.strip(" -–•\t")]


def parted_by_and(name: str) -> list[str]:
    """The names that a name may consist of: *A et B*."""
    return [part for part in AND.split(name) if part.strip()]


def in_own_unit(value: float, shown: str, own: str, unit: str) -> float:
    """A number of a column in the scenario's units. A unit or percent sign in the cell takes precedence over the
    column's.
    """
    if shown == "percent":
        return value
    return converted(value, own or unit)
