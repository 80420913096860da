"""Faults of a scenario: collected, then told all at once."""

from __future__ import annotations

import unicodedata
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from difflib import get_close_matches

from .words import say

MOST_SHOWN = 500
MOST_COMPARED = 200_000  # names looked at for suggestions: some seconds
LONGEST_VALUE = 80
LONGEST_FIELD = 200


@dataclass(frozen=True)
class Guess:
    """A misspelt name, and those of which the most like it is suggested."""

    name: str
    names: Collection[str]


@dataclass(frozen=True)
class Fault:
    """One fault: where it stands, what was found, what is allowed."""

    file: str
    line: int | None
    field: str
    value: str
    allowed: str
    nearest: str | None = None
    allowed_fr: str = ""

    def text(self, lang: str = "en") -> str:
        """The fault as one line, in English ("en") or French ("fr")."""
        where = self.file if self.line is None else f"{self.file}:{self.line}"
        what = f"{where}: {self.field}" if self.field else where
        if lang.startswith("fr"):
            hint = f" Vouliez-vous dire « {self.nearest} » ?" if self.nearest else ""
            nothing = " : rien trouvé" if self.field else ""
            found = f" : trouvé {self.value}" if self.value else nothing
            return f"{what}{found} ; permis : {self.allowed_fr or self.allowed}.{hint}"
        hint = f' Did you mean "{self.nearest}"?' if self.nearest else ""
        nothing = ": found nothing" if self.field else ""
        found = f": found {self.value}" if self.value else nothing
        return f"{what}{found}; allowed: {self.allowed}.{hint}"

    def __str__(self) -> str:
        return self.text("en")


class ScenarioError(Exception):
    """A scenario that cannot be used; `faults` holds every reason."""

    def __init__(self, faults: Iterable[Fault]) -> None:
        self.faults: list[Fault] = list(faults)
        super().__init__("\n".join(fault.text("en") for fault in self.faults))

    def text(self, lang: str = "en") -> str:
        """All faults, one a line."""
        return "\n".join(fault.text(lang) for fault in self.faults)

    def __reduce__(self) -> tuple[type[ScenarioError], tuple[list[Fault]]]:
        return (ScenarioError, (self.faults,))


class Faults:
    """Collects faults while a scenario is read."""

    def __init__(self) -> None:
        self.found: list[Fault] = []
        self.untold = 0
        self.compared = 0

    def add(
        self,
        file: str,
        line: int | None,
        field: str,
        value: object,
        rule: str,
        nearest: str | Guess | None = None,
        **blanks: object,
    ) -> None:
        """Notes one fault; `rule` is a key of WORDS, `blanks` fill it; `value` None: nothing was found."""
        if len(self.found) >= MOST_SHOWN:
            self.untold += 1
            return
        english, french = (printable(words) for words in say(rule, **blanks))
        if isinstance(nearest, Guess):
            nearest = self._meant(nearest)
        hint = None if nearest is None else printable(nearest)
        where, what = printable(file), printable(field[:LONGEST_FIELD])
        self.found.append(Fault(where, line, what, shown(value), english, hint, french))

    def _meant(self, guess: Guess) -> str | None:
        """What was meant, as long as not too many names had to be looked at."""
        self.compared += len(guess.names)
        return nearest(guess.name, guess.names) if self.compared <= MOST_COMPARED else None

    def raise_any(self) -> None:
        """Raises ScenarioError when anything was noted."""
        if not self.found:
            return
        ordered = sorted(self.found, key=lambda fault: (fault.file, fault.line or 0))
        if self.untold:
            english, french = say("more", shown=MOST_SHOWN)
            count = str(MOST_SHOWN + self.untold)
            ordered.append(Fault(ordered[0].file, None, "", count, english, None, french))
        raise ScenarioError(ordered)


def shown(value: object) -> str:
    """A value as a fault shows it: on one line, not too long, nothing unprintable."""
    if value is None:
        return ""
    try:
        text = (
            f'"{value}"'
            if isinstance(value, str)
            else str(value).lower()
            if isinstance(value, bool)
            else str(value)
        )
    except ValueError:  # a whole number of more than 4,300 digits
        text = "..."
    text = printable(text[: 4 * LONGEST_VALUE])
    return text if len(text) <= LONGEST_VALUE else text[: LONGEST_VALUE - 3] + "..."


def printable(text: str) -> str:
    """Text with a mark in place of whatever cannot be printed, and every space a plain one."""
    return "".join(
        sign if sign.isprintable() else " " if unicodedata.category(sign) == "Zs" else "\ufffd"
        for sign in text
    )


def nearest(name: str, names: Iterable[str]) -> str | None:
    """The one of `names` most like `name`, or None when none resembles it."""
    known = {candidate.lower(): candidate for candidate in names}
    close = get_close_matches(name.lower()[:100], list(known), n=1, cutoff=0.6)
    return known[close[0]] if close else None


def bound(value: float) -> str:
    """A limit as a fault names it, spelt out."""
    return f"{value:.12g}"


def listed(names: Iterable[str], most: int = 20) -> str:
    """Names as a fault lists them."""
    every = list(names)
    return ", ".join(every[:most]) + (", ..." if len(every) > most else "")
