"""The packaged tables of assumptions, domains and typical kinds, read once."""

from __future__ import annotations

import csv
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cache
from importlib.resources import files
from typing import Any

from .landscape import ATTRIBUTES

TEXTS = ("en", "fr", "source", "like")


def packaged(name: str) -> str:
    """The text of a file of the package's data folder."""
    return files("simul_agir.scenario").joinpath("data", *name.split("/")).read_text(encoding="utf-8")


@cache
def assumption_tables() -> dict[str, Any]:
    """The content of assumptions.toml."""
    return tomllib.loads(packaged("assumptions.toml"))


def assumed(table: str, name: str) -> Any:
    """One assumption: its value, or its mean, spread, low and high."""
    entry = assumption_tables()[table][name]
    return entry.get("value", entry)


@cache
def default_links() -> dict[str, tuple[str, ...]]:
    """The true links of each default domain."""
    return {name: tuple(entry["links"]) for name, entry in tomllib.loads(packaged("domains.toml")).items()}


@cache
def facts() -> tuple[dict[str, str], ...]:
    """The published facts that the tables are based on."""
    return tuple(csv.DictReader(packaged("facts.csv").splitlines()))


@dataclass(frozen=True)
class Typical:
    """A typical value: mean and spread over actors of a kind (hours and euros: of the logarithm)."""

    mean: float
    spread: float
    source: str = "assumed"


@dataclass(frozen=True)
class Kind:
    """A kind of actor: a label with typical values."""

    name: str
    en: str
    fr: str
    typical: Mapping[str, Typical]
    core: tuple[str, ...]
    pool: tuple[str, ...]
    drawn: int
    focus: float
    reach: float
    trust: float | None
    latent: bool
    asleep: float


@cache
def kinds() -> dict[str, Kind]:
    """The packaged kinds, by name."""
    text = tomllib.loads(packaged("kinds.toml"))
    return {name: _kind(name, {**text["typical"], **entry}) for name, entry in text["kinds"].items()}


def _kind(name: str, entry: Mapping[str, Any]) -> Kind:
    asleep = entry["asleep"]
    return Kind(
        name=name,
        en=entry["en"],
        fr=entry["fr"],
        typical={each: _typical(entry[each]) for each in ATTRIBUTES},
        core=tuple(entry["core"]),
        pool=tuple(entry["pool"]),
        drawn=entry["drawn"],
        focus=entry["focus"],
        reach=entry["reach"],
        trust=None,
        latent=entry["latent"],
        asleep=asleep["value"] if isinstance(asleep, dict) else asleep,
    )


def _typical(entry: Mapping[str, Any]) -> Typical:
    return Typical(entry["mean"], entry["spread"], entry.get("source", "assumed"))


def adjusted(kind: Kind, changes: Mapping[str, Any]) -> Kind:
    """The kind with a scenario's changes: a number replaces a mean; a table may replace mean and spread."""
    typical = dict(kind.typical)
    rest: dict[str, Any] = {}
    for name, change in changes.items():
        if name in ATTRIBUTES:
            old = typical[name]
            given = change if isinstance(change, Mapping) else {"mean": change}
            typical[name] = Typical(given.get("mean", old.mean), given.get("spread", old.spread), "scenario")
        elif name not in TEXTS:
            rest[name] = tuple(change) if isinstance(change, list) else change
    return replace(kind, typical=typical, **rest)
