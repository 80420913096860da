"""The 372 contrats de ville of 2024, with the data published on each.

Producers: INSEE, ANCT (Licence Ouverte 2.0); see data/SOURCE.md.
"""

from __future__ import annotations

import csv
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

import numpy as np

from . import notes
from .assumptions import assumed, packaged
from .notes import note

MEASURES = ("poverty", "employment", "youth", "single", "social_housing", "rsa", "largest", "communes")


@dataclass(frozen=True)
class Neighbourhood:
    """One priority neighbourhood; None: not published."""

    code: str
    name: str
    communes: tuple[tuple[str, str], ...]
    department: str
    region: str
    intercommunality: str
    population: int
    employment: float | None
    youth: float | None
    single: float | None
    social_housing: float | None
    rsa: float | None


@dataclass(frozen=True)
class Contract:
    """One contract. poverty in %, None: not published. employers, associations: numbers in the registers."""

    code: str
    name: str
    population: int
    poverty: float | None
    communes: int
    largest: int
    employers: int
    employers_before: int
    associations: int
    neighbourhoods: tuple[Neighbourhood, ...]

    @property
    def department(self) -> str:
        """The department's number, with which the published name begins."""
        return self.name.partition(" - ")[0]

    @property
    def place(self) -> str:
        """The published name without the department."""
        return self.name.partition(" - ")[2]


@dataclass(frozen=True)
class Found:
    """One result of a search."""

    code: str
    name: str
    neighbourhoods: int
    population: int
    poverty_rate_pct: float | None


@cache
def contracts() -> dict[str, Contract]:
    """All contracts by code, in the order of the codes."""
    held = _neighbourhoods()
    rows = csv.DictReader(packaged("contracts.csv").splitlines())
    return {row["contract"]: _contract(row, held.get(row["contract"], ())) for row in rows}


def search(text: str = "") -> list[Found]:
    """The contracts whose names contain every word of `text`.

    Names of communes, neighbourhoods, intercommunality, department and region count as well. Accents and capitals do not
    matter. An empty text finds all contracts.
    """
    words = plain(text).split()
    return [
        Found(each.code, each.name, len(each.neighbourhoods), each.population, each.poverty)
        for each in contracts().values()
        if all(word in _haystack(each.code) for word in words)
    ]


def plain(text: str) -> str:
    """Text without accents, ligatures, capitals and punctuation."""
    unbound = text.replace("œ", "oe").replace("Œ", "OE").replace("æ", "ae")
    split = unicodedata.normalize("NFKD", unbound)
    letters = "".join(sign for sign in split if not unicodedata.combining(sign)).lower()
    return " ".join("".join(sign if sign.isalnum() else " " for sign in letters).split())


@cache
def _haystack(code: str) -> str:
    contract = contracts()[code]
    parts = [contract.code, contract.name]
    for each in contract.neighbourhoods:
        parts += [each.name, each.department, each.region, each.intercommunality]
        parts += [name for _, name in each.communes]
    return plain(" ".join(dict.fromkeys(parts)))


def _contract(row: dict[str, str], neighbourhoods: Sequence[Neighbourhood]) -> Contract:
    return Contract(
        code=row["contract"],
        name=row["name"],
        population=int(row["population"]),
        poverty=_number(row["poverty_rate_pct"]),
        communes=int(row["communes"]),
        largest=int(row["largest_neighbourhood"]),
        employers=int(row["mediation_employers_2025"]),
        employers_before=int(row["mediation_employers_2024"]),
        associations=int(row["fonjep_associations_2024"]),
        neighbourhoods=tuple(sorted(neighbourhoods, key=lambda each: (-each.population, each.code))),
    )


@cache
def _neighbourhoods() -> dict[str, list[Neighbourhood]]:
    grouped: dict[str, list[Neighbourhood]] = {}
    for row in csv.DictReader(packaged("neighbourhoods.csv").splitlines()):
        grouped.setdefault(row["contract"], []).append(_neighbourhood(row))
    return grouped


def _neighbourhood(row: dict[str, str]) -> Neighbourhood:
    """One row of the table of neighbourhoods."""
    households, rsa = _number(row["households"]), _number(row["rsa_beneficiaries"])
    codes, names = row["commune_code"].split(";"), row["commune"].split(";")
    return Neighbourhood(
        code=row["neighbourhood"],
        name=row["name"],
        communes=tuple(zip(codes, names, strict=True)),
        department=row["department"],
        region=row["region"],
        intercommunality=row["intercommunality"],
        population=int(row["population"]),
        employment=_number(row["employment_rate_pct"]),
        youth=_number(row["youth_index"]),
        single=_number(row["single_person_households_pct"]),
        social_housing=_number(row["social_housing_pct"]),
        rsa=100.0 * rsa / households if rsa is not None and households else None,
    )


def _number(text: str) -> float | None:
    return float(text) if text else None


def published(contract: Contract) -> dict[str, float | None]:
    """The published values of a contract, by measure: means weighted by population; None: not published."""
    result: dict[str, float | None] = {
        "poverty": contract.poverty,
        "largest": float(np.log(contract.largest)),
        "communes": float(np.log(max(1, contract.communes))),
    }
    for name in ("employment", "youth", "single", "social_housing", "rsa"):
        known = [
            (getattr(each, name), each.population)
            for each in contract.neighbourhoods
            if getattr(each, name) is not None
        ]
        total = sum(people for _, people in known)
        result[name] = sum(value * people for value, people in known) / total if total else None
    return result


@cache
def norms() -> dict[str, tuple[float, float]]:
    """Mean and standard deviation of each measure over the contracts that publish it."""
    every = [published(each) for each in contracts().values()]
    result = {}
    for name in MEASURES:
        known = np.array([row[name] for row in every if row[name] is not None], dtype=float)
        result[name] = (float(known.mean()), float(known.std()))
    return result


@cache
def poverty_line() -> tuple[float, float, float, int]:
    """Least squares of poverty on employment and on families with RSA, where all three are published.

    Returns constant, slope on employment, slope on RSA, number of contracts.
    """
    names = ("poverty", "employment", "rsa")
    every = [[published(each)[name] for name in names] for each in contracts().values()]
    known = np.array([row for row in every if None not in row], dtype=float)
    design = np.column_stack([np.ones(len(known)), known[:, 1], known[:, 2]])
    constant, employment, rsa = np.linalg.lstsq(design, known[:, 0], rcond=None)[0]
    return float(constant), float(employment), float(rsa), len(known)


def measured(contract: Contract) -> tuple[dict[str, float], tuple[str, ...]]:
    """Every measure of a contract, and remarks on imputed values."""
    known = published(contract)
    imputed: list[str] = []
    means = norms()
    for name in MEASURES:
        if known[name] is None and name != "poverty":
            known[name] = means[name][0]
            imputed.append(note("measure", name=name, french=notes.MEASURES[name]))
    complete = {name: value for name, value in known.items() if value is not None}
    if "poverty" not in complete:
        constant, employment, rsa, count = poverty_line()
        line = constant + employment * complete["employment"] + rsa * complete["rsa"]
        complete["poverty"] = float(np.clip(line, assumed("poverty", "low"), assumed("poverty", "high")))
        imputed.insert(0, note("poverty", rate=complete["poverty"], count=count))
    return complete, tuple(imputed)
