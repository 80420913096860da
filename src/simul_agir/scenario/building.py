"""Builds a scenario from a checked document and its tables."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from simul_agir.scenario.tables.rows import read_actors, read_ties
from simul_agir.scenario.tables.sources import Tables
from simul_agir.scenario.tables.table import Table
from simul_agir.scenario.toml.document import STEPS, Checked
from simul_agir.scenario.toml.schema import Document
from simul_agir.scenario.toml.words import translate

from .actors import ActorRow, Ground, draw_landscape
from .assumptions import Kind, adjusted, assumed, default_links, kinds
from .contracts import Contract
from .faults import Faults
from .model import PathSpec, Scenario, Shock, Step
from .notes import note
from .plausible import implausible
from .soundness import LONGEST_NAME, MOST_ACTORS, SLUG
from .territory import REFERENCE, actors_of, budget_of, effort_of, needs_of
from .ties import GivenTie, TieSetting
from .vision import FAMILIES, Vision


@dataclass(frozen=True)
class Material:
    """Everything that a scenario is built from."""

    checked: Checked
    name: str
    label: str
    tables: Tables = field(default_factory=Tables)


@dataclass
class Cast:
    """The actors of a scenario, what was imputed, and whether all rows were free of faults."""

    rows: list[ActorRow]
    imputed: list[str]
    complete: bool


def build(material: Material, faults: Faults) -> Scenario | None:
    """The scenario, or None if faults were found."""
    document = material.checked.document
    contract = material.checked.contract
    cast = _cast(material, contract, faults)
    positions = {row.id: number for number, row in enumerate(cast.rows)}
    table = material.tables.ties
    given = [] if table is None else read_ties(table, positions, cast.complete, faults)
    if faults.found:
        return None
    catalogue = _catalogue(document)
    domains = tuple(document.domains)
    needs, imputed = _needs(document, contract, domains)
    links, assumed_links = _links(document, domains)
    said = document.landscape
    ground = Ground(said.seed, domains, needs, links, catalogue, said.fields, said.other_expertise)
    drawing = contract is not None or material.tables.ties is None
    landscape = draw_landscape(cast.rows, given, ground, _tie_setting(document, drawing))
    population = _population(document, contract)
    title, title_fr = _titles(document, contract)
    return Scenario(
        name=document.name or _slug(material.name),
        title=title,
        title_fr=title_fr,
        description=document.description,
        contract=contract.code if contract else None,
        months=document.months,
        warm_up=document.warm_up,
        domains=domains,
        needs=needs,
        links=links,
        budget=budget_of(population) if document.budget is None else document.budget,
        effort=effort_of(len(cast.rows)) if document.effort is None else document.effort,
        shocks=_shocks(document),
        path=_path(document),
        vision=_vision(document),
        arms=_arms(document),
        parameters={name: float(value) for name, value in document.parameters.items()},
        mechanisms=dict(document.mechanisms),
        landscape=landscape,
        imputed=(*imputed, *cast.imputed, *assumed_links),
        notes=(
            *material.tables.notes,
            *implausible(
                cast.rows,
                catalogue,
                document.budget,
                budget_of(population),
                None if material.tables.ties is None or contract is not None else len(given),
            ),
        ),
        given=_given(cast.rows, given),
    )


def _vision(document: Document) -> Vision:
    """The given weights; `subsidiarity` counts under the name of its family."""
    table = document.vision
    given = {name: getattr(table, name) for name in FAMILIES if getattr(table, name) is not None}
    if table.subsidiarity is not None:
        given.setdefault("residents_lead", table.subsidiarity)
    return Vision({name: float(weight) for name, weight in given.items()}, tuple(table.excluded))


def _given(rows: Sequence[ActorRow], ties: Sequence[GivenTie]) -> dict[str, int]:
    """Number of actors whose table gives each attribute, number of given ties, and what these ties give."""
    counts: dict[str, int] = {}
    for row in rows:
        said = [*row.values, *(name for name in ("expertise", "mandate") if getattr(row, name))]
        for name in (*said, *(["latent"] if row.latent is not None else [])):
            counts[name] = counts.get(name, 0) + 1
    of_ties = {what: sum(getattr(tie, what) is not None for tie in ties) for what in ("strength", "trust")}
    return {**counts, **{what: count for what, count in of_ties.items() if count}, "ties": len(ties)}


def _arms(document: Document) -> tuple[str | Mapping[str, Any], ...]:
    """The arms as given."""
    return tuple(each if isinstance(each, str) else each.said for each in document.arms)


def _shocks(document: Document) -> tuple[Shock, ...]:
    return tuple(
        Shock(each.month, each.size, tuple(each.domains), each.hardship, each.closed)
        for each in document.shocks
    )


def _catalogue(document: Document) -> dict[str, Kind]:
    """The kinds of this scenario: packaged kinds with its changes, and its own kinds."""
    everywhere = _said(document.attributes)
    known = kinds()
    catalogue = {name: adjusted(kind, everywhere) for name, kind in known.items()}
    for name, table in document.kinds.items():
        changes = _said(table)
        base = catalogue.get(changes.pop("like", name))
        if base is not None:
            catalogue[name] = adjusted(_renamed(base, name, changes), changes)
    return catalogue


def _renamed(kind: Kind, name: str, changes: Mapping[str, Any]) -> Kind:
    """The kind under its name in this scenario, in both languages."""
    fallback = {"en": kind.en, "fr": kind.fr} if kind.name == name else {"en": name, "fr": name}
    english, french = (str(changes.get(key, fallback[key])) for key in ("en", "fr"))
    return replace(kind, name=name, en=english, fr=french)


def _said(table: Any) -> dict[str, Any]:
    """The values of a table of the document; missing ones are left out."""
    return {name: value for name, value in table.model_dump().items() if value is not None}


def _cast(material: Material, contract: Contract | None, faults: Faults) -> Cast:
    """The actors, from the contract, from tables, or both, with exactly one lead and one project team."""
    checked, table = material.checked, material.tables.actors
    alone = checked.written.readable("contract") and checked.written.at("contract") is None
    if contract is None:
        cast = Cast([], [], alone and not material.tables.unread)
    else:
        rows, imputed = actors_of(contract, checked.document.landscape.actors)
        cast = Cast(rows, list(imputed), True)
    if table is not None:
        own = _own_actors(table, checked, faults)
        for row in own:
            row.share = _population(checked.document, contract) / REFERENCE
        cast.complete = cast.complete and table.complete and bool(table.rows) and "id" in table.columns
        _join(cast, own)
    elif cast.complete and not cast.rows:
        faults.add(material.label, None, "contract", None, "source")
    _give_roles(cast, table, material.label, alone, faults)
    if len(cast.rows) > MOST_ACTORS:
        faults.add(material.label, None, "actors", len(cast.rows), "actors", low=2, high=MOST_ACTORS)
    _fix(cast.rows, checked.document)
    return cast


def _own_actors(table: Table, checked: Checked, faults: Faults) -> list[ActorRow]:
    """The actors of a table. If the document's domains cannot be read, those named by the table are used."""
    domains: Sequence[str] = checked.document.domains
    if not checked.written.sound("domains"):
        named = (
            name.partition("_")[2] for name in table.columns if name.startswith(("expertise_", "mandate_"))
        )
        domains = list(dict.fromkeys(named))
    return read_actors(table, domains, checked.kinds, faults)


def _join(cast: Cast, own: Sequence[ActorRow]) -> None:
    """Own actors beside the contract's. An own actor with a drawn actor's id replaces it; an own lead is the lead."""
    positions = {row.id: number for number, row in enumerate(cast.rows)}
    taken = {row.role for row in own if row.role}
    for row in cast.rows:
        row.role = "" if row.role in taken else row.role
    for row in own:
        if row.id in positions:
            drawn = cast.rows[positions[row.id]]
            row.places = row.places or drawn.places
            row.role = row.role or drawn.role
            row.share = drawn.share
            row.name = row.name or drawn.name
            cast.rows[positions[row.id]] = row
        else:
            cast.rows.append(row)


def _give_roles(cast: Cast, table: Table | None, label: str, alone: bool, faults: Faults) -> None:
    """Roles that no table gives go to the only intercommunality and the only project team.

    Two actors with one role are always a fault. A missing role is a fault only if every role, or every kind, could be
    read. `alone`: it is certain that no contract provides the role.
    """
    stated = table is not None and "role" in table.columns
    label = table.label if table else label
    told = "role" if stated else "kind"
    doubted = any(fault.field == told and fault.file == label for fault in faults.found)
    missing = not stated and table is not None and "kind" not in table.columns
    for role, natural in (("lead", "intercommunality"), ("project_team", "project_team")):
        holders = [row for row in cast.rows if row.role == role]
        if not holders and not stated:
            holders = [row for row in cast.rows if row.kind == natural and not row.role]
        names = [row.id for row in holders]
        if holders and (len(holders) == 1 or (all(names) and len(set(names)) == 1)):
            holders[0].role = role
        elif (holders and (stated or alone)) or (
            cast.complete and cast.rows and not holders and not doubted and not missing
        ):
            faults.add(
                label, None, "role", ", ".join(name or "?" for name in names) or None, "one_role", role=role
            )


def _fix(rows: Sequence[ActorRow], document: Document) -> None:
    """Attributes that the document gives the lead and the project team, if no table gives them."""
    for row in rows:
        if row.role:
            row.values = {**_said(getattr(document, row.role)), **row.values}


def _needs(
    document: Document, contract: Contract | None, domains: tuple[str, ...]
) -> tuple[NDArray[np.float64], tuple[str, ...]]:
    if contract is not None:
        needs, imputed = needs_of(contract, domains)
    else:
        needs = np.full(len(domains), assumed("needs", "base"))
        missing = [name for name in domains if name not in document.needs]
        imputed = (note("needs", names=", ".join(missing), value=needs[0]),) if missing else ()
    for name, value in document.needs.items():
        needs[domains.index(name)] = value
    return needs, imputed


def _links(document: Document, domains: tuple[str, ...]) -> tuple[NDArray[np.uint64], tuple[str, ...]]:
    """True links as bit sets: as given, else from the default table, else the two domains that follow (assumed)."""
    links = np.zeros(len(domains), dtype=np.uint64)
    unknown = []
    for position, name in enumerate(domains):
        if name in document.links:
            others = list(document.links[name])
        else:
            others = [each for each in default_links().get(name, ()) if each in domains]
            if not others:
                unknown.append(name)
                others = [domains[(position + step) % len(domains)] for step in (1, 2)]
        for each in (name, *others):
            links[position] |= np.uint64(1 << domains.index(each))
    return links, (note("links", names=", ".join(unknown)),) if unknown else ()


def _tie_setting(document: Document, drawing: bool) -> TieSetting:
    said = document.landscape
    alters = assumed("ties", "alters") if said.ties is None else said.ties
    return TieSetting(
        alters=alters if drawing else 0.0,
        trust=assumed("ties", "trust")["mean"] if said.trust is None else said.trust,
        same_field=assumed("ties", "same_field") if said.same_field is None else said.same_field,
        same_place=assumed("ties", "same_place") if said.same_place is None else said.same_place,
    )


def _population(document: Document, contract: Contract | None) -> float:
    if document.landscape.population is not None:
        return float(document.landscape.population)
    return float(contract.population if contract else assumed("population", "default"))


def _path(document: Document) -> PathSpec:
    """The reference path: the document's steps, and assumed ones for the others."""
    usual = PathSpec()
    steps = {name: getattr(document.path, name) for name in STEPS}
    chosen = {
        name: Step(step.start, step.months) if step else getattr(usual, name) for name, step in steps.items()
    }
    return PathSpec(**chosen, revisit=document.path.revisit)


def _titles(document: Document, contract: Contract | None) -> tuple[str, str]:
    """The titles in English and French: as given, else those of the contract."""
    if contract is None or document.title or document.title_fr:
        return document.title, document.title_fr
    return translate("contract_title", name=contract.place, department=contract.department)


def _slug(name: str) -> str:
    """A short name made from a folder's name."""
    from .contracts import plain

    slug = "-".join(plain(name).split())
    slug = "".join(sign for sign in slug if sign.isascii())[:LONGEST_NAME].strip("-")
    return slug if SLUG.fullmatch(slug) else "scenario"
