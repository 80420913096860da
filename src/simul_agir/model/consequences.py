"""The effect of a meeting. It decreases as a tie grows stronger, and if few joint actions follow from meetings.

kappa = min(1, (actions + 1) / (tau meetings + 1)), both counted over the last twelve months.
"""

from typing import Final

import numpy as np

from simul_agir.engine.bitset import LANE, WINDOW, add_one, next_month_of_counts
from simul_agir.engine.cells import Doubles, uint64
from simul_agir.engine.rule import compiled
from simul_agir.model import fields as at
from simul_agir.model import parameters as par
from simul_agir.model.state import World

_ELEVEN_MONTHS: Final = LANE * (WINDOW - 1)  # bits of a window of counts before its oldest month


@compiled
def open_year(world: World, i: int, month: int) -> None:
    """Shift the windows of actions and of meetings by a month, and update the sums `RECENT_ACTIONS` and `MET`.

    Counts of whole months are kept, not a decaying sum, so that they cover exactly the last twelve months.
    """
    row, held = world.actors[i], world.bitsets[i, at.MEETINGS_HELD]
    row[at.RECENT_ACTIONS] -= world.actions_by_month[i, month % WINDOW]
    world.actions_by_month[i, month % WINDOW] = 0.0
    row[at.MET] -= np.float64(held >> uint64(_ELEVEN_MONTHS))
    world.bitsets[i, at.MEETINGS_HELD] = next_month_of_counts(held)


@compiled
def note_deed(world: World, i: int, month: int, weight: float) -> None:
    """Count a joint action of i that was carried out; `weight`: relative to a standard action, in [0, 1]."""
    world.actions_by_month[i, month % WINDOW] += weight
    world.actors[i, at.RECENT_ACTIONS] += weight


@compiled
def note_meeting(world: World, i: int) -> None:
    """Count a meeting of i, convened or not; a month counts at most 31 meetings."""
    before = world.bitsets[i, at.MEETINGS_HELD]
    world.bitsets[i, at.MEETINGS_HELD] = add_one(before)
    world.actors[i, at.MET] += 1.0 if world.bitsets[i, at.MEETINGS_HELD] != before else 0.0


@compiled
def effect(world: World, p: Doubles, i: int, j: int) -> float:
    """kappa, in (0, 1]: the share of its effect that a meeting of i and j keeps, min(1, (actions + 1) / (tau meetings +
    1)), for the actions and meetings of both in a year.
    """
    if p[par.CONSEQUENCES] == 0.0:
        return 1.0
    done = world.actors[i, at.RECENT_ACTIONS] + world.actors[j, at.RECENT_ACTIONS]
    met = world.actors[i, at.MET] + world.actors[j, at.MET]
    return min(1.0, (done + 1.0) / (p[par.CONSEQUENCE] * met + 1.0))


@compiled
def freshness(world: World, p: Doubles, i: int, a: int) -> float:
    """1 - nu w: the share of its effect that a meeting of i with its alter at `a` keeps; w is the strength of their tie."""
    return 1.0 - p[par.SATURATION] * world.ties[i, at.STRENGTH, a] if p[par.CONSEQUENCES] != 0.0 else 1.0


@compiled
def identify_by_meeting(world: World, p: Doubles, i: int, agreed: bool, rate: float, kept: float) -> None:
    """Update identification after a meeting: up by a share of what is missing, times `kept`, or down by a share."""
    if p[par.IDENTIFICATION_CHANGE] == 0.0:
        return
    g = world.actors[i, at.IDENTIFICATION]
    world.actors[i, at.IDENTIFICATION] = g + rate * kept * (1.0 - g) if agreed else g - rate * g


@compiled
def tire_of_talk(world: World, p: Doubles, i: int, kappa: float) -> float:
    """Reduce motivation after a meeting without consequences: f (1 - kappa), not below zero. Returns the change, zero or
    negative.
    """
    if p[par.CONSEQUENCES] == 0.0 or p[par.MOTIVATION_CHANGE] == 0.0:
        return 0.0
    before = world.actors[i, at.MOTIVATION]
    left = max(0.0, before - p[par.IDLE_TALK] * (1.0 - kappa))
    world.actors[i, at.MOTIVATION] = left
    return left - before
