"""Faults of a scenario, collected and reported together."""

from __future__ import annotations

import unicodedata
from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace
from difflib import get_close_matches

from simul_agir.scenario.toml.words import translate

MOST_SHOWN = 500
MOST_KEPT = 20_000  # most faults kept, before equal ones are merged
FEW_ALIKE = 5  # most faults of one column and one rule that are reported separately
MOST_VALUES = 8  # most line numbers shown for a fault
MOST_LINES = 8  # most further lines named in a fault
MOST_COMPARED = 200_000  # most names compared for suggestions (some seconds)
LONGEST_VALUE = 80
LONGEST_FIELD = 200


@dataclass(frozen=True)
class Guess:
    """A misspelt name, and the names among which the nearest is suggested."""

    name: str
    names: Collection[str]


@dataclass(frozen=True)
class Fault:
    """One fault: where it is, what was found, what is allowed. also: other lines with the same fault."""

    file: str
    line: int | None
    field: str
    value: str
    allowed: str
    nearest: str | None = None
    allowed_fr: str = ""
    also: tuple[int, ...] = ()

    def text(self, lang: str = "en") -> str:
        """The fault as one line, in English ("en") or French ("fr")."""
        where = self.file if self.line is None else f"{self.file}:{self.line}"
        what = f"{where}: {self.field}" if self.field else where
        if lang.startswith("fr"):
            hint = f" Vouliez-vous dire « {self.nearest} » ?" if self.nearest else ""
            nothing = " : rien trouvé" if self.field else ""
            found = f" : trouvé {self.value}" if self.value else nothing
            return f"{what}{found} ; permis : {self.allowed_fr or self.allowed}.{hint}{self._also(' De même', 'autres')}"
        hint = f' Did you mean "{self.nearest}"?' if self.nearest else ""
        nothing = ": found nothing" if self.field else ""
        found = f": found {self.value}" if self.value else nothing
        return f"{what}{found}; allowed: {self.allowed}.{hint}{self._also(' The same', 'more')}"

    def _also(self, same: str, more: str) -> str:
        """Other places of the same fault."""
        if not self.also:
            return ""
        french = same.startswith(" De")
        lines = ", ".join(map(str, self.also[:MOST_LINES]))
        rest = len(self.also) - MOST_LINES
        one = len(self.also) == 1
        where = ("à la ligne" if one else "aux lignes") if french else ("on line" if one else "on lines")
        tail = f" {'et' if french else 'and'} {rest} {more}" if rest > 0 else ""
        return f"{same} {where} {lines}{tail}."

    def __str__(self) -> str:
        return self.text("en")


class ScenarioError(Exception):
    """A scenario that cannot be used; `faults` contains every reason."""

    def __init__(self, faults: Iterable[Fault]) -> None:
        self.faults: list[Fault] = list(faults)
        super().__init__("\n".join(fault.text("en") for fault in self.faults))

    def text(self, lang: str = "en") -> str:
        """All faults, one per line."""
        return "\n".join(fault.text(lang) for fault in self.faults)

    def __reduce__(self) -> tuple[type[ScenarioError], tuple[list[Fault]]]:
        return (ScenarioError, (self.faults,))


class Faults:
    """Collects faults while a scenario is read."""

    def __init__(self) -> None:
        self.found: list[Fault] = []
        self._known: set[Fault] = set()
        self.noted = 0  # number of faults so far, including repeated ones and those not kept
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
        """Add a fault. `rule` is a key of WORDS, `blanks` fill its text; `value` None: nothing was found."""
        if len(self.found) >= MOST_KEPT:
            self.noted += 1
            self.untold += 1
            return
        english, french = (printable(words) for words in translate(rule, **blanks))
        if isinstance(nearest, Guess):
            nearest = self._meant(nearest)
        hint = None if nearest is None else printable(nearest)
        where, what = printable(file), printable(field[:LONGEST_FIELD])
        self.take(Fault(where, line, what, shown(value), english, hint, french))

    def take(self, fault: Fault) -> None:
        """Add a fault that has its text already; repeated ones are added once."""
        self.noted += 1
        if fault in self._known:
            return
        if len(self.found) >= MOST_KEPT:
            self.untold += 1
            return
        self._known.add(fault)
        self.found.append(fault)

    def _meant(self, guess: Guess) -> str | None:
        """The name that was probably meant, unless too many names were compared already."""
        self.compared += len(guess.names)
        return nearest(guess.name, guess.names) if self.compared <= MOST_COMPARED else None

    def raise_any(self) -> None:
        """Raise ScenarioError if there is any fault."""
        if not self.found:
            return
        ordered = alike(sorted(self.found, key=lambda fault: (fault.file, fault.line or 0)))
        untold = self.untold + max(0, len(ordered) - MOST_SHOWN)
        if untold:
            english, french = translate("more", shown=MOST_SHOWN)
            file, ordered = ordered[0].file, ordered[:MOST_SHOWN]
            ordered.append(Fault(file, None, "", str(MOST_SHOWN + untold), english, None, french))
        raise ScenarioError(ordered)


def alike(faults: Iterable[Fault]) -> list[Fault]:
    """The faults in order; the same fault on several lines of a file is reported once.

    A value that occurs on several lines is also reported once. If more than a few cells of a column break one rule, they
    are reported together, with some examples.
    """
    by_value: dict[tuple[object, ...], list[Fault]] = {}
    for place, fault in enumerate(faults):
        key = (fault.file, fault.field, fault.allowed, fault.value)
        by_value.setdefault(key if fault.line is not None else (place,), []).append(fault)
    by_rule: dict[tuple[object, ...], list[list[Fault]]] = {}
    for place, group in enumerate(by_value.values()):
        first = group[0]
        same = first.line is not None and first.field and not any(fault.nearest for fault in group)
        rule = (first.file, first.field, first.allowed) if same else (place,)
        by_rule.setdefault(rule, []).append(group)
    told: list[Fault] = []
    for groups in by_rule.values():
        if len(groups) > FEW_ALIKE:
            values = [group[0].value for group in groups if group[0].value]
            one = replace(groups[0][0], value=listed(values, MOST_VALUES))
            groups = [[one, *(fault for group in groups for fault in group if fault is not groups[0][0])]]
        told += [_as_one(group) for group in groups]
    return sorted(told, key=lambda fault: (fault.file, fault.line or 0))


def _as_one(group: list[Fault]) -> Fault:
    """Faults that differ only in their lines, as one."""
    first = group[0]
    lines = sorted({fault.line for fault in group if fault.line is not None} - {first.line})
    return replace(first, also=tuple(lines)) if lines else first


def shown(value: object) -> str:
    """A value as an error message shows it: on one line, cut to a length, printable."""
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
    except ValueError:  # an integer of more than 4,300 digits
        text = "..."
    text = printable(text[: 4 * LONGEST_VALUE])
    return text if len(text) <= LONGEST_VALUE else text[: LONGEST_VALUE - 3] + "..."


def printable(text: str) -> str:
    """Text with a replacement for unprintable characters, and plain spaces."""
    if text.isascii() and text.isprintable():
        return text
    return "".join(
        sign if sign.isprintable() else " " if unicodedata.category(sign) == "Zs" else "\ufffd"
        for sign in text
    )


def nearest(name: str, names: Iterable[str]) -> str | None:
    """The nearest of `names` to `name`, or None if none is similar."""
    known = {candidate.lower(): candidate for candidate in names}
    close = get_close_matches(name.lower()[:100], list(known), n=1, cutoff=0.6)
    return known[close[0]] if close else None


def bound(value: float) -> str:
    """A limit as an error message shows it."""
    return f"{value:.12g}"


def listed(names: Iterable[str], most: int = 20) -> str:
    """Names as an error message lists them, each once."""
    every = list(dict.fromkeys(names))
    return ", ".join(every[:most]) + (", ..." if len(every) > most else "")
