"""Hours are divided: between joint work and meetings, by what an hour of each has given."""

import numpy as np

from simul_agir.engine.actors import ActorIndex, where, zero
from simul_agir.engine.arithmetic import agir_exp
from simul_agir.engine.rule import compiled
from simul_agir.model import fields as at
from simul_agir.model import instruments as by
from simul_agir.model import parameters as par
from simul_agir.model.state import World

_LEAST = 0.1  # share of the hours that goes to joint work, at least; and to meetings
_FAR = 4.0  # beyond, either way, the share is at its end
_EVEN = 0.5  # share of joint work where hours are not divided


@compiled
def divide(world: World, p: "np.ndarray", index: ActorIndex) -> None:
    """The share of joint work, clip(logistic(beta (A_act - A_meet)), .1, .9), and the hours that are left for meetings."""
    row = world.actors
    hours = row[index, at.HOURS_LEFT]
    if p[par.DIVISION] == 0.0:
        row[index, at.WORK_SHARE] = zero(index) + _EVEN
        row[index, at.MEETING_LEFT] = hours
        return
    log_odds = p[par.HOUR_CHOICE] * (row[index, at.ACTION_GAIN] - row[index, at.MEETING_GAIN])
    log_odds = where(log_odds < _FAR, where(log_odds > -_FAR, log_odds, -_FAR), _FAR)
    share = 1.0 / (1.0 + agir_exp(0.0 - log_odds))
    share = where(share < _LEAST, _LEAST, where(share > 1.0 - _LEAST, 1.0 - _LEAST, share))
    row[index, at.WORK_SHARE] = share
    row[index, at.MEETING_LEFT] = (1.0 - share) * hours


@compiled
def for_work(world: World, index: ActorIndex) -> float:
    """How much one proposes, relative to an even division of hours."""
    return world.actors[index, at.WORK_SHARE] / _EVEN


@compiled
def for_meetings(world: World, index: ActorIndex) -> float:
    """How much one seeks others, relative to an even division of hours."""
    return (1.0 - world.actors[index, at.WORK_SHARE]) / _EVEN


@compiled
def has_meeting_hours(world: World, p: "np.ndarray", i: int, hours: float) -> bool:
    """Whether i has the hours for one more meeting: of its own, and of those it leaves to meetings."""
    row = world.actors[i]
    return bool((row[at.HOURS_LEFT] >= hours) & ((row[at.MEETING_LEFT] >= hours) | (p[par.DIVISION] == 0.0)))


@compiled
def has_room_for_invitation(world: World, p: "np.ndarray", i: int, hours: float) -> bool:
    """Whether one more invitation stays within the share of its capacity that i gives to them; beyond it they are lost."""
    row = world.actors[i]
    return bool(
        (p[par.DIVISION] == 0.0) | (row[at.INVITED] + hours <= p[par.INVITATION_SHARE] * row[at.CAPACITY])
    )


@compiled
def spend_on_meeting(world: World, i: int, hours: float) -> None:
    """Hours given to a meeting come out of the month's hours, and of those left to meetings."""
    world.actors[i, at.HOURS_LEFT] -= hours
    world.actors[i, at.HOURS_USED] += hours
    world.actors[i, at.MEETING_LEFT] -= hours


@compiled
def weigh_hours(
    world: World, p: "np.ndarray", i: int, column: int, gained: float, hours: float, weight: float
) -> None:
    """The running motivation an hour, in `column`, moves toward what `hours` have just given; a small action of some
    `weight`, in [0, 1], moves it by so much less.
    """
    if hours > 0.0:
        world.actors[i, column] += p[par.HOUR_MEMORY] * weight * (gained / hours - world.actors[i, column])


@compiled
def supported_hours(world: World, i: int, hours: float) -> float:
    """What is left to i of the hours that something asks of it: support to take part bears those of low voices."""
    return hours * (1.0 - world.levels[by.AMPLIFY_VOICE] * (1.0 - world.actors[i, at.VOICE]))
