"""Ids of actors, and the lead and the project team: as the table gives them, else by kind, else added."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from simul_agir.scenario.contracts import plain as bare
from simul_agir.scenario.importing.actor_rows import Row
from simul_agir.scenario.tables.rows import LONGEST_ID

from .understanding import Question, Remark, Understanding
from .vocabulary import plain

ROLES = {"lead": ("intercommunality", "commune", "state_service"), "project_team": ("project_team",)}
NEW = {
    "lead": ("agglo", "Intercommunalité", "intercommunality"),
    "project_team": ("equipe-projet", "Équipe projet", "project_team"),
}


def identify(rows: list[Row], told: Understanding) -> list[dict[str, Any]]:
    """The actors with ids: those of the table, else ids made from their names."""
    taken: set[str] = set()
    numbers: dict[str, int] = {}
    actors = []
    for row in rows:
        values = dict(row.values)
        wanted = str(values.get("id", "")) or _slug(str(values.get("name", "")))
        values["id"] = _free(wanted, taken, numbers)
        taken.add(values["id"])
        actors.append(values)
    if len(told.files) > 1 and len(
        {plain(str(actor.get("name", ""))) for actor in actors if actor.get("name")}
    ) < sum(bool(actor.get("name")) for actor in actors):
        told.remarks.append(Remark("same_names", {}))
    return actors


def _slug(name: str) -> str:
    text = "-".join(
        "".join(sign if sign.isascii() and sign.isalnum() else " " for sign in bare(name)).split()
    )
    return text[: LONGEST_ID - 6].strip("-") or "actor"


def _free(wanted: str, taken: set[str], numbers: dict[str, int]) -> str:
    """The id, with a number added if another actor has it; numbers: the last one given to each."""
    found = wanted[:LONGEST_ID]
    while found in taken:
        numbers[wanted] = numbers.get(wanted, 1) + 1
        found = f"{wanted[: LONGEST_ID - 7]}-{numbers[wanted]}"
    return found


def give_roles(actors: list[dict[str, Any]], choices: Mapping[str, Any], told: Understanding) -> None:
    """Give exactly one lead and one project team."""
    if not actors:
        return
    for role, natural in ROLES.items():
        stated = [actor for actor in actors if actor.get("role") == role]
        holders = _chosen(actors, str(choices.get(role, ""))) or stated or _by_kind(actors, natural)
        if len(holders) > 1:
            names = tuple(str(each.get("name") or each["id"]) for each in holders)
            told.questions.append(Question(role, Remark(f"ask_{role}", {}), names, names[0]))
        holder = holders[0] if holders else _added(role, actors, told)
        for actor in actors:
            if actor.get("role") == role:
                del actor["role"]
        holder["role"] = role
        told.choices[role] = str(holder.get("name") or holder["id"])
        if not stated and holders:
            told.remarks.append(Remark(f"taken_{role}", {"name": told.choices[role]}))


def _chosen(actors: list[dict[str, Any]], choice: str) -> list[dict[str, Any]]:
    """The actors that a choice names, by name or id."""
    chosen = plain(choice)
    named = ((actor, (actor.get("name", ""), actor["id"])) for actor in actors if chosen)
    return [actor for actor, names in named if chosen in (plain(str(name)) for name in names)]


def _by_kind(actors: list[dict[str, Any]], kinds: Iterable[str]) -> list[dict[str, Any]]:
    """The actors without a role, of the first of these kinds that has any."""
    for kind in kinds:
        found = [each for each in actors if each["kind"] == kind and not each.get("role")]
        if found:
            return found
    return []


def _added(role: str, actors: list[dict[str, Any]], told: Understanding) -> dict[str, Any]:
    """An actor added for a role that no other actor can have."""
    name, title, kind = NEW[role]
    actor = {"id": _free(name, {str(each["id"]) for each in actors}, {}), "name": title, "kind": kind}
    actors.append(actor)
    told.remarks.append(Remark(f"added_{role}", {"name": title}))
    return actor
