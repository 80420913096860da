"""The information a stance receives, the calendar of engineering that it sets, and the calendar of shocks."""

from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from simul_agir.model.instruments import INSTRUMENTS, POSTURE_OF
from simul_agir.model.parameters import FTE_HOURS, OWN_SHARE
from simul_agir.scenario import Scenario
from simul_agir.simulation.points import BUDGETED, Points, made_by_point
from simul_agir.stances import Briefing, Calendar, Stance, checked_calendar

Floats = NDArray[np.float64]


def briefing_of(scenario: Scenario, point: Floats | None = None) -> Briefing:
    """The information that a stance receives before it sets its calendar for this scenario, or for other parameters of
    it.
    """
    p = scenario.vector() if point is None else point
    return Briefing(
        months=scenario.months,
        hours=scenario.effort * float(p[FTE_HOURS]),
        path=scenario.path,
        own_share=float(p[OWN_SHARE]),
        excluded=scenario.vision.excluded,
    )


def calendars_of(scenario: Scenario, stance: Stance, points: Points | None = None) -> Calendar:
    """The calendar that a stance sets at month 0, (1 or P, months + 1, 12); row 0 is zero. One calendar if all points
    have the same effort and own share. Raises StanceError for a faulty stance.
    """
    rows = scenario.vector()[None] if points is None else points

    def set_by(shown: Floats) -> Calendar:
        calendar = np.zeros((scenario.months + 1, len(INSTRUMENTS)))
        point = rows[0].copy()
        point[BUDGETED] = shown
        calendar[1:] = checked_calendar(stance, briefing_of(scenario, point))
        return calendar

    made, which = made_by_point(rows[:, BUDGETED], set_by)
    return np.array(made if len(made) == 1 else [made[number] for number in which])


def own_shares(calendar: Calendar) -> Floats:
    """Shares of a calendar's own effort by the posture that each instrument works through, (4,); zeros if there is no own
    effort.
    """
    hours = calendar.sum(axis=0)
    own = np.zeros(4)
    for instrument, posture in POSTURE_OF.items():
        own[posture] += hours[instrument]
    return own / own.sum() if own.sum() > 0 else own


def path_row(scenario: Scenario) -> NDArray[np.int64]:
    """The reference path as an array for the rules (model/path/calendar.py), (9,)."""
    path = scenario.path
    steps = (path.diagnosis, path.choice, path.training, path.scheme)
    revisit = -1 if path.revisit is None else path.revisit
    return np.array([*(step.start for step in steps), *(step.months for step in steps), revisit], np.int64)


def shock_rows(scenario: Scenario) -> Floats:
    """The calendar of shocks, (warm_up + months, K + 2): shock by need, hardship, and 1 if nobody may meet. Row m applies
    in month m.
    """
    rows = np.zeros((scenario.warm_up + scenario.months, len(scenario.domains) + 2))
    for shock in scenario.shocks:
        row = rows[scenario.warm_up + max(1, shock.month) - 1]
        for k, domain in enumerate(scenario.domains):
            if not shock.domains or domain in shock.domains:
                row[k] += shock.size
        row[-2] += shock.hardship
        row[-1] += shock.closed
    return np.minimum(rows, 1.0)


def same_kind(one: Stance, other: Stance) -> bool:
    """Whether two stances are the same: one object, or two objects of one class without attributes of their own."""
    return one is other or (type(one) is type(other) and not vars(one) and not vars(other))


def hours_a_month(scenario: Scenario) -> float:
    """Hours of engineering that the scenario grants per month."""
    return float(scenario.effort) * float(scenario.vector()[FTE_HOURS])


def asks_again(before: Scenario, after: Scenario) -> bool:
    """Whether a stance must be asked for its calendar again, because hours, path, own share or vision have changed."""
    one, other = before.vector(), after.vector()
    return (
        before.path != after.path
        or before.vision != after.vision
        or hours_a_month(before) != hours_a_month(after)
        or one[OWN_SHARE] != other[OWN_SHARE]
    )


def whole_calendar(
    scenario: Scenario, stance: Stance, month: int, past: Calendar | None, due: float
) -> Calendar:
    """The calendar, (1, months + 1, 12), of a stance that takes over at the end of `month`; earlier rows hold the months
    already run.
    """
    calendars = np.zeros((1, scenario.months + 1, len(INSTRUMENTS)))
    told = replace(briefing_of(scenario), month=month)
    calendars[0, 1:] = checked_calendar(stance, told, past if month else None, due)
    return calendars
