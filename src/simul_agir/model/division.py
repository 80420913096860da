"""Division of hours between joint work and meetings, by the motivation that an hour of each has given."""

from simul_agir.engine.actors import ActorIndex, where, zero
from simul_agir.engine.arithmetic import agir_exp
from simul_agir.engine.cells import Doubles
from simul_agir.engine.rule import compiled
from simul_agir.model import fields as at
from simul_agir.model import instruments as by
from simul_agir.model import parameters as par
from simul_agir.model.state import World

_LEAST = 0.1  # lowest share of hours for joint work, and for meetings
_FAR = 4.0  # beyond this argument the share is at its limit
_EVEN = 0.5  # share of joint work if hours are not divided


@compiled
def divide(world: World, p: Doubles, index: ActorIndex) -> None:
    """Set the share of joint work, clip(logistic(beta (A_act - A_meet)), .1, .9), and the hours left for meetings."""
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
    """Factor of the frequency of proposals, relative to an even division of hours."""
    return world.actors[index, at.WORK_SHARE] / _EVEN


@compiled
def for_meetings(world: World, index: ActorIndex) -> float:
    """Factor of the frequency of meetings sought, relative to an even division of hours."""
    return (1.0 - world.actors[index, at.WORK_SHARE]) / _EVEN


@compiled
def has_meeting_hours(world: World, p: Doubles, i: int, hours: float) -> bool:
    """Whether i has the hours for one more meeting, both of its hours in all and of those for meetings."""
    row = world.actors[i]
    return bool((row[at.HOURS_LEFT] >= hours) & ((row[at.MEETING_LEFT] >= hours) | (p[par.DIVISION] == 0.0)))


@compiled
def has_room_for_invitation(world: World, p: Doubles, i: int, hours: float) -> bool:
    """Whether one more invitation fits into the share of its capacity that i gives to them; further ones are lost."""
    row = world.actors[i]
    return bool(
        (p[par.DIVISION] == 0.0) | (row[at.INVITED] + hours <= p[par.INVITATION_SHARE] * row[at.CAPACITY])
    )


@compiled
def spend_on_meeting(world: World, i: int, hours: float) -> None:
    """Subtract the hours of a meeting from the month's hours, and from those for meetings."""
    world.actors[i, at.HOURS_LEFT] -= hours
    world.actors[i, at.HOURS_USED] += hours
    world.actors[i, at.MEETING_LEFT] -= hours


@compiled
def weigh_hours(
    world: World, p: Doubles, i: int, column: int, gained: float, hours: float, weight: float
) -> None:
    """Update the moving average of motivation per hour in `column` by what `hours` have just given; `weight` of a small
    action, in [0, 1].
    """
    if hours > 0.0:
        world.actors[i, column] += p[par.HOUR_MEMORY] * weight * (gained / hours - world.actors[i, column])


@compiled
def supported_hours(world: World, i: int, hours: float) -> float:
    """Hours that something asks of i, less those that support for low voices pays."""
    return hours * (1.0 - world.levels[by.AMPLIFY_VOICE] * (1.0 - world.actors[i, at.VOICE]))
