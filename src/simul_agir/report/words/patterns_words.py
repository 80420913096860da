"""Patterns, their bands and their numbers in words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from simul_agir.locale import Words
from simul_agir.validation.answer import CANNOT

if TYPE_CHECKING:
    from simul_agir.validation.answer import Confrontation, Finding
    from simul_agir.validation.statements import Pattern

DIGITS = {"actions": 0}  # decimals of a number, by its unit; else two


def name_of(pattern: Pattern, translate: Words) -> str:
    """What a pattern is about."""
    return translate.name("pattern_name", pattern.name)


def model_name(found: Confrontation, translate: Words) -> str:
    """What a model is called."""
    return translate.name("pattern_model", found.model.name)


def band(pattern: Pattern, translate: Words) -> str:
    """The band of the data."""
    low, high = written(pattern, pattern.low, translate), written(pattern, pattern.high, translate)
    if pattern.low in (0.0, -1.0):
        return translate("pattern.below", high=high)
    return low if low == high else translate("pattern.from_to", low=low, high=high)


def written(pattern: Pattern, value: float, translate: Words) -> str:
    """A number as its unit wants it."""
    return (
        translate.percent(value)
        if pattern.unit == "share"
        else translate.number(value, DIGITS.get(pattern.unit, 2))
    )


def measured(found: Finding, translate: Words) -> str:
    """What the model gives: value and interval."""
    if found.verdict == CANNOT:
        return "–"
    low, high = (written(found.pattern, end, translate) for end in (found.low, found.high))
    return f"{written(found.pattern, found.value, translate)} {translate('typography.interval', low=low, high=high)}"


def why(pattern: Pattern, translate: Words) -> str:
    """Why a pattern cannot be computed."""
    key = f"pattern_why.{pattern.name}"
    return translate(key if not pattern.measure and translate.has(key) else "pattern_why.nothing")
