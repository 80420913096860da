"""What is decided at the end of a month: the diagnosis closed, the stance chosen, training settled, the scheme announced.

A word says what: the sum of the signs below. They are done in this order.
"""

from typing import Final

import numpy as np

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

LOOK: Final = 1  # observe, make a scheme of what is seen, announce its axes
CHOOSE: Final = 2  # take the calendar of the feasible stance with the smallest change gap
WEIGH_TRAINING: Final = 4  # whom to train, by what was seen and the stance's own instruments
MEASURE: Final = 8  # keep the change gaps
LENGTHEN: Final = 16  # how long to train, by the gaps that were kept
ANNOUNCE: Final = 32  # the scheme


@compiled
def decide(
    world: World,
    p: "np.ndarray",
    key: tuple[int, int],
    word: int,
    month: int,
    warm_up: int,
    path: "np.ndarray",
    feasible: "np.ndarray",
    choices: "np.ndarray",
    first: int,
    due: float,
    calendar: "np.ndarray",
) -> None:
    """Do what a word says at the end of a month of the contract. `path`: calendar.py; `feasible`, `choices`, `first` and
    `due`: see `choose`. `calendar`, the run's own, (months + 1, 12), is written to by CHOOSE and LENGTHEN.
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
def close_diagnosis(world: World, p: "np.ndarray", key: tuple[int, int], month: int) -> None:
    """Look, and announce the strongest needs seen as axes; `month` counts from the start of the warm-up."""
    look(world, p, key, month)
    find_scheme(world, p)
    announce_axes(world)


@compiled
def settle_training(
    world: World, p: "np.ndarray", month: int, path: "np.ndarray", calendar: "np.ndarray"
) -> None:
    """Lengthen the training from the end of `month` on by the change gap of the stance's own instruments. The base alone,
    and a path without training, stay as they are.
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
    feasible: "np.ndarray",
    choices: "np.ndarray",
    first: int,
    due: float,
    calendar: "np.ndarray",
) -> None:
    """Take, from the end of `month` on, the calendar of the feasible stance with the smallest gap: choices[first + place].
    What is left of the hours `due` in all is spent in its proportions.
    """
    place = first + least_gap(world, feasible)
    for later in range(month + 1, calendar.shape[0]):
        for instrument in range(calendar.shape[1]):
            calendar[later, instrument] = choices[place, later, instrument]
    spend_rest(calendar, month, due)
