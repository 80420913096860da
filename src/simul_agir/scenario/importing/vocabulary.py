"""Names of columns, kinds and domains as people write them, normalised and looked up."""

from __future__ import annotations

import re
import tomllib
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from functools import cache, lru_cache

from simul_agir.scenario.assumptions import kinds, packaged

SMALL_WORDS = frozenset(
    [
        "de",
        "du",
        "des",
        "d",
        "la",
        "le",
        "les",
        "l",
        "un",
        "une",
        "et",
        "en",
        "au",
        "aux",
        "a",
        "par",
        "pour",
        "dans",
        "sur",
        "avec",
        "the",
        "of",
        "and",
        "in",
        "an",
        "j",
        "h",
        "s",
        "nb",
        "nombre",
        "number",
        "qui",
        "que",
        "son",
        "sa",
        "leur",
        "votre",
        "vos",
    ]
)
IN_BRACKETS = re.compile(r"[(\[]([^)\]]{2,60})[)\]]")
BRACKETS = re.compile(r"[(\[{][^)\]}]*[)\]}]")
CLOSE, CLOSEST = 0.84, 0.9
LONGEST = 120


@dataclass(frozen=True)
class Field:
    """A possible field of a column: its name, measure, and normalised names that people use."""

    name: str
    unit: str
    names: tuple[str, ...]
    by_domain: bool = False


def plain(text: str) -> str:
    """A name in lower case, without accents, punctuation, brackets and small words."""
    text = BRACKETS.sub(" ", text[: LONGEST * 2])
    text = unicodedata.normalize("NFKD", text.replace("œ", "oe").replace("Œ", "oe"))
    text = "".join(
        sign if sign.isalnum() else " " for sign in text if not unicodedata.combining(sign)
    ).lower()
    words = text.split()
    kept = [word for word in words if word not in SMALL_WORDS]
    return " ".join(kept or words)[:LONGEST]


def singular(text: str) -> str:
    """A normalised name without the plural s."""
    return " ".join(
        word[:-1] if len(word) > 3 and word.endswith(("s", "x")) else word for word in text.split()
    )


@cache
def fields() -> Mapping[str, Field]:
    """Every field, by its name."""
    told = tomllib.loads(packaged("columns.toml"))
    return {
        name: Field(
            name,
            each["unit"],
            tuple(singular(plain(one)) for one in (name, *each["names"])),
            each.get("by_domain", False),
        )
        for name, each in told.items()
    }


TIE_FIELDS = ("source", "target", "strength", "trust", "direction")


@cache
def _columns(ties: bool) -> dict[str, str]:
    """The field of every normalised name of a column of actors, or of ties."""
    found: dict[str, str] = {}
    for name, each in fields().items():
        if (name in TIE_FIELDS) == ties or (ties and name == "ignored"):
            for one in each.names:
                found.setdefault(one, name)
    return found


@lru_cache(2_000)
def field_of(header: str, ties: bool = False, near: bool = True) -> tuple[str, bool] | None:
    """The field of a column, and whether its name is only similar to a known one; None if there is none. near: whether
    similar names count.
    """
    own = header.strip().lower()
    if own in fields() and (own in TIE_FIELDS) == ties:
        return own, False
    name = singular(plain(header))
    known = _columns(ties)
    if name in known:
        return known[name], False
    bare = " ".join(word for word in name.split() if word not in UNIT_WORDS and not word.isdigit())
    if bare in known:
        return known[bare], False
    if not near:
        return None
    close = get_close_matches(bare or name, [each for each in known if len(each) > 4], n=1, cutoff=CLOSE)
    return (known[close[0]], True) if close else None


UNIT_WORDS = frozenset(
    [
        "an",
        "j",
        "h",
        "annuel",
        "annuelle",
        "moi",
        "mensuel",
        "mensuelle",
        "semaine",
        "hebdomadaire",
        "jour",
        "heure",
        "euro",
        "eur",
        "ke",
        "keuro",
        "k",
        "m",
        "note",
        "echelle",
        "score",
        "sur",
        "10",
        "5",
        "year",
        "month",
        "week",
        "hour",
        "annee",
        "out",
    ]
)


@cache
def _domains() -> dict[str, str]:
    """The domain of every normalised name: the package's own, labels, and related words."""
    from simul_agir.locale import words

    told = tomllib.loads(packaged("domains.toml"))
    found: dict[str, str] = {}
    for name, each in told.items():
        labels = (
            name,
            each["en"],
            each["fr"],
            words("fr").name("domain", name),
            words("en").name("domain", name),
        )
        for label in (*labels, *ALSO_DOMAINS.get(name, ())):
            found.setdefault(singular(plain(label)), name)
        for label in labels:
            for word in singular(plain(label)).split():
                if len(word) > 4 and word not in ("social", "acces"):
                    found.setdefault(word, name)
    return found


ALSO_DOMAINS = {
    "housing": ("habitat", "cadre vie", "logement", "renovation urbaine", "gup", "gusp"),
    "employment": (
        "emploi",
        "insertion professionnelle",
        "developpement economique",
        "formation",
        "economie",
    ),
    "education": ("education", "parentalite", "jeunesse", "enfance", "reussite educative", "scolaire"),
    "health": ("sante", "acces soins"),
    "safety": ("securite", "tranquillite", "prevention delinquance", "prevention", "tranquillite publique"),
    "culture": ("culture", "sport", "loisirs"),
    "inclusion": (
        "insertion sociale",
        "inclusion",
        "lien social",
        "acces droits",
        "cohesion sociale",
        "solidarite",
        "precarite",
    ),
    "mobility": ("mobilite", "transport", "numerique"),
}


def domain_of(text: str) -> str | None:
    """The domain that a text names."""
    name = singular(plain(text))
    return _domains().get(name)


def domain_within(header: str) -> str | None:
    """The domain whose name is part of a column's name."""
    words = singular(plain(header)).split()
    known = _domains()
    for length in range(len(words), 0, -1):
        for start in range(len(words) - length, -1, -1):
            found = known.get(" ".join(words[start : start + length]))
            if found:
                return found
    return None


@cache
def _kinds() -> dict[str, str]:
    """The kind of every normalised name; the package's own names and labels take precedence."""
    found: dict[str, str] = {}
    for name, kind in kinds().items():
        for label in (name, kind.en, kind.fr):
            found.setdefault(singular(plain(label)), name)
    for name, labels in tomllib.loads(packaged("kinds_said.toml")).items():
        for label in labels:
            found.setdefault(singular(plain(label)), name)
    return found


def _kinds_inside(words: list[str]) -> set[str]:
    """The kinds named by consecutive words of a text, as many words as possible, at most four."""
    known = _kinds()
    for length in range(min(len(words), 4), 0, -1):
        inside = {
            known[part]
            for start in range(len(words) - length + 1)
            if (part := " ".join(words[start : start + length])) in known and (length > 1 or len(part) > 2)
        }
        if inside:
            return inside
    return set()


@lru_cache(20_000)
def kind_of(text: str, near: bool = True) -> tuple[str, bool] | None:
    """The kind that a text names, and whether only some of its words do; None for none or several. near: as in
    `field_of`.
    """
    name = singular(plain(text))
    known = _kinds()
    for part in IN_BRACKETS.findall(text[:LONGEST]):
        if singular(plain(part)) in known:
            return known[singular(plain(part))], True
    if name in known:
        return known[name], False
    inside = _kinds_inside(name.split())
    if inside:
        return (inside.pop(), True) if len(inside) == 1 else None
    if not near:
        return None
    close = get_close_matches(name, [each for each in known if len(each) > 4], n=1, cutoff=CLOSEST)
    return (known[close[0]], True) if close else None


def nearest_name(text: str, names: Iterable[str]) -> str | None:
    """The normalised name that is nearest to a normalised text, if it is similar enough."""
    close = get_close_matches(text, list(names), n=1, cutoff=CLOSEST)
    return close[0] if close else None
