"""How likely a text is as French: of each character above 127, how often it is met, and between such neighbours."""

from __future__ import annotations

import math

UNFIT = 1e-6
# Per hundred letters of French, about; those of its neighbours' languages, less.
OFTEN = (
    ("é", 1.9),
    ("à", 0.5),
    ("è", 0.35),
    ("ê", 0.22),
    ("ç", 0.09),
    ("ùûîâ", 0.05),
    ("ô", 0.04),
    ("œ", 0.02),
)
SELDOM = (("ïë", 0.01), ("ü", 0.003), ("öäñ", 0.002), ("áóí", 0.001), ("æú", 0.0005), ("ÿßåøãìòõ", 0.0002))
OF_CAPITALS = (
    ("É", 0.06),
    ("À", 0.01),
    ("ÈÊÎÇÔŒ", 0.004),
    ("Â", 0.002),
    ("ÛËÏÙÖÜÄÑ", 0.0005),
    ("ÅØ", 0.0002),
)
SMALL = {sign: share for signs, share in (*OFTEN, *SELDOM) for sign in signs}
CAPITAL = {sign: share for signs, share in OF_CAPITALS for sign in signs}
VOWELS = frozenset("aeiouyAEIOUY")
AFTER_VOWELS = frozenset("ëï")
# Letters that rarely follow a vowel, and the vowels that they do follow.
NOT_AFTER_VOWELS = {"â": "", "ê": "u", "ô": "", "î": "ao", "û": "oe", "ù": "o", "ç": "aeiou"}
ENDING = {"é": 1.0, "à": 3.0, "ù": 1.0, "û": 0.1, "è": 0.02}
BEGINNING = {"é": 0.3, "à": 3.0, "ê": 0.05, "î": 0.3, "â": 0.3, "œ": 0.5, "è": 0.01, "ô": 0.05}


def log_likelihood(text: str) -> float:
    """The sum, over the characters above 127, of the logarithm of how likely each is where it stands."""
    total = 0.0
    for place, sign in enumerate(text):
        if sign > "\x7f":
            before = text[place - 1] if place else "\n"
            after = text[place + 1] if place + 1 < len(text) else "\n"
            total += math.log(max(UNFIT, _likely(sign, before, after)))
    return total


def _likely(sign: str, before: str, after: str) -> float:
    if sign in SMALL:
        return SMALL[sign] * _small_fits(sign, before, after)
    if sign in CAPITAL:
        factor = 0.02 if sign in "ÎÂÔÊ" and after in VOWELS else 1.0
        return CAPITAL[sign] * factor * _capital_fits(before, after)
    return _sign_fits(sign, before, after)


def _small_fits(sign: str, before: str, after: str) -> float:
    """How well a small letter stands between its neighbours."""
    begins, ends = not before.isalpha(), not after.isalpha()
    if before.isupper() and (ends or after.isupper()):
        return 0.0
    if begins and ends:
        return 4.0 if sign == "à" else 0.001
    if begins:
        factor = BEGINNING.get(sign, 0.02) * (0.02 if after in VOWELS else 1.0)
        return factor * (0.3 if before in ',;\t\n"' else 1.0)
    factor = ENDING.get(sign, 0.02) if ends else 0.05 if sign in "àù" else 1.0
    return factor * _beside_vowels(sign, before, after)


def _beside_vowels(sign: str, before: str, after: str) -> float:
    """How well a small letter stands beside vowels."""
    if sign in AFTER_VOWELS:
        return 5.0 if before in VOWELS else 0.05
    factor = 1.0
    if before in VOWELS and sign in NOT_AFTER_VOWELS and before not in NOT_AFTER_VOWELS[sign]:
        factor = 0.05
    return factor * (0.05 if after in VOWELS and sign in "âêîôûù" else 1.0)


def _capital_fits(before: str, after: str) -> float:
    """How well a capital stands: at the beginning of a word, or among capitals."""
    if before.isupper():
        return 0.0 if after.islower() else 1.0
    return 1.0 if not before.isalpha() and after.isalpha() else 0.0


def _sign_fits(sign: str, before: str, after: str) -> float:
    """How likely a sign is where it stands."""
    between = before.isalpha() and after.isalpha()
    if sign in "’ʼ":
        return 0.3 if between else 0.01 if before.isalpha() else 0.0
    if sign in "\u00a0\u202f":
        near = before in "«0123456789%€;,:" or after in "»:;!?%€«0123456789"
        return 0.05 if near else 0.005 if between else 0.0
    for signs, likely, fits in (
        ("«“‘„", 0.05, not before.isalnum() and (sign != "«" or not after.isalnum())),
        ("«", 0.002, not before.isalnum()),
        ("»”", 0.05, not after.isalnum()),
        ("€£", 0.1, not after.isalpha() and (not before.isalpha() or before in "kM")),
        ("°º", 0.05, before in "nN0123456789" and not after.isalpha()),
        ("²³", 0.01, before in "mM" and not after.isalnum()),
        ("–—…•·", 0.03, not before.isalpha() and not after.isalpha()),
        ("–—…", 0.002, not between),
        ("±×½¼¾§©®™µ†¿¡", 0.001, not between and not after.isalpha()),
    ):
        if sign in signs and fits:
            return likely
    return 0.0
