"""The recipes that make the calendars of built-in stances: along the path, in one burst, the same every month, and
others.

`shares` (S, 12) describes a stance to a recipe: shares of its effort by instrument (stances/recipes.py).
"""

from typing import Final

from simul_agir.engine.cells import DoubleGrid, Integers
from simul_agir.engine.rule import compiled
from simul_agir.engine.sums import sum_of
from simul_agir.model import instruments as by
from simul_agir.model.path.calendar import follow_path

ALONG_PATH: Final = 0  # the base, and the stance's own instruments: none, one row, or several in turn
EVERY_MONTH: Final = 1  # the first row, every month
BURST: Final = 2  # the first row for a year, then the second
BURST_OF_BASE: Final = 3  # the base's whole effort within a year, then the first row
HURRIED: Final = 4  # along the path, most of it early
UNREGULATED: Final = 5  # along the path without regulation, whose hours go to the month's other instruments
PULSE: Final = 6  # the first row in the first month, the second spread over all
BURST_MONTHS: Final = 12
BURST_SHARE: Final = 0.9  # share of all effort, if months are left after it
HURRY: Final = 4  # a hurried calendar uses one month in so many
HURRY_SHARE: Final = 0.9  # of all the effort
_COLUMNS: Final = by.BURN + 1


@compiled
def make_calendar(
    calendar: DoubleGrid,
    path: Integers,
    hours: float,
    own_share: float,
    recipe: int,
    shares: DoubleGrid,
) -> None:
    """Write the whole calendar of one run; `hours`: of engineering per month. Every recipe spends hours x months in all."""
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
def _every_month(calendar: DoubleGrid, hours: float, shares: DoubleGrid) -> None:
    for month in range(1, calendar.shape[0]):
        for instrument in range(_COLUMNS):
            calendar[month, instrument] = hours * shares[0, instrument]


@compiled
def _burst(calendar: DoubleGrid, hours: float, shares: DoubleGrid) -> None:
    """Nine tenths of the effort in the first year; all of it if the contract is no longer."""
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
def _burst_of(calendar: DoubleGrid, shares: DoubleGrid) -> None:
    """The whole effort of a calendar within the first year, all instruments at once."""
    months, whole = (
        calendar.shape[0] - 1,
        calendar[0],
    )  # the warm-up's row temporarily holds the totals
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
def _hurry(calendar: DoubleGrid) -> None:
    """Nine tenths of the effort in the first quarter of the contract; the mix of instruments in each month is kept."""
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
def _leave_unregulated(calendar: DoubleGrid) -> None:
    for month in range(1, calendar.shape[0]):
        spent = sum_of(calendar, _COLUMNS * month, _COLUMNS)
        calendar[month, by.REGULATE] = 0.0
        factor = spent / max(1e-300, sum_of(calendar, _COLUMNS * month, _COLUMNS))
        for instrument in range(_COLUMNS):
            calendar[month, instrument] *= factor


@compiled
def _pulse(calendar: DoubleGrid, hours: float, shares: DoubleGrid) -> None:
    months = calendar.shape[0] - 1
    for month in range(1, months + 1):
        for instrument in range(_COLUMNS):
            share = shares[1, instrument] / months
            if month == 1 and shares[0, instrument] > 0.0:
                share = shares[0, instrument]
            calendar[month, instrument] = share * hours * months
