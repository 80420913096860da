"""The catalogue of user-facing text: one file of words a language, the same keys in each."""

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from simul_agir.locale.language import LANGUAGES

NO_BREAK = "\u00a0"  # the space of French typography that no line ends at
NARROW = "\u202f"  # the same, narrow: before high punctuation and inside quotation marks
KEPT_TOGETHER = (" :", " ;", " ?", " !", "« ", " »")
BY_NUMBER = re.compile(
    r"\{(\w+):([^{}|]*)\|([^{}|]*)\}"
)  # {runs:run|runs}: a word in the singular or the plural
SINGULAR = {"en": re.compile("1"), "fr": re.compile(r"[+−]?[01](,\d+)?")}


@dataclass(frozen=True)
class Words:
    """The words of one language, called with a key: `say("verdict.best", stance="residents")`."""

    lang: str
    catalogue: dict[str, str]

    def __call__(self, key: str, /, **fields: Any) -> str:
        """The text of `key` with its fields filled in; KeyError if there is no such key.

        `{runs:run|runs}` in a text is the word that agrees with the number of that field.
        """
        text = self.catalogue[key]
        if "|" in text:
            text = BY_NUMBER.sub(lambda found: found[2 if self.is_one(fields[found[1]]) else 3], text)
        return text.format(**fields)

    def is_one(self, value: object) -> bool:
        """Whether a number, as it is written, takes the singular: 1 in English, below 2 in French."""
        return SINGULAR[self.lang].fullmatch(str(value)) is not None

    def name(self, group: str, name: str) -> str:
        """The word for a name of the code, or the name itself."""
        return self.catalogue.get(f"{group}.{name}", name.replace("_", " "))

    def has(self, key: str) -> bool:
        """Whether the catalogue holds `key`."""
        return key in self.catalogue

    def number(self, value: float, digits: int = 2) -> str:
        """A number with its decimals and thousands separated as the language does."""
        text = f"{value + 0.0:,.{digits}f}"
        if float(text.replace(",", "")) == 0.0:
            text = text.lstrip("-")
        if self.lang == "fr":
            text = text.replace(",", NO_BREAK).replace(".", ",")
        return text.replace("-", "−")

    def signed(self, value: float, digits: int = 2) -> str:
        """A number with its sign, plus included; nil has none."""
        text = self.number(value, digits)
        return text if text.startswith("−") or round(value, digits) == 0 else f"+{text}"

    def percent(self, share: float) -> str:
        """A share as a whole percentage; a share that is not quite none or all is never called so."""
        whole = round(100 * share)
        text = self.number(whole, 0)
        if whole == 0 and share > 0:
            text = "<" + self.number(1, 0)
        if whole == 100 and share < 1:
            text = ">" + self.number(99, 0)
        return f"{text}{NO_BREAK}%" if self.lang == "fr" else f"{text} %"

    def interval(self, low: float, high: float, digits: int = 2, *, signed: bool = False) -> str:
        """An interval in brackets."""
        write = self.signed if signed else self.number
        return self("typography.interval", low=write(low, digits), high=write(high, digits))

    def several(self, items: list[str]) -> str:
        """A list in words: "a, b and c"."""
        if len(items) < 2:
            return "".join(items)
        return self("list.last", first=", ".join(items[:-1]), last=items[-1])


@cache
def words(lang: str) -> Words:
    """The words of a language; ValueError if it is unknown."""
    if lang not in LANGUAGES:
        raise ValueError(f"unknown language {lang!r}: {', '.join(LANGUAGES)}")
    text = Path(__file__).with_name(f"{lang}.toml").read_text(encoding="utf-8")
    catalogue = dict(_flat(tomllib.loads(text)))
    return Words(lang, {key: typeset(text) for key, text in catalogue.items()} if lang == "fr" else catalogue)


def typeset(text: str) -> str:
    """A French text with the apostrophes and the no-break spaces of French typography."""
    for signs in KEPT_TOGETHER:
        text = text.replace(signs, signs.replace(" ", NARROW))
    return text.replace("'", "’")


def _flat(table: dict[str, Any], prefix: str = "") -> list[tuple[str, str]]:
    """Pairs (dotted key, text) of nested tables."""
    pairs: list[tuple[str, str]] = []
    for key, value in table.items():
        name = f"{prefix}{key}"
        pairs.extend(_flat(value, f"{name}.") if isinstance(value, dict) else [(name, str(value))])
    return pairs
