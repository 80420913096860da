"""Units of a column's numbers: as its name or cells give them, else guessed from its values."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

HOURS_OF_FULL_TIME = 151.67  # hours in a month of 35 hours a week
WEEKS = 52 / 12  # a month
HOURS_OF_DAY = 7.0

# By unit: an offset to subtract, then a factor to multiply by.
FACTORS: dict[str, tuple[float, float]] = {
    "0-1": (0.0, 1.0),
    "percent": (0.0, 0.01),
    "1-5": (1.0, 0.25),
    "0-5": (0.0, 0.2),
    "1-4": (1.0, 1 / 3),
    "1-10": (1.0, 1 / 9),
    "0-10": (0.0, 0.1),
    "0-20": (0.0, 0.05),
    "fte": (0.0, HOURS_OF_FULL_TIME),
    "hours/month": (0.0, 1.0),
    "hours/week": (0.0, WEEKS),
    "hours/year": (0.0, 1 / 12),
    "days/month": (0.0, HOURS_OF_DAY),
    "days/week": (0.0, HOURS_OF_DAY * WEEKS),
    "days/year": (0.0, HOURS_OF_DAY / 12),
    "euros/month": (0.0, 1.0),
    "euros/year": (0.0, 1 / 12),
    "keuros/month": (0.0, 1000.0),
    "keuros/year": (0.0, 1000 / 12),
    "meuros/year": (0.0, 1e6 / 12),
    "weight": (0.0, 1.0),
}
HIGHEST = {
    "0-1": 1.0,
    "percent": 100.0,
    "1-5": 5.0,
    "0-5": 5.0,
    "1-4": 4.0,
    "1-10": 10.0,
    "0-10": 10.0,
    "0-20": 20.0,
}
UNITS_OF = {
    "share": ("0-1", "percent", "1-5", "0-5", "1-4", "0-10", "1-10", "0-20"),
    "hours": ("hours/month", "fte", "hours/week", "hours/year", "days/month", "days/week", "days/year"),
    "money": ("euros/month", "euros/year", "keuros/month", "keuros/year", "meuros/year"),
    "weight": ("weight",),
}
WORDS_OF_SHARES = {
    **dict.fromkeys(("nul", "aucun", "aucune", "none", "jamais", "never"), 0.0),
    **dict.fromkeys(("tres faible", "very low", "rarement", "seldom"), 0.1),
    **dict.fromkeys(("faible", "low", "peu", "bas", "basse"), 0.25),
    **dict.fromkeys(
        ("moyen", "moyenne", "medium", "parfois", "sometimes", "modere", "moderee", "assez"), 0.5
    ),
    **dict.fromkeys(("fort", "forte", "high", "eleve", "elevee", "souvent", "often", "bon", "bonne"), 0.75),
    **dict.fromkeys(
        ("tres fort", "tres forte", "very high", "tres eleve", "tres elevee", "toujours", "always"), 0.9
    ),
}


@dataclass(frozen=True)
class Unit:
    """The unit of a column, and whether it is certain: given by its name or cells."""

    name: str
    sure: bool


def converted(value: float, unit: str) -> float:
    """A number of a unit in the scenario's own units: shares from 0 to 1, hours a month, euros a month."""
    off, factor = FACTORS[unit]
    return round((value - off) * factor, 9)


def unit_of(measure: str, header: str, values: Sequence[float], marks: Sequence[str]) -> Unit:
    """The unit of a column of a measure ("share", "hours", "money", "weight"), from its numbers and the signs shown with
    them.
    """
    said = _words(header)
    if measure == "share":
        return _share(said, values, marks)
    if measure == "hours":
        return _hours(said, values)
    if measure == "money":
        return _money(said, values)
    return Unit("weight", True)


def _words(header: str) -> str:
    text = unicodedata.normalize("NFKD", header.lower())
    return "".join(sign for sign in text if not unicodedata.combining(sign))


SCALE = re.compile(r"\b([01])\s*(?:-|–|a|to|/|\.\.\.?|et)\s*(1|4|5|10|20|100)\b")
OUT_OF = re.compile(r"(?:/|\bsur\b|out of)\s*(4|5|10|20|100)\b")


def _share(said: str, values: Sequence[float], marks: Sequence[str]) -> Unit:
    if "percent" in marks:
        return Unit("percent" if any(value > 1 for value in values) else "0-1", True)
    scale = SCALE.search(said)
    if scale and f"{scale[1]}-{scale[2]}" in FACTORS:
        return Unit(f"{scale[1]}-{scale[2]}", True)
    out_of = OUT_OF.search(said)
    if "%" in said or "pourcent" in said or "percent" in said or (out_of and out_of[1] == "100"):
        return Unit("percent", any(value > 1 for value in values) or not values)
    highest, lowest = max(values, default=0.0), min(values, default=0.0)
    if out_of:
        return Unit(
            {"4": "1-4", "5": "1-5" if lowest >= 1 else "0-5", "10": "0-10", "20": "0-20"}[out_of[1]], True
        )
    if highest <= 1:
        return Unit("0-1", True)
    whole = all(value == int(value) for value in values)
    if highest <= 5 and lowest >= 1 and whole:
        return Unit("1-5", False)
    if highest <= 10 and lowest >= 0:
        return Unit("0-10", False)
    return Unit("percent", False)


def _hours(said: str, values: Sequence[float]) -> Unit:
    if re.search(r"\b(etp|fte|equivalents? temps plein|full.time)\b", said):
        return Unit("fte", True)
    thing = "days" if re.search(r"\b(jours?|days?|j)\b", said) else "hours"
    for word, span in (
        ("semaine|week|hebdo", "week"),
        ("an|annee|annuel|year|yearly", "year"),
        ("mois|mensuel|month", "month"),
    ):
        if re.search(rf"(\b|/)({word})", said):
            return Unit(f"{thing}/{span}", True)
    if thing == "hours" and values and max(values) <= 20 and any(value != int(value) for value in values):
        return Unit("fte", False)
    return Unit(f"{thing}/month", False)


def _money(said: str, values: Sequence[float]) -> Unit:
    thousand = bool(re.search(r"\bk\s?(€|eur|euros?)|\bk€|milliers", said))
    million = bool(re.search(r"\bm\s?€|\bm€|millions", said))
    prefix = "k" if thousand else "m" if million else ""
    if re.search(r"(\b|/)(mois|mensuel|month)", said) and not million:
        return Unit(f"{prefix}euros/month", True)
    sure = bool(re.search(r"(\b|/)(ans?|annee|annuel|annuelle|year|yearly|annual|20\d\d)\b", said))
    return Unit(f"{prefix}euros/year", sure or not values)
