"""Numbers as spreadsheets show them: decimal commas, spaced thousands, percent, currency."""

from __future__ import annotations

import re

LONGEST = 400  # characters
PLAIN = re.compile(r"[+-]?(\d+(\.\d*)?|\.\d+)([eE][+-]?\d{1,4})?")
SPACED = re.compile(r"(?<=\d)[ \u00a0\u2009\u202f'’](?=\d{3}(?!\d))")
CURRENCY = r"(?:€|EUR|euros?|£|GBP|\$|USD|CHF)"
BEFORE = re.compile(rf"([+-]?)\s*{CURRENCY}\s*(?=[\d.,])", re.IGNORECASE)
AFTER = re.compile(rf"\s*({CURRENCY}|%)$", re.IGNORECASE)
BY_COMMAS = re.compile(r"[+-]?\d{1,3}(,\d{3})+(\.\d*)?")
BY_POINTS = re.compile(r"[+-]?\d{1,3}(\.\d{3})+,\d*")
MISSING = ("nan", "#n/a", "n/a")  # what programs write for a number that is not there


def is_missing(text: str) -> bool:
    """Whether a text is what a program writes where it has no number."""
    return text.strip().lower() in MISSING


def _without_unit(text: str) -> tuple[str, str]:
    """A text without the unit after its number, and what the unit says: "percent", "currency" or ""."""
    after = AFTER.search(text)
    if after is None:
        return text, ""
    return text[: after.start()], "percent" if after[1] == "%" else "currency"


def parsed(text: str, comma: bool) -> tuple[float, str] | None:
    """The number that a text shows and what it is shown as: "percent" (60 % is 0.6), "currency" or "". None: no number.

    comma: a single comma is the decimal sign. Where it is not, commas may only part the thousands of what cannot be
    anything else ("1,250.50", "1,250,000").
    """
    text = text.strip().replace("\u2212", "-")
    if not text or len(text) > LONGEST:
        return None
    text, shown = _without_unit(text)
    before = BEFORE.match(text)
    if before:
        if shown:
            return None
        shown, text = "currency", before[1] + text[before.end() :]
    value = _plain(SPACED.sub("", text.strip()), comma, bool(before))
    if value is None:
        return None
    return (value / 100.0 if shown == "percent" else value), shown


def _plain(text: str, comma: bool, english: bool) -> float | None:
    """The number of a text without signs of currency and spaces."""
    if BY_POINTS.fullmatch(text):
        text = text.replace(".", "").replace(",", ".")
    elif comma and text.count(",") == 1 and "." not in text:
        text = text.replace(",", ".")
    elif BY_COMMAS.fullmatch(text) and (english or "." in text or text.count(",") > 1):
        text = text.replace(",", "")
    return float(text) if text.isascii() and PLAIN.fullmatch(text) else None
