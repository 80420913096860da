"""Derives a territory from a contract: its actors, needs and means."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from .actors import ActorRow
from .assumptions import assumed, assumption_tables
from .contracts import Contract, contracts, measured, norms
from .notes import note

REFERENCE = 10_000.0  # inhabitants for whom kinds.toml gives euros


@dataclass(frozen=True)
class Entry:
    """One line of the composition: kind of actors, number, places."""

    kind: str
    id: str
    name: str
    place: str
    count: int
    role: str = ""
    shrinks: bool = False


def needs_of(contract: Contract, domains: tuple[str, ...]) -> tuple[NDArray[np.float64], tuple[str, ...]]:
    """Needs in [0, 1], (K,), from the published data, and remarks on imputed values."""
    values, imputed = measured(contract)
    means, weights = norms(), assumption_tables()["needs"]["weights"]
    base, low, high = (assumed("needs", name) for name in ("base", "low", "high"))
    needs = []
    for domain in domains:
        terms = weights.get(domain, weights["other"]).items()
        needs.append(
            base + sum(weight * (values[name] - means[name][0]) / means[name][1] for name, weight in terms)
        )
    return np.round(np.clip(needs, low, high), 6), imputed


def budget_of(population: float) -> float:
    """Action money, euros/month."""
    return round(float(assumed("means", "budget_per_inhabitant")) * population / 12.0, 2)


def effort_of(actors: int) -> float:
    """Engineering effort, full-time equivalents."""
    return round(float(assumed("means", "effort_per_actor")) * actors, 2)


def actors_of(contract: Contract, most: int | None = None) -> tuple[list[ActorRow], tuple[str, ...]]:
    """The actors of a contract, at most `most` (`least_actors` at least), and remarks on imputed values."""
    entries, imputed = _entries(contract)
    entries = _shrunk(entries, int(assumed("means", "most_actors")) if most is None else most)
    totals: dict[str, int] = {}
    for entry in entries:
        totals[entry.kind] = totals.get(entry.kind, 0) + entry.count
    share = contract.population / REFERENCE
    rows = [row for entry in entries for row in _rows(entry, contract, share / max(1, totals[entry.kind]))]
    return rows, imputed


def least_actors(contract: Contract) -> int:
    """Smallest number of actors to which a contract's landscape can be cut."""
    entries, _ = _entries(contract)
    return sum(entry.count for entry in entries if not entry.shrinks)


def _entries(contract: Contract) -> tuple[list[Entry], tuple[str, ...]]:
    entries, imputed = [], []
    for line in assumption_tables()["composition"]:
        if "register" in line:
            count, note = _registered(line["register"], contract)
            imputed += [note] if note else []
        else:
            count = _counted(line, contract)
        entry = Entry(
            line["kind"],
            line["id"],
            line["name"],
            line["place"],
            count,
            line.get("role", ""),
            line.get("shrinks", False),
        )
        entries.append(entry)
    return entries, tuple(imputed)


def _counted(line: Mapping[str, Any], contract: Contract) -> int:
    number = float(line.get("fixed", 0))
    for divisor, amount in (
        ("per_inhabitants", contract.population),
        ("per_neighbourhoods", len(contract.neighbourhoods)),
        ("per_communes", contract.communes),
    ):
        if divisor in line:
            number += amount / line[divisor]
    return int(min(max(int(number + 0.5), line.get("least", 0)), line.get("most", 10_000)))


def growth_law(total: float, contract: Contract) -> float:
    """The contract's part of `total` if numbers grow as population^.7."""
    power = float(assumed("registers", "growth"))
    everywhere = sum(each.population**power for each in contracts().values())
    return float(total * contract.population**power / everywhere)


def _registered(register: str, contract: Contract) -> tuple[int, str]:
    """Number of actors of a register, and a remark if it was imputed."""
    if register == "associations":
        law = growth_law(assumed("registers", "associations"), contract) * assumed("registers", "represented")
        count = max(1, contract.associations, int(law + 0.5))
        if count == contract.associations:
            return count, ""
        return count, note("associations", known=contract.associations, count=count)
    known = contract.employers or contract.employers_before
    if known:
        return known, ""
    total = sum(each.employers for each in contracts().values())
    count = int(growth_law(total, contract) * assumed("registers", "employers_without") + 0.5)
    return count, note("employers", count=count)


def _shrunk(entries: list[Entry], most: int) -> list[Entry]:
    """Entries cut to `most` actors in all, in proportion, first those that may be cut."""
    total = sum(entry.count for entry in entries)
    elastic = sum(entry.count for entry in entries if entry.shrinks)
    if total <= most or not elastic:
        return entries
    part = max(0.0, (elastic - (total - most)) / elastic)
    return [replace(entry, count=int(entry.count * part)) if entry.shrinks else entry for entry in entries]


def _rows(entry: Entry, contract: Contract, share: float) -> list[ActorRow]:
    return [_row(entry, contract, share, number) for number in range(entry.count)]


def _row(entry: Entry, contract: Contract, share: float, number: int) -> ActorRow:
    first = contract.neighbourhoods[0]
    identifier, place, where = entry.id, "", frozenset[str]()
    if entry.place == "communes":
        communes = _communes(contract)
        code, place = communes[number % len(communes)]
        where = frozenset({code})
    elif entry.place == "neighbourhoods":
        near = contract.neighbourhoods[number % len(contract.neighbourhoods)]
        place, where = near.name, frozenset({near.code, *(code for code, _ in near.communes)})
    if entry.count > 1 or entry.place != "all":
        identifier = f"{entry.id}-{number + 1}"
    blanks = {
        "n": number + 1,
        "place": place,
        "department": first.department,
        "region": first.region,
        "intercommunality": first.intercommunality,
    }
    name = entry.name.format(**blanks)
    return ActorRow(identifier, entry.kind, name, entry.role, places=where, share=share)


def _communes(contract: Contract) -> list[tuple[str, str]]:
    """Communes of the neighbourhoods, those with most inhabitants of neighbourhoods first."""
    people: dict[tuple[str, str], float] = {}
    for each in contract.neighbourhoods:
        for commune in each.communes:
            people[commune] = people.get(commune, 0.0) + each.population / len(each.communes)
    return sorted(people, key=lambda commune: (-people[commune], commune))
