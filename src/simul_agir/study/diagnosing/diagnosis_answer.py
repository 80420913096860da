"""The answer of a diagnosis: actors, the collective, needs, stances, and how sure each number is."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any

from simul_agir.model.ladder import CRITERIA, STAGES
from simul_agir.scenario import Scenario
from simul_agir.study.compare.comparison import rounded
from simul_agir.study.diagnosing.groups import Group
from simul_agir.study.provenance import provenance

SURE = 0.8  # share of draws from which a stage counts as known


@dataclass(frozen=True)
class Spread:
    """A number over all draws: its mean, and the bounds of four draws in five."""

    mean: float
    low: float
    high: float


@dataclass(frozen=True)
class Meeting:
    """A stranger worth meeting: position, the need it is most ahead in, and what one meeting adds to comfort."""

    other: int
    need: str
    gain: float


@dataclass(frozen=True)
class ActorToday:
    """One actor with voice. stage: the most frequent; sure: share of draws in which it is; asleep: share of draws.

    lacks: criteria of the next stage that it does not meet in at least half of the draws in which it stands there, with the
    share, the most frequent first. answered: criteria it answered itself. facilitates: share of draws.
    """

    position: int
    stage: int
    sure: float
    asleep: float
    lacks: tuple[tuple[str, float], ...]
    meets: tuple[Meeting, ...]
    answered: tuple[str, ...]
    facilitates: float


@dataclass(frozen=True)
class Step:
    """A step of the ladder: actors who stand below it, and the share of them that each criterion holds back."""

    stage: int
    actors: Spread
    held: tuple[tuple[str, float], ...]


@dataclass(frozen=True)
class Need:
    """A need: its level, how far actors cover what relieving it asks, and how many could work in it themselves."""

    name: str
    level: float
    coverage: Spread
    able: Spread


@dataclass(frozen=True)
class Fragile:
    """A tie without which `cut` actors at least would be cut off; share: of draws in which it is so."""

    one: int
    other: int
    cut: int
    share: float


@dataclass(frozen=True)
class TypeToday:
    """A type of at least five actors (`kind` None: several merged): shares by stage, and what holds them back most."""

    kind: str | None
    actors: int
    stages: tuple[float, ...]
    held: tuple[tuple[str, float], ...]
    without_facilitator: float
    meets: tuple[tuple[int, str], ...]


@dataclass(frozen=True, eq=False)
class Diagnosis:
    """The current state of a territory, over `draws` draws of the attributes that no table gives.

    index: the ladder. stages: shares of the actors with voice. collective: their mean stage. facilitators: actors who helped
    others to work together within the year; missing: how many fewer than one for each `span` actors. gaps: change gap by
    stance, 0 nothing to change. said: share of the cells of actors that a table gives; ties_said: share of ties. groups:
    types of at least five actors; types: the result of each. between: ties between groups, (i, j, mean count), i <= j.
    known: ties that stand in at least half of the draws. redrawn: whether attributes that no table gives were drawn again.
    """

    scenario: Scenario
    seed: int
    draws: int
    answers: int
    index: Spread
    stages: tuple[Spread, ...]
    collective: Spread
    steps: tuple[Step, ...]
    actors: tuple[ActorToday, ...]
    needs: tuple[Need, ...]
    facilitators: Spread
    missing: Spread
    span: float
    fragile: tuple[Fragile, ...]
    bridges: Spread
    gaps: tuple[tuple[str, Spread], ...]
    said: float
    ties_said: float
    groups: tuple[Group, ...]
    types: tuple[TypeToday, ...]
    between: tuple[tuple[int, int, float], ...]
    known: tuple[tuple[int, int], ...]
    redrawn: bool

    @property
    def held(self) -> tuple[str, float]:
        """What holds back most actors, and the share of all with voice that it holds."""
        total = dict.fromkeys(CRITERIA, 0.0)
        whole = max(1, len(self.actors))
        for step in self.steps:
            for name, share in step.held:
                total[name] += share * step.actors.mean / whole
        name = max(total, key=lambda each: total[each])
        return name, total[name]

    @property
    def known_stages(self) -> float:
        """The share of actors whose stage is the same in at least four draws in five."""
        return sum(each.sure >= SURE for each in self.actors) / max(1, len(self.actors))

    def to_dict(self, names: bool = False) -> dict[str, Any]:
        """The answer as JSON holds it. Without `names`, nothing in it belongs to one actor, and no trust is reported."""
        found: dict[str, Any] = {
            "scenario": {"name": self.scenario.name, "hash": self.scenario.hash},
            "edition": "facilitator" if names else "share",
            "seed": self.seed,
            "draws": self.draws,
            "actors_with_voice": len(self.actors),
            "answered": self.answers,
            "index": asdict(self.index),
            "stages": {name: asdict(each) for name, each in zip(STAGES, self.stages, strict=True)},
            "collective_stage": asdict(self.collective),
            "steps": [
                {"to": STAGES[step.stage + 1], "below": asdict(step.actors), "held": dict(step.held)}
                for step in self.steps
            ],
            "needs": [asdict(need) for need in self.needs],
            "facilitators": {"now": asdict(self.facilitators), "missing": asdict(self.missing)},
            "fragile_ties": asdict(self.bridges),
            "change_gaps": {name: asdict(gap) for name, gap in self.gaps},
            "sure": {
                "cells_said": self.said,
                "ties_said": self.ties_said,
                "stages_known": self.known_stages,
            },
            "types": [
                {
                    "type": each.kind,
                    "actors": each.actors,
                    "stages": dict(zip(STAGES, each.stages, strict=True)),
                    "held": dict(each.held),
                    "without_facilitator": each.without_facilitator,
                    "could_meet": [
                        {"type": self.types[other].kind, "need": need} for other, need in each.meets
                    ],
                }
                for each in self.types
            ],
        }
        if names:
            found["actors"] = [self._actor(each) for each in self.actors]
            found["fragile"] = [
                {**asdict(each), "one": self._id(each.one), "other": self._id(each.other)}
                for each in self.fragile
            ]
        found = rounded(found)
        return {**found, "provenance": provenance()}

    def _id(self, position: int) -> str:
        return self.scenario.landscape.ids[position]

    def _actor(self, each: ActorToday) -> dict[str, Any]:
        return {
            "id": self._id(each.position),
            "name": self.scenario.landscape.names[each.position],
            "type": self.scenario.landscape.kinds[each.position],
            "stage": STAGES[each.stage],
            "sure": each.sure,
            "asleep": each.asleep,
            "lacks": dict(each.lacks),
            "facilitates": each.facilitates,
            "answered": list(each.answered),
            "could_meet": [
                {"id": self._id(one.other), "need": one.need, "gain": one.gain} for one in each.meets
            ],
        }
