"""Creates actors: values given by tables, and random draws for values that are missing."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from . import draws
from .assumptions import Kind, assumed
from .landscape import ATTRIBUTES, Landscape
from .ties import GivenTie, Meeting, TieSetting, draw_ties, merge_ties

Floats = NDArray[np.float64]
LOGARITHMIC = ("ordinary", "earmarked", "in_kind", "capacity")
MONEY = ("ordinary", "earmarked")
_ROWS = 256  # actors per block when beliefs are drawn


@dataclass
class ActorRow:
    """One actor with its known values; missing values are drawn from its kind.

    expertise and mandate: values by domain position. places: communes or neighbourhoods it works in, used to draw ties.
    share: its part of the money that its kind holds for 10,000 inhabitants.
    """

    id: str
    kind: str
    name: str = ""
    role: str = ""
    latent: bool | None = None
    asleep: bool | None = None
    places: frozenset[str] = frozenset()
    share: float = 1.0
    values: dict[str, float] = field(default_factory=dict)
    expertise: dict[int, float] = field(default_factory=dict)
    mandate: dict[int, float] = field(default_factory=dict)


@dataclass(frozen=True)
class Ground:
    """What actors are drawn from. fields: number of an actor's own domains; None: as its kind says."""

    seed: int
    domains: tuple[str, ...]
    needs: Floats
    links: NDArray[np.uint64]
    kinds: Mapping[str, Kind]
    fields: int | None = None
    other_expertise: float | None = None


def draw_landscape(
    rows: Sequence[ActorRow], given: Sequence[GivenTie], ground: Ground, setting: TieSetting
) -> Landscape:
    """The landscape of these actors: given values, and draws for missing ones; ties are given or drawn."""
    ids = tuple(row.id for row in rows)
    expertise, own = _expertise(rows, ground)
    roles = [row.role for row in rows]
    lead, team = roles.index("lead"), roles.index("project_team")
    latent, asleep = _sleep(rows, ground)
    reach = np.array([ground.kinds[row.kind].reach for row in rows])
    trust = np.array([_prior(ground.kinds[row.kind], setting.trust) for row in rows])
    meeting = Meeting(expertise, [row.places for row in rows], reach, (lead, team))
    drawn = draw_ties(ids, meeting, trust, ground.seed, setting)
    ties = merge_ties(drawn, given, ids, trust, ground.seed)
    return Landscape(
        ids=ids,
        names=tuple(row.name or row.id for row in rows),
        kinds=tuple(row.kind for row in rows),
        attributes=_attributes(rows, ground),
        expertise=expertise,
        mandate=_mandate(rows, own, ground),
        understanding=_understanding(ids, expertise, ground),
        sources=ties.sources,
        targets=ties.targets,
        strengths=ties.strengths,
        trusts=ties.trusts,
        latent=latent,
        asleep=asleep,
        lead=lead,
        project_team=team,
    )


def _prior(kind: Kind, trust: float) -> float:
    return trust if kind.trust is None else kind.trust


def _attributes(rows: Sequence[ActorRow], ground: Ground) -> dict[str, Floats]:
    """Every attribute of every actor, given or drawn from its kind's distribution."""
    chance = draws.table(ground.seed, "attributes", tuple(row.id for row in rows), len(ATTRIBUTES))
    stated = [(actor, row.values) for actor, row in enumerate(rows) if row.values]
    result: dict[str, Floats] = {}
    for position, (name, attribute) in enumerate(ATTRIBUTES.items()):
        typical = [ground.kinds[row.kind].typical[name] for row in rows]
        mean = np.array([each.mean for each in typical])
        spread = np.array([each.spread for each in typical])
        if name in MONEY:
            mean = mean * np.array([row.share for row in rows])
        if name in LOGARITHMIC:
            values = draws.lognormal(chance[:, position], mean, spread, attribute.high)
        else:
            values = draws.truncated_normal(chance[:, position], mean, spread, attribute.low, attribute.high)
        for actor, given in stated:
            values[actor] = given.get(name, values[actor])
        result[name] = values
    return result


def _expertise(rows: Sequence[ActorRow], ground: Ground) -> tuple[Floats, NDArray[np.bool_]]:
    """Expertise, (N, K), and which domains are each actor's own fields."""
    count = len(ground.domains)
    chance = draws.table(ground.seed, "expertise", tuple(row.id for row in rows), 2 * count)
    own = np.zeros((len(rows), count), dtype=bool)
    for actor, row in enumerate(rows):
        own[actor, _fields(ground.kinds[row.kind], chance[actor, :count], ground)] = True
    high, other = assumed("expertise", "high"), assumed("expertise", "other")
    low_mean = other["mean"] if ground.other_expertise is None else ground.other_expertise
    mean = np.where(own, high["mean"], low_mean)
    spread = np.where(own, high["spread"], other["spread"] if low_mean > 0 else 0.0)
    luck = chance[:, count:]
    values = np.where(
        own,
        draws.truncated_normal(luck, mean, spread, high["low"], high["high"]),
        draws.truncated_normal(luck, mean, spread, other["low"], max(other["high"], low_mean)),
    )
    for actor, row in enumerate(rows):
        for domain, value in row.expertise.items():
            values[actor, domain] = value
        if row.expertise:
            own[actor] = values[actor] >= min(high["low"], float(values[actor].max()))
    return values, own


def _fields(kind: Kind, chance: Floats, ground: Ground) -> list[int]:
    """The domains of high expertise of one actor: the core domains of its kind, then as many of its pool as drawn."""
    known = {name: position for position, name in enumerate(ground.domains)}
    chosen = [known[name] for name in kind.core if name in known]
    pool = [known[name] for name in kind.pool if name in known] or list(range(len(ground.domains)))
    ordered = sorted((each for each in pool if each not in chosen), key=lambda each: (chance[each], each))
    wanted = len(kind.core) + kind.drawn if ground.fields is None else ground.fields
    wanted = max(1, min(wanted, len(ground.domains)))
    return (chosen + ordered)[:wanted]


def _mandate(rows: Sequence[ActorRow], own: NDArray[np.bool_], ground: Ground) -> Floats:
    """Mandates, (N, K), each row summing to 1: the kind's weight on own fields, the rest by need and at random."""
    count = len(ground.domains)
    luck = -np.log1p(-draws.table(ground.seed, "mandate", tuple(row.id for row in rows), 2 * count))
    noise, evenness, least = (assumed("mandate", name) for name in ("noise", "evenness", "least_need"))
    focus = np.array([ground.kinds[row.kind].focus for row in rows])[:, None]
    inside = own * (evenness + luck[:, :count])
    outside = (ground.needs[None, :] + least) * (1.0 - noise + noise * luck[:, count:])
    weights = focus * inside / inside.sum(axis=1, keepdims=True) + (1.0 - focus) * outside / outside.sum(
        axis=1, keepdims=True
    )
    for actor, row in enumerate(rows):
        if row.mandate:
            weights[actor] = [row.mandate.get(domain, 0.0) for domain in range(count)]
    return np.asarray(np.round(weights / weights.sum(axis=1, keepdims=True), 9))


def _understanding(ids: tuple[str, ...], expertise: Floats, ground: Ground) -> NDArray[np.uint64]:
    """Believed links, (N, K) bit sets. True links are likelier with expertise, false ones without; the need's own domain
    is always set.
    """
    count = len(ground.domains)
    bits = np.uint64(1) << np.arange(count, dtype=np.uint64)
    true = (ground.links[:, None] & bits[None, :]) != 0
    rates = {
        name: assumed("understanding", name)
        for name in ("true_base", "true_slope", "false_base", "false_slope")
    }
    masks = np.empty((len(ids), count), dtype=np.uint64)
    for start in range(0, len(ids), _ROWS):
        names = ids[start : start + _ROWS]
        chance = draws.table(ground.seed, "understanding", names, count * count).reshape(-1, count, count)
        known = expertise[start : start + _ROWS]
        skill = np.maximum(known[:, :, None], known[:, None, :])
        believed = chance < np.where(
            true,
            rates["true_base"] + rates["true_slope"] * skill,
            rates["false_base"] + rates["false_slope"] * skill,
        )
        words = np.where(believed, bits, np.uint64(0)).sum(axis=2, dtype=np.uint64)
        masks[start : start + _ROWS] = words | bits
    return masks


def _sleep(rows: Sequence[ActorRow], ground: Ground) -> tuple[NDArray[np.bool_], NDArray[np.bool_]]:
    """Which actors may fall asleep, and which start asleep. The lead and the project team never do."""
    latent = np.zeros(len(rows), dtype=bool)
    asleep = np.zeros(len(rows), dtype=bool)
    luck = draws.table(ground.seed, "asleep", tuple(row.id for row in rows), 1)[:, 0]
    for actor, row in enumerate(rows):
        kind = ground.kinds[row.kind]
        latent[actor] = not row.role and (kind.latent if row.latent is None else row.latent)
        asleep[actor] = latent[actor] and (luck[actor] < kind.asleep if row.asleep is None else row.asleep)
    return latent, asleep
