"""The protagonists of a life, found by measure: who goes furthest up, who falls back, who brings others together."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

import numpy as np

from simul_agir.study.story.recorded_run import RecordedRun
from simul_agir.study.story.turning import GO_BETWEEN

LONG = 24  # months beyond which two are followed instead of three


@dataclass(frozen=True)
class Followed:
    """One actor: why it is followed, where it begins and ends, what it did, and its moves and departures by month."""

    actor: int
    why: str  # climber, faller or broker
    begins: int
    ends: int
    met: int
    joint: int
    won: int
    brought: int
    moves: tuple[tuple[int, str, int], ...]  # month, rise, fall or turnover, and the new stage


def followed(recorded: RecordedRun) -> tuple[Followed, ...]:
    """Two or three actors with voice, each for another reason."""
    with_voice = np.flatnonzero(recorded.stages[0] >= 0)
    if not len(with_voice):
        return ()
    gain = recorded.standing[-1] - recorded.standing[0]
    drop = recorded.standing.max(axis=0) - recorded.standing[-1]
    brought = Counter(event.actors[0] for event in recorded.of(*GO_BETWEEN))
    called = np.array([float(brought[actor]) for actor in range(len(gain))])
    chosen: list[tuple[int, str]] = []
    for why, measure in (("climber", gain), ("broker", called), ("faller", drop)):
        left = [int(actor) for actor in with_voice if actor not in [each for each, _ in chosen]]
        best = left[int(np.argmax(measure[left]))] if left else -1
        if best >= 0 and measure[best] > 0:
            chosen.append((best, why))
    most = 2 if recorded.months > LONG else 3
    return tuple(follow(recorded, actor, why) for actor, why in chosen[:most])


def follow(recorded: RecordedRun, actor: int, why: str = "") -> Followed:
    """What one actor did and met with."""
    mine = [event for event in recorded.events if actor in event.actors]
    joint = [event for event in mine if event.what in ("success", "failure") and len(event.actors) > 1]
    own = [event for event in mine if event.what in ("rise", "fall", "turnover") and event.actors[0] == actor]
    return Followed(
        actor=actor,
        why=why,
        begins=int(recorded.stages[0, actor]),
        ends=int(recorded.stages[-1, actor]),
        met=sum(event.what in ("encounter", "convened") for event in mine),
        joint=len(joint),
        won=sum(event.what == "success" for event in joint),
        brought=sum(event.what in GO_BETWEEN and event.actors[0] == actor for event in mine),
        moves=tuple((event.month, event.what, int(event.value)) for event in own),
    )
