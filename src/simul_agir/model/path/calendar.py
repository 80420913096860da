"""The calendar of a built-in stance: hours of engineering by month and instrument (docs/model.md 10.1).

The common base divides its hours by the steps of the reference path. After the choice of a stance, a share of the effort
goes to that stance's own instruments. A calendar is (months + 1, 12): row 0, all zero, belongs to the warm-up; row m
holds the doses of month m.
"""

from typing import Final

import numpy as np

from simul_agir.engine.arithmetic import agir_pow
from simul_agir.engine.cells import DoubleGrid, Integers
from simul_agir.engine.rule import compiled
from simul_agir.engine.sums import sum_of
from simul_agir.model import instruments as by

# Where a row of a path says when a step begins, and how many months it takes; when the path is taken up again (-1: never).
DIAGNOSIS: Final = 0
CHOICE: Final = 1
TRAINING: Final = 2
SCHEME: Final = 3
STEPS: Final = 4
LENGTH: Final = 4  # after the starts
REVISIT: Final = 8
PATH: Final = 9
AFTERWARDS: Final = 4
BASE_INSTRUMENTS: Final = 5  # the first five instruments of a calendar are the base's
# Shares of the common base's effort in each step, and afterwards: convene, inform, train, orient, regulate. Assumed.
BASE: Final = (
    (0.3, 0.6, 0.0, 0.0, 0.1),
    (0.4, 0.2, 0.0, 0.4, 0.0),
    (0.2, 0.0, 0.7, 0.0, 0.1),
    (0.4, 0.0, 0.0, 0.4, 0.2),
    (0.4, 0.1, 0.1, 0.15, 0.25),
)
_SLIGHT: Final = 1e-6  # relative tolerance of the total hours
_ALIKE: Final = 1e-5  # relative tolerance of a month's hours of an instrument, and
_HARDLY_ANY: Final = 1e-8  # absolute tolerance in hours, to recognise the usual division of the base
_ROUNDING: Final = 1e-9  # tolerance of a length in months before it is rounded up


@compiled
def is_under_way(path: Integers, step: int, length: int, month: int) -> bool:
    """Whether a step of `length` months is under way in a month, counted from 0, repetitions of the path included."""
    since = month - path[step]
    again = since - path[REVISIT]
    return (0 <= since < length) or (path[REVISIT] >= 0 and 0 <= again < length)


@compiled
def base_share(path: Integers, training: int, thin: float, month: int, instrument: int) -> float:
    """Share of a month's base hours, counted from 0, that one base instrument gets: the mean over the steps under way, or
    the later division if there is none. `training`: length of the training in months; `thin`: the share of that step
    which goes to training, the rest following the later division.
    """
    share, busy = 0.0, 0
    for step in range(STEPS):
        if is_under_way(path, step, training if step == TRAINING else path[LENGTH + step], month):
            busy += 1
            if step == TRAINING:
                share += thin * BASE[TRAINING][instrument] + (1.0 - thin) * BASE[AFTERWARDS][instrument]
            else:
                share += BASE[step][instrument]
    return share / busy if busy > 0 else BASE[AFTERWARDS][instrument]


@compiled
def chosen_from(path: Integers) -> int:
    """First month, counted from 0, after the choice of a stance."""
    return path[CHOICE] + path[LENGTH + CHOICE] if path[LENGTH + CHOICE] > 0 else 0


@compiled
def turn_of(start: int, months: int, turns: int, month: int) -> int:
    """The stance whose turn a month is, if the months from `start` on are divided into equal parts; the first parts are a
    month longer if necessary.
    """
    if month < start:
        return 0
    each, longer = (months - start) // turns, (months - start) % turns
    since, end = month - start, longer * (each + 1)
    return since // (each + 1) if since < end else longer + (since - end) // each


@compiled
def follow_path(
    calendar: DoubleGrid,
    path: Integers,
    hours: float,
    own_share: float,
    shares: DoubleGrid,
    turns: int,
) -> None:
    """hours x ((1 - pi) x base + pi x own), pi = `own_share` after the choice, zero before and if nothing is own.

    `shares`: shares of the own effort by instrument, each row summing to 1; the first `turns` rows follow each other; 0:
    none.
    """
    months = calendar.shape[0] - 1
    start = min(chosen_from(path), months)
    for month in range(months):
        row, pi = calendar[month + 1], own_share if turns > 0 and month >= start else 0.0
        turn = turn_of(start, months, turns, month) if turns > 0 else 0
        for instrument in range(by.BURN + 1):
            base = 0.0
            if instrument < BASE_INSTRUMENTS:
                base = base_share(path, path[LENGTH + TRAINING], 1.0, month, instrument)
            own = shares[turn, instrument] if turns > 0 else 0.0
            row[instrument] = hours * ((1.0 - pi) * base + pi * own)


@compiled
def own_hours(calendar: DoubleGrid) -> tuple[float, float, float, float]:
    """Hours of a calendar's own instruments, by the posture that they work through."""
    amplify, match, pool, condition, back = 0.0, 0.0, 0.0, 0.0, 0.0
    for month in range(calendar.shape[0]):
        amplify += calendar[month, by.AMPLIFY_VOICE]
        match += calendar[month, by.MATCH_CONTRIBUTIONS]
        pool += calendar[month, by.POOL_ORDINARY]
        condition += calendar[month, by.CONDITION_FUNDS]
        back += calendar[month, by.BACK_MUTUAL_AID]
    return amplify + match, pool, condition, back


@compiled
def own_shares(calendar: DoubleGrid) -> tuple[float, float, float, float]:
    """Shares of a calendar's own effort, by the posture that it works through; zeros if there is none."""
    hours = own_hours(calendar)
    total = hours[0] + hours[1] + hours[2] + hours[3]
    if total <= 0.0:
        return hours
    return hours[0] / total, hours[1] / total, hours[2] / total, hours[3] / total


@compiled
def length_of_training(usual: int, stretch: float) -> int:
    """Months of a training extended by a share `stretch`, rounded up."""
    return int(np.ceil(usual * (1.0 + stretch) - _ROUNDING))


@compiled
def lengthen(calendar: DoubleGrid, path: Integers, month: int, length: int, spread: float) -> None:
    """From the end of `month` on, divide the base's hours along a path with a training of `length` months.

    The share of training is multiplied by (usual / length) ** `spread`; the rest follows the later division. The hours of
    each month do not change. Months keep their exact numbers if a calendar does not divide its base in the usual way, or
    if both paths divide it equally.
    """
    usual = path[LENGTH + TRAINING]
    thin = agir_pow(usual / length, spread)
    for later in range(month, calendar.shape[0] - 1):
        row = calendar[later + 1]
        hours = row[by.CONVENE] + row[by.TRAIN] + row[by.INFORM] + row[by.ORIENT] + row[by.REGULATE]
        as_usual, differs = True, False
        for instrument in range(BASE_INSTRUMENTS):
            before = base_share(path, usual, 1.0, later, instrument)
            due = hours * before
            as_usual = as_usual and abs(row[instrument] - due) <= _HARDLY_ANY + _ALIKE * abs(due)
            differs = differs or base_share(path, length, thin, later, instrument) != before
        if as_usual and differs:
            for instrument in range(BASE_INSTRUMENTS):
                row[instrument] = hours * base_share(path, length, thin, later, instrument)


@compiled
def spend_rest(calendar: DoubleGrid, month: int, due: float) -> None:
    """Scale the doses after the end of `month` so that the whole calendar spends `due` hours, or what was spent by then
    if that is more. Nothing changes if it does so already, or if there are no later doses.
    """
    columns, months = calendar.shape[1], calendar.shape[0] - 1
    spent = sum_of(calendar, columns, columns * month)
    due = max(due, spent)
    rest = sum_of(calendar, columns * (month + 1), columns * (months - month))
    whole = sum_of(calendar, columns, columns * months)
    if abs(whole - due) <= _SLIGHT * max(1.0, due) or rest <= 0.0:
        return
    factor = max(0.0, due - spent) / rest
    for later in range(month + 1, months + 1):
        for instrument in range(columns):
            calendar[later, instrument] *= factor
