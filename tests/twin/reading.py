"""The twin read by meaning, as the adapter reads the compiled world, and where two readings differ."""

from __future__ import annotations

from dataclasses import asdict
from math import isclose
from typing import TYPE_CHECKING, Any

from . import adapter
from .proposal import Waiting

if TYPE_CHECKING:
    from .actor import Actor
    from .territory import Territory

TOLERANCE = 1e-9
SINGLE = 1e-6  # of what is kept in single precision


def of_twin(model: Territory) -> dict[str, Any]:
    """The territory as it stands, as plain numbers by name."""
    network, counts = asdict(model.network), asdict(model.counts)
    own = {name: getattr(model, name) for name in ("engaged_share", "collective_stage", "V", "continuity")}
    return {
        "actors": [_actor(model, i) for i in model.actors],
        "needs": list(model.needs),
        "held": list(model.held),
        "links": [model.links_of(need) for need in range(model.K)],
        "acted": [_months_ago(model, months) for months in model.acted],
        "won": [_months_ago(model, months) for months in model.won],
        "joined": sorted(model.joined),
        "territory": {
            **network,
            **counts,
            **own,
            "lead": model.lead.place,
            "project_team": model.project_team.place,
            "innovation": len(model.joined),
        },
        "accounts": {name: getattr(model, name) for name in adapter.ACCOUNTS},
        "levels": asdict(model.levels),
        "carried_out": [sum(months) for months in zip(*model.carried_out, strict=True)],
        "axes": list(model.axes),
        "plan": [[i.place for i in partners] for partners in model.plan],
        "queue": [
            {
                "due": proposal.due if proposal.waits_for is not Waiting.CALL else None,
                "waits for": list(Waiting).index(proposal.waits_for),
                "conditioned": proposal.conditioned,
                "micro": proposal.micro,
                "month": proposal.month,
                "slot": proposal.slot,
                "need": proposal.need,
                "members": [i.place for i in proposal.members],
                "obliged": [i.place for i in proposal.members if i in proposal.obliged],
            }
            for proposal in model.queue
        ],
    }


def _actor(model: Territory, i: Actor) -> dict[str, Any]:
    latest = model.clock - 1
    found: dict[str, Any] = {name: getattr(i, name) for name in (*adapter.NUMBERS, *adapter.PROFILES)}
    for stance, (posture, first) in enumerate(zip(i.postures, i.first_postures, strict=True)):
        found[f"posture {stance}"], found[f"first posture {stance}"] = posture, first
    for name in adapter.WINDOWS:
        found[name] = _months_ago(model, getattr(i, name))
    for name in adapter.COUNTS:
        counts = getattr(i, name)
        found[name] = [counts[(latest - month) % 12] for month in range(12)]
    found["competence_mask"] = i.competence_mask
    found["beliefs"] = [i.believed(need) for need in range(model.K)]
    found["first beliefs"] = [i.first_links >> need * model.K & model.all_domains for need in range(model.K)]
    found["help_probability"], found["training_weight"] = list(i.help_probability), i.training_weight
    found["alters"] = [tie.alter.place for tie in i.ties]
    for tie in i.ties:
        found[f"tie to {tie.alter.place}"] = {
            "strength": tie.strength,
            "successes": tie.successes,
            "failures": tie.failures,
            "weight": tie.weight,
            "contact": _months_ago(model, tie.contact),
            "has me in mind": i in tie.alter.mind,
        }
    return found


def _months_ago(model: Territory, months: int) -> list[int]:
    """Months of the window in a set of months, 0 being the latest."""
    latest = model.clock - 1
    return [ago for ago in range(12) if ago <= latest and months >> latest - ago & 1]


def differences(twin: Any, world: Any, where: str = "", tolerance: float = TOLERANCE) -> list[str]:
    """Where two readings differ, in words."""
    if isinstance(twin, dict):
        if twin.keys() != world.keys():
            return [f"{where}: {sorted(twin.keys() ^ world.keys())}"]
        return [
            each
            for name, value in twin.items()
            for each in differences(
                value, world[name], f"{where} {name}", SINGLE if name == "weight" else tolerance
            )
        ]
    if isinstance(twin, list):
        if len(twin) != len(world):
            return [f"{where}: {twin} for {world}"]
        return [
            each
            for place, (one, other) in enumerate(zip(twin, world, strict=True))
            for each in differences(one, other, f"{where} {place}", tolerance)
        ]
    if isinstance(twin, bool | int | float):
        same = twin == world or isclose(twin, world, rel_tol=tolerance, abs_tol=tolerance)
        return [] if same else [f"{where}: {twin!r} for {world!r}"]
    return [] if twin == world else [f"{where}: {twin} for {world}"]
