"""Remarks on numbers of a scenario that are implausible, for example because they seem to be in another unit."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from .actors import MONEY, ActorRow
from .assumptions import Kind
from .faults import listed
from .notes import Note, note
from .territory import REFERENCE

LEAST_HOURS = 5.0  # euros a month, for the territory
ORDERS = 100.0  # factor above or below the typical value
MOST_NAMED = 8
SHARES = ("motivation", "identification", "voice")


def implausible(
    rows: Sequence[ActorRow],
    catalogue: Mapping[str, Kind],
    budget: float | None,
    usual_budget: float,
    ties: int | None,
) -> tuple[Note, ...]:
    """Remarks on tables and document: hours, money, shares that are all zero, no ties.

    budget: as given, None if drawn; usual_budget: of a contract with this number of inhabitants, both in euros a month.
    ties: as given, None if drawn.
    """
    found = [*_hours(rows), *_money(rows, catalogue), *_nil(rows)]
    if budget is not None and not usual_budget / ORDERS <= budget <= usual_budget * ORDERS:
        found.append(note("odd_budget", budget=budget, usual=usual_budget))
    if ties == 0 and len(rows) > 2:
        found.append(note("no_ties"))
    return tuple(found)


def _named(rows: Sequence[ActorRow]) -> str:
    return listed((row.name or row.id for row in rows), MOST_NAMED)


def _hours(rows: Sequence[ActorRow]) -> list[Note]:
    """Hours too few for any activity."""
    few = [row for row in rows if row.values.get("capacity", LEAST_HOURS) < LEAST_HOURS]
    return [note("few_hours", least=LEAST_HOURS, names=_named(few))] if few else []


def _money(rows: Sequence[ActorRow], catalogue: Mapping[str, Kind]) -> list[Note]:
    """Money far from what is typical of the kind of actor."""
    found = []
    for name in MONEY:
        odd = []
        for row in rows:
            kind = catalogue.get(row.kind)
            typical = kind.typical[name].mean * max(row.share, 1.0 / REFERENCE) if kind else 0.0
            given = row.values.get(name, 0.0)
            if typical > 0 and given > 0 and not typical / ORDERS <= given <= typical * ORDERS:
                odd.append(row)
        if odd:
            found.append(note("odd_money", column=name, names=_named(odd)))
    return found


def _nil(rows: Sequence[ActorRow]) -> list[Note]:
    """Shares that are zero for every actor, so that nobody moves or counts."""
    return [
        note("all_nil", column=name)
        for name in SHARES
        if rows and all(row.values.get(name) == 0.0 for row in rows)
    ]
