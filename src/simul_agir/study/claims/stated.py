"""A claim as it was stated beforehand: claim.toml beside its study.toml."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

from simul_agir.locale.words import typeset
from simul_agir.scenario.shipped import PACKAGE
from simul_agir.scenario.toml.places import Path as KeyPath
from simul_agir.study.claims.fault import ClaimError
from simul_agir.study.design.varied import leaves

FILE = "claim.toml"
KINDS = (
    *("contrast", "over_variants", "regret", "regret_with_luck"),
    *("own_choice", "best_choice", "best_choice_with_luck", "between_variants"),
)
SCALES = ("plain", "log")
WORDS = ("sentence", "measured", "refuted", "controls")


@dataclass(frozen=True)
class Variant:
    """One way in which points are simulated: keys of scenario.toml that it sets; what it multiplies of the
    contract's own.
    """

    name: str
    settings: Mapping[KeyPath, Any] = field(default_factory=dict)
    times: Mapping[str, float] = field(default_factory=dict)


@dataclass(frozen=True)
class Term:
    """A piece of a contrast: weight x mean over arms, in a variant, at a month (None: the end) or over months."""

    arms: tuple[str, ...]
    variant: str
    weight: float = 1.0
    month: int | None = None
    months: tuple[int, int] | None = None


@dataclass(frozen=True)
class Part:
    """Something measured. smallest: effect from which it matters, in the measure's unit; None for a reading.

    where: a column and the value it must have. arms, own, matters: of kinds that compare stances in ways of their own.
    """

    name: str
    words: Mapping[str, str]
    measure: str
    kind: str = "contrast"
    scale: str = "plain"
    smallest: float | None = None
    terms: tuple[Term, ...] = ()
    where: tuple[str, float] | None = None
    arms: tuple[str, ...] = ()
    own: str = ""
    matters: float = 0.0


@dataclass(frozen=True)
class Claim:
    """A claim: its words by language, the variants, the parts that are judged and the readings reported beside them.
    central: the part that states the sentence; the others state further conditions.
    """

    name: str
    words: Mapping[str, Mapping[str, str]]
    variants: tuple[Variant, ...]
    parts: tuple[Part, ...]
    readings: tuple[Part, ...]
    folder: Path
    central: str = ""

    def said(self, what: str, lang: str) -> str:
        """The sentence, what is measured, what would refute it, or its controls."""
        return self.words[lang][what]


def home() -> Path:
    """The folder of the claims, in a checkout or in an installed wheel."""
    shipped = PACKAGE / "_experiments" / "claims"
    beside = PACKAGE.parent.parent / "experiments" / "claims"
    return shipped if shipped.is_dir() or PACKAGE.parent.name != "src" else beside


@cache
def claim_names() -> tuple[str, ...]:
    """Names of the claims that are shipped, in order: C1, C2..."""
    return tuple(sorted(path.parent.name.upper() for path in home().glob(f"*/{FILE}")))


def load_claim(name: str) -> Claim:
    """A shipped claim by its name. Raises ClaimError for an unknown name."""
    known = claim_names()
    if name.upper() not in known:
        raise ClaimError("unknown", found=name, names=", ".join(known))
    return read_claim(home() / name.lower())


def read_claim(folder: Path) -> Claim:
    """The claim stated in a folder. Raises ClaimError for an invalid file."""
    path = folder / FILE
    try:
        table = tomllib.loads(path.read_text(encoding="utf-8"))
        found = _claim(table, folder)
    except (OSError, tomllib.TOMLDecodeError, KeyError, TypeError, ValueError) as error:
        raise ClaimError("file", file=path, why=f"{type(error).__name__}: {error}") from error
    return found


def _claim(table: Mapping[str, Any], folder: Path) -> Claim:
    variants = tuple(_variant(each) for each in table["variants"])
    usual = variants[0].name
    claim = Claim(
        name=table["number"],
        words={
            lang: {what: _text(words[what], lang) for what in WORDS} for lang, words in table["words"].items()
        },
        variants=variants,
        parts=tuple(_part(each, usual) for each in table["parts"]),
        readings=tuple(_part(each, usual) for each in table["readings"]),
        folder=folder,
        central=table["central"],
    )
    if claim.central not in {part.name for part in claim.parts}:
        raise ValueError(f"no part {claim.central}, which is to say what the sentence says")
    if any(part.smallest is None for part in claim.parts):
        raise ValueError("a part without a smallest effect cannot be judged")
    names = {variant.name for variant in variants}
    lost = [term.variant for part in (*claim.parts, *claim.readings) for term in part.terms]
    if not set(lost) <= names:
        raise ValueError(f"variants {sorted(set(lost) - names)} are not there")
    return claim


def _text(text: str, lang: str) -> str:
    return typeset(text) if lang == "fr" else text


def _variant(table: Mapping[str, Any]) -> Variant:
    return Variant(table["name"], dict(leaves(table.get("set", {}))), dict(table.get("times", {})))


def _part(table: Mapping[str, Any], usual: str) -> Part:
    kind, scale = table.get("kind", KINDS[0]), table.get("scale", SCALES[0])
    if kind not in KINDS or scale not in SCALES:
        raise ValueError(f"{kind}, {scale}: not a way to measure")
    where = table.get("where")
    return Part(
        name=table["name"],
        words={lang: _text(table[lang], lang) for lang in ("en", "fr")},
        measure=table["measure"],
        kind=kind,
        scale=scale,
        smallest=table.get("smallest"),
        terms=tuple(_term(each, usual) for each in table.get("terms", ())),
        where=None if where is None else (where["column"], where["equals"]),
        arms=tuple(table.get("arms", ())),
        own=table.get("own", ""),
        matters=table.get("matters", 0.0),
    )


def _term(table: Mapping[str, Any], usual: str) -> Term:
    months = table.get("months")
    return Term(
        arms=tuple(table["arms"]),
        variant=table.get("variant", usual),
        weight=float(table.get("weight", 1.0)),
        month=table.get("month"),
        months=None if months is None else (int(months[0]), int(months[1])),
    )
