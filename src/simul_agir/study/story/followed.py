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


def followed(life: RecordedRun) -> tuple[Followed, ...]:
    """Two or three actors with voice, each for another reason."""
    with_voice = np.flatnonzero(life.stages[0] >= 0)
    if not len(with_voice):
        return ()
    gain = life.standing[-1] - life.standing[0]
    drop = life.standing.max(axis=0) - life.standing[-1]
    brought = Counter(deed.actors[0] for deed in life.of(*GO_BETWEEN))
    called = np.array([float(brought[actor]) for actor in range(len(gain))])
    chosen: list[tuple[int, str]] = []
    for why, measure in (("climber", gain), ("broker", called), ("faller", drop)):
        left = [int(actor) for actor in with_voice if actor not in [each for each, _ in chosen]]
        best = left[int(np.argmax(measure[left]))] if left else -1
        if best >= 0 and measure[best] > 0:
            chosen.append((best, why))
    most = 2 if life.months > LONG else 3
    return tuple(follow(life, actor, why) for actor, why in chosen[:most])


def follow(life: RecordedRun, actor: int, why: str = "") -> Followed:
    """What one actor did and met with."""
    mine = [deed for deed in life.events if actor in deed.actors]
    joint = [deed for deed in mine if deed.what in ("success", "failure") and len(deed.actors) > 1]
    own = [deed for deed in mine if deed.what in ("rise", "fall", "turnover") and deed.actors[0] == actor]
    return Followed(
        actor=actor,
        why=why,
        begins=int(life.stages[0, actor]),
        ends=int(life.stages[-1, actor]),
        met=sum(deed.what in ("encounter", "convened") for deed in mine),
        joint=len(joint),
        won=sum(deed.what == "success" for deed in joint),
        brought=sum(deed.what in GO_BETWEEN and deed.actors[0] == actor for deed in mine),
        moves=tuple((deed.month, deed.what, int(deed.value)) for deed in own),
    )
