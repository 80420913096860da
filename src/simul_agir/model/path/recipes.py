"""How the calendars of the built-in stances are made, one recipe each: along the path, in a burst, the same every month...

`shares` (S, 12) is what a recipe is told of a stance: shares of its effort by instrument (stances/recipes.py).
"""

from typing import Final

import numpy as np

from simul_agir.engine.rule import compiled
from simul_agir.engine.sums import sum_of
from simul_agir.model import instruments as by
from simul_agir.model.path.calendar import follow_path

ALONG_PATH: Final = 0  # the base, and the stance's own instruments: none, one row, or several in turn
EVERY_MONTH: Final = 1  # the first row, every month
BURST: Final = 2  # the first row for a year, then the second
BURST_OF_BASE: Final = 3  # what the base does over the whole contract within a year, then the first row
HURRIED: Final = 4  # along the path, most of it early
UNREGULATED: Final = 5  # along the path without regulation, whose hours go to the month's other instruments
PULSE: Final = 6  # the first row in the first month, the second spread over all
BURST_MONTHS: Final = 12
BURST_SHARE: Final = 0.9  # of all the effort, where months are left after it
HURRY: Final = 4  # what is hurried takes one month in so many
HURRY_SHARE: Final = 0.9  # of all the effort
_COLUMNS: Final = by.BURN + 1


@compiled
def make_calendar(
    calendar: "np.ndarray",
    path: "np.ndarray",
    hours: float,
    own_share: float,
    recipe: int,
    shares: "np.ndarray",
) -> None:
    """The calendar of one run, whole; `hours`: of engineering a month. Whatever the recipe, hours x months in all."""
    for instrument in range(_COLUMNS):
        calendar[0, instrument] = 0.0
    if recipe == EVERY_MONTH:
        _every_month(calendar, hours, shares)
    elif recipe == BURST:
        _burst(calendar, hours, shares)
    elif recipe == PULSE:
        _pulse(calendar, hours, shares)
    elif recipe == BURST_OF_BASE:
        follow_path(calendar, path, hours, own_share, shares, 0)
        _burst_of(calendar, shares)
    else:
        follow_path(calendar, path, hours, own_share, shares, shares.shape[0])
    if recipe == HURRIED:
        _hurry(calendar)
    elif recipe == UNREGULATED:
        _leave_unregulated(calendar)


@compiled
def _every_month(calendar: "np.ndarray", hours: float, shares: "np.ndarray") -> None:
    for month in range(1, calendar.shape[0]):
        for instrument in range(_COLUMNS):
            calendar[month, instrument] = hours * shares[0, instrument]


@compiled
def _burst(calendar: "np.ndarray", hours: float, shares: "np.ndarray") -> None:
    """Nine tenths of all the effort in the first year, all of it where the contract is no longer."""
    months = calendar.shape[0] - 1
    burst, total = min(BURST_MONTHS, months), hours * months
    share = BURST_SHARE if months > burst else 1.0
    for month in range(1, months + 1):
        for instrument in range(_COLUMNS):
            if month <= burst:
                calendar[month, instrument] = shares[0, instrument] * total * share / burst
            else:
                calendar[month, instrument] = shares[1, instrument] * total * (1.0 - share) / (months - burst)


@compiled
def _burst_of(calendar: "np.ndarray", shares: "np.ndarray") -> None:
    """All that a calendar does, at once in the first year."""
    months, whole = (
        calendar.shape[0] - 1,
        calendar[0],
    )  # the warm-up's row holds what it does in all, in passing
    for month in range(1, months + 1):
        for instrument in range(_COLUMNS):
            whole[instrument] += calendar[month, instrument]
    total = sum_of(calendar, 0, _COLUMNS)
    burst = min(BURST_MONTHS, months)
    share = BURST_SHARE if months > burst else 1.0
    for month in range(1, months + 1):
        for instrument in range(_COLUMNS):
            if month <= burst:
                calendar[month, instrument] = whole[instrument] * share / burst
            else:
                calendar[month, instrument] = shares[0, instrument] * total * (1.0 - share) / (months - burst)
    for instrument in range(_COLUMNS):
        whole[instrument] = 0.0


@compiled
def _hurry(calendar: "np.ndarray") -> None:
    """Nine tenths of the effort in the first quarter of the contract: each month's doses, in other amounts."""
    months = calendar.shape[0] - 1
    early = max(1, months // HURRY)
    total = sum_of(calendar, _COLUMNS, _COLUMNS * months)
    for month in range(1, months + 1):
        spent = sum_of(calendar, _COLUMNS * month, _COLUMNS)
        amount = (1.0 - HURRY_SHARE) / max(1, months - early)
        if month <= early:
            amount = (HURRY_SHARE if months > early else 1.0) / early
        for instrument in range(_COLUMNS):
            share = calendar[month, instrument] / spent if spent > 0.0 else 0.0
            calendar[month, instrument] = share * amount * total


@compiled
def _leave_unregulated(calendar: "np.ndarray") -> None:
    for month in range(1, calendar.shape[0]):
        spent = sum_of(calendar, _COLUMNS * month, _COLUMNS)
        calendar[month, by.REGULATE] = 0.0
        factor = spent / max(1e-300, sum_of(calendar, _COLUMNS * month, _COLUMNS))
        for instrument in range(_COLUMNS):
            calendar[month, instrument] *= factor


@compiled
def _pulse(calendar: "np.ndarray", hours: float, shares: "np.ndarray") -> None:
    months = calendar.shape[0] - 1
    for month in range(1, months + 1):
        for instrument in range(_COLUMNS):
            share = shares[1, instrument] / months
            if month == 1 and shares[0, instrument] > 0.0:
                share = shares[0, instrument]
            calendar[month, instrument] = share * hours * months
