"""Reads actors and ties from the rows of tables. Every fault is reported with its line."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping, Sequence

from simul_agir.scenario.actors import ActorRow
from simul_agir.scenario.assumptions import kinds
from simul_agir.scenario.faults import Faults, Guess, bound, listed, nearest
from simul_agir.scenario.landscape import ATTRIBUTES
from simul_agir.scenario.tables.table import Cell, Shown, Table, Unsaid
from simul_agir.scenario.ties import GivenTie
from simul_agir.scenario.toml.text import is_plain
from simul_agir.sheets.numbers import parsed

LONGEST_ID = 64
LONGEST_NAME = 200
TRUE = ("true", "1", "yes", "oui", "vrai")
FALSE = ("false", "0", "no", "non", "faux")
PLAIN_COLUMNS = ("id", "name", "kind", "role", "latent", "asleep", "place")
TIE_COLUMNS = ("source", "target", "strength", "trust")
ROLES = ("lead", "project_team")
WEIGHT = "weight"  # the unit of weights, which are also written as percent


def actor_columns(domains: Sequence[str]) -> tuple[str, ...]:
    """All columns a table of actors may have."""
    by_domain = [f"{what}_{domain}" for what in ("expertise", "mandate") for domain in domains]
    return (*PLAIN_COLUMNS, *ATTRIBUTES, *by_domain)


def read_actors(
    table: Table, domains: Sequence[str], kinds: Sequence[str] | None, faults: Faults
) -> list[ActorRow]:
    """The actors of a table, faulty ones included; `kinds` None: any kind is accepted."""
    _check_columns(table, actor_columns(domains), ("id", "kind"), faults)
    if not table.rows and table.complete:
        faults.add(table.label, None, "", None, "rows")
    seen: dict[str, int | None] = {}
    actors = []
    for line, cells in table.rows:
        reader = RowReader(table, line, cells, faults)
        actor = _actor(reader, domains, kinds)
        if actor.id in seen:
            reader.fault("id", actor.id, "once", first=seen[actor.id])
        elif actor.id:
            seen[actor.id] = line
        actors.append(actor)
    return actors


def _check_columns(table: Table, allowed: Sequence[str], compulsory: Sequence[str], faults: Faults) -> None:
    for name in table.columns:
        if name not in allowed:
            close = Guess(name, allowed)
            faults.add(table.label, table.header, "column", name, "one_of", close, names=listed(allowed, 40))
    for name in compulsory:
        if name not in table.columns:
            missing = nearest(name, [each for each in table.columns if each not in allowed])
            faults.add(table.label, table.header, "column", None, "column", missing, names=name)


def _actor(reader: RowReader, domains: Sequence[str], kinds: Sequence[str] | None) -> ActorRow:
    actor = ActorRow(reader.identifier("id") or "", reader.kind("kind", kinds) or "")
    actor.name = reader.text("name", LONGEST_NAME)
    actor.role = reader.one_of("role", ROLES, rule="role") or ""
    actor.latent = reader.truth("latent")
    actor.asleep = reader.truth("asleep")
    place = reader.text("place", LONGEST_NAME)
    actor.places = frozenset({place.lower()}) if place else frozenset()
    for name, attribute in ATTRIBUTES.items():
        value = reader.number(name, attribute.low, attribute.high, attribute.unit)
        if value is not None:
            actor.values[name] = value
    actor.expertise = _by_domain(reader, "expertise", domains, 1.0)
    actor.mandate = _by_domain(reader, "mandate", domains, 1e6)
    weighed = [domain for domain in domains if reader.cells.get(f"mandate_{domain}") is not None]
    if weighed and len(actor.mandate) == len(weighed) and sum(actor.mandate.values()) <= 0:
        reader.fault("mandate", 0, "mandate")
    return actor


def _by_domain(reader: RowReader, what: str, domains: Sequence[str], high: float) -> dict[int, float]:
    """The numbers of the columns what_DOMAIN, by the domain's position, without empty cells."""
    values = {
        place: reader.number(f"{what}_{domain}", 0.0, high, WEIGHT) for place, domain in enumerate(domains)
    }
    return {place: value for place, value in values.items() if value is not None}


def read_ties(table: Table, ids: Mapping[str, int], complete: bool, faults: Faults) -> list[GivenTie]:
    """The ties of a table. `ids`: positions of the actors, of all actors if `complete`."""
    _check_columns(table, TIE_COLUMNS, ("source", "target"), faults)
    seen: dict[tuple[str, str], int | None] = {}
    ties = []
    for line, cells in table.rows:
        reader = RowReader(table, line, cells, faults)
        source, target = (reader.actor(end, ids, complete) for end in ("source", "target"))
        strength, trust = reader.number("strength", 0.0, 1.0), reader.number("trust", 0.0, 1.0)
        if source is None or target is None:
            continue
        if source == target:
            reader.fault("target", target, "other_actor")
        elif (source, target) in seen:
            first = seen[source, target] or "?"
            reader.fault("source, target", f"{source}, {target}", "once", first=first)
        else:
            seen[source, target] = line
            if source in ids and target in ids:
                ties.append(GivenTie(ids[source], ids[target], strength, trust))
    return ties


class RowReader:
    """Reads the cells of one row with the required types, and reports faults."""

    def __init__(self, table: Table, line: int | None, cells: Mapping[str, Cell], faults: Faults) -> None:
        self.table = table
        self.line = line
        self.cells = cells
        self.faults = faults

    def fault(
        self, field: str, value: object, rule: str, near: Guess | None = None, **blanks: object
    ) -> None:
        """Report a fault of this row."""
        self.faults.add(self.table.label, self.line, field, value, rule, near, **blanks)

    def text(self, column: str, most: int) -> str:
        """A text; "" for an empty cell."""
        text = self._written(column)
        if len(text) > most or not is_plain(text):
            self.fault(column, text, "line", most=most)
            return ""
        return text

    def identifier(self, column: str) -> str | None:
        """An id, with accents normalised."""
        if column not in self.table.columns:
            return None
        if isinstance(self.cells.get(column), Unsaid):
            self._written(column)
            return None
        text = unicodedata.normalize("NFC", self._written(column))
        if not (1 <= len(text) <= LONGEST_ID and is_plain(text)):
            self.fault(column, text or None, "identifier", most=LONGEST_ID)
            return None
        return text

    def actor(self, column: str, ids: Mapping[str, int], complete: bool) -> str | None:
        """The id of an actor; an unknown one is a fault if `ids` is complete."""
        text = self.identifier(column)
        if text is not None and text not in ids and complete:
            self.fault(column, text, "known_actor", Guess(text, ids))
        return text

    def kind(self, column: str, known: Sequence[str] | None) -> str | None:
        """A known kind of actor; if the kinds could not be read (None), any non-empty one."""
        if known is not None or not self._written(column):
            return self.one_of(column, tuple(kinds()) if known is None else known, needed=True)
        return self.text(column, LONGEST_NAME)

    def one_of(
        self, column: str, names: Sequence[str], needed: bool = False, rule: str = "one_of"
    ) -> str | None:
        """One of `names`, in any capitalisation; None if empty."""
        text = self._written(column).lower()
        for name in names:
            if text == name.lower():
                return name
        silent = isinstance(self.cells.get(column), Unsaid)
        if text or (needed and column in self.table.columns and not silent):
            self.fault(column, text or None, rule, Guess(text, names), names=listed(names, 40))
        return None

    def truth(self, column: str) -> bool | None:
        """True or false in English or French, 1 or 0; None when empty."""
        text = self._written(column).lower()
        if text in TRUE or text in FALSE:
            return text in TRUE
        if text:
            self.fault(column, text, "truth")
        return None

    def number(self, column: str, low: float, high: float, unit: str = "") -> float | None:
        """A number within [low, high]; None if empty. The table may use decimal commas.

        Only a share may be shown as percent, and only euros (`unit`) as currency.
        """
        cell = self.cells.get(column)
        if cell is None:
            return None
        if isinstance(cell, Unsaid):
            self._written(column)
            return None
        value = self._number(cell, high, unit)
        if value is None or not low <= value <= high:
            self.fault(column, _shown(cell), "number", low=bound(low), high=bound(high))
            return None
        return value

    def _number(self, cell: str | float | bool, high: float, unit: str) -> float | None:
        """The number of a cell, if it may be shown that way."""
        if isinstance(cell, bool):
            return None
        value, sort = (float(cell), getattr(cell, "unit", "")) if isinstance(cell, float) else (None, "")
        if isinstance(cell, str):
            value, sort = parsed(cell, self.table.comma) or (None, "")
        if sort == "percent" and not (high == 1.0 or unit == WEIGHT):
            return None
        return None if sort == "currency" and not unit.startswith("euros") else value

    def _written(self, column: str) -> str:
        """The cell of a column as text; an empty cell is a fault."""
        cell = self.cells.get(column)
        if isinstance(cell, Unsaid):
            self.fault(column, cell.text or None, cell.mark)
            return ""
        return _written(cell)


def _shown(cell: Cell) -> object:
    """A cell as a fault shows it, as the file does."""
    if isinstance(cell, Shown):
        return f"{100 * cell:g} %" if cell.unit == "percent" else f"{float(cell):g} (currency)"
    return cell


def _written(cell: Cell) -> str:
    """A cell as text: an integer without decimals, a truth value as in a spreadsheet."""
    if cell is None or isinstance(cell, Unsaid):
        return ""
    if isinstance(cell, bool):
        return "true" if cell else "false"
    if isinstance(cell, float):
        return f"{cell:.0f}" if cell.is_integer() and abs(cell) < 1e15 else repr(float(cell))
    return cell.strip()
