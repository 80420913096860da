"""Decisions at the end of a month: end of diagnosis, choice of a stance, length of training, announcement of the scheme.

A word encodes the decisions as the sum of the flags below. They are taken in this order.
"""

from typing import Final

from simul_agir.engine.cells import DoubleBlock, DoubleGrid, Doubles, Integers
from simul_agir.engine.rule import compiled
from simul_agir.model import fields as at
from simul_agir.model import parameters as par
from simul_agir.model.path.calendar import (
    LENGTH,
    TRAINING,
    length_of_training,
    lengthen,
    own_shares,
    spend_rest,
)
from simul_agir.model.path.diagnosis import least_gap, look, measure_gaps, set_training_weights
from simul_agir.model.path.scheme import announce, announce_axes, find_scheme
from simul_agir.model.state import World

LOOK: Final = 1  # observe, derive a scheme, announce its axes
CHOOSE: Final = 2  # take the calendar of the feasible stance with the smallest change gap
WEIGH_TRAINING: Final = 4  # set training weights from the diagnosis and the stance's own instruments
MEASURE: Final = 8  # store the change gaps
LENGTHEN: Final = 16  # set the length of training from the stored gaps
ANNOUNCE: Final = 32  # the scheme


@compiled
def decide(
    world: World,
    p: Doubles,
    key: tuple[int, int],
    word: int,
    month: int,
    warm_up: int,
    path: Integers,
    feasible: Integers,
    choices: DoubleBlock,
    first: int,
    due: float,
    calendar: DoubleGrid,
) -> None:
    """Take the decisions that a word encodes, at the end of a month of the contract. `path`: calendar.py; `feasible`,
    `choices`, `first` and `due`: see `choose`. CHOOSE and LENGTHEN write to `calendar`, the run's own, (months + 1, 12).
    """
    if word & LOOK:
        close_diagnosis(world, p, key, month + warm_up)
    if word & CHOOSE:
        choose(world, month, feasible, choices, first, due, calendar)
    if word & WEIGH_TRAINING:
        set_training_weights(world, p, own_shares(calendar))
    if word & MEASURE:
        measure_gaps(world)
    if word & LENGTHEN:
        settle_training(world, p, month, path, calendar)
    if word & ANNOUNCE:
        announce(world, p, key, month + warm_up)


@compiled
def close_diagnosis(world: World, p: Doubles, key: tuple[int, int], month: int) -> None:
    """Observe, and announce the strongest observed needs as axes; `month` counts from the start of the warm-up."""
    look(world, p, key, month)
    find_scheme(world, p)
    announce_axes(world)


@compiled
def settle_training(world: World, p: Doubles, month: int, path: Integers, calendar: DoubleGrid) -> None:
    """Extend the training after the end of `month` by the change gap of the stance's own instruments. The base alone, and
    a path without training, do not change.
    """
    own, usual = own_shares(calendar), path[LENGTH + TRAINING]
    if usual == 0 or own[0] + own[1] + own[2] + own[3] <= 0.0:
        return
    gap = 0.0
    for stance in range(4):
        gap += own[stance] * world.sight[at.GAPS + stance]
    length = length_of_training(usual, gap * p[par.TRAINING_STRETCH] * p[par.LENGTHENED_TRAINING])
    if length > usual:
        lengthen(calendar, path, month, length, p[par.TRAINING_SPREAD])


@compiled
def choose(
    world: World,
    month: int,
    feasible: Integers,
    choices: DoubleBlock,
    first: int,
    due: float,
    calendar: DoubleGrid,
) -> None:
    """From the end of `month` on, use the calendar of the feasible stance with the smallest gap: choices[first + place].
    The rest of the hours `due` is spent in its proportions.
    """
    place = first + least_gap(world, feasible)
    for later in range(month + 1, calendar.shape[0]):
        for instrument in range(calendar.shape[1]):
            calendar[later, instrument] = choices[place, later, instrument]
    spend_rest(calendar, month, due)
