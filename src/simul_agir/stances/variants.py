"""Arms to compare known ones with: the same instruments with another time profile, or without one of them, at equal cost.

They can be named, as `steady_decree`, but no territory is offered them.
"""

import numpy as np
from numpy.typing import NDArray

from simul_agir.model.instruments import INSTRUMENTS
from simul_agir.model.path.recipes import HURRY, HURRY_SHARE
from simul_agir.stances.comparisons import Animation, Decree
from simul_agir.stances.residents import Residents
from simul_agir.stances.stance import Briefing, Calendar, Stance, row

_BURST_MONTHS, _BURST_SHARE = Decree.burst_months, Decree.burst_share
_REGULATE = INSTRUMENTS.index("regulate")


class SteadyDecree(Decree):
    """The decree's instruments at the same monthly effort over the whole contract; a tenth of it for monitoring."""

    name = "steady_decree"
    source = "Control for decree: the same instruments, sustained"

    def calendar(self, briefing: Briefing) -> Calendar:
        """The same hours every month, (months, 12)."""
        return np.tile(briefing.hours * self.doses(), (briefing.months, 1))

    @classmethod
    def doses(cls) -> NDArray[np.float64]:
        """Shares of a month's hours by instrument, (12,)."""
        return _BURST_SHARE * row(cls.burst) + (1.0 - _BURST_SHARE) * row({"regulate": 1.0})


class BriefAnimation(Animation):
    """The animation's instruments with nine tenths of the effort in the first year; then monitoring only, as for a
    decree.
    """

    name = "brief_animation"
    source = "Control for animation: the same instruments, in a burst"

    def calendar(self, briefing: Briefing) -> Calendar:
        """All instruments of the base at once in the first year, (months, 12)."""
        whole = super().calendar(briefing).sum(axis=0)
        months = min(_BURST_MONTHS, briefing.months)
        later = briefing.months - months
        share = _BURST_SHARE if later else 1.0
        result = np.zeros((briefing.months, len(INSTRUMENTS)))
        result[:months] = whole * share / months
        if later:
            result[months:] = row({"regulate": 1.0}) * whole.sum() * (1.0 - share) / later
        return result


def hurried(calendar: Calendar) -> Calendar:
    """A calendar with nine tenths of its effort in its first quarter, (months, 12); the mix of instruments in each month
    is kept.
    """
    months = len(calendar)
    early = max(1, months // HURRY)
    amounts = np.full(months, (1.0 - HURRY_SHARE) / max(1, months - early))
    amounts[:early] = (HURRY_SHARE if months > early else 1.0) / early
    spent = calendar.sum(axis=1, keepdims=True)
    shares = np.divide(calendar, spent, out=np.zeros_like(calendar), where=spent > 0)
    return np.asarray(shares * amounts[:, None] * calendar.sum())


class HurriedResidents(Residents):
    """Residents first, nine tenths of the effort in the first quarter of the contract."""

    name = "hurried_residents"
    source = "Seed (2014), step 2: a calendar of change that preserves continuity; this is its contrary"

    def calendar(self, briefing: Briefing) -> Calendar:
        """The stance's calendar, hurried, (months, 12)."""
        return hurried(super().calendar(briefing))


class HurriedAnimation(Animation):
    """The base alone, nine tenths of the effort in the first quarter of the contract."""

    name = "hurried_animation"
    source = "Seed (2014), step 2: a calendar of change that preserves continuity; this is its contrary"

    def calendar(self, briefing: Briefing) -> Calendar:
        """The base's calendar, hurried, (months, 12)."""
        return hurried(super().calendar(briefing))


class Unregulated(Stance):
    """The base without regulation: its hours go to the base's other instruments, in proportion, month by month."""

    name = "unregulated"
    source = "Seed (2014), step 4: steering and regulation; this is the base without them"

    def calendar(self, briefing: Briefing) -> Calendar:
        """The base's calendar with the hours of regulation given to other instruments, (months, 12)."""
        calendar = super().calendar(briefing)
        spent = calendar.sum(axis=1, keepdims=True)
        calendar[:, _REGULATE] = 0.0
        return np.asarray(calendar * (spent / np.maximum(1e-300, calendar.sum(axis=1, keepdims=True))))


class Pulse(Stance):
    """One month of meetings and training with half of the effort; the other half is then spent without effect."""

    name = "pulse"
    source = "a burst that lets one watch what is left of it"
    first = {"convene": 0.3, "train": 0.1, "amplify_voice": 0.1}
    spread = {"burn": 0.5}

    def calendar(self, briefing: Briefing) -> Calendar:
        """Hours of engineering for each month and instrument, (months, 12)."""
        calendar = np.zeros((briefing.months, len(INSTRUMENTS)))
        calendar[:] = row(self.spread) / briefing.months
        for instrument, share in self.first.items():
            calendar[0, INSTRUMENTS.index(instrument)] = share
        return calendar * briefing.hours * briefing.months


__all__ = [
    "BriefAnimation",
    "HurriedAnimation",
    "HurriedResidents",
    "Pulse",
    "SteadyDecree",
    "Unregulated",
    "hurried",
]
