"""Stances: policies over instruments, one small file each. They know instruments, not mechanisms."""

from simul_agir.stances.registry import checked_calendar, checked_reaction, get, names
from simul_agir.stances.stance import Briefing, Calendar, Diagnosis, Stance, StanceError

__all__ = [
    "Briefing",
    "Calendar",
    "Diagnosis",
    "Stance",
    "StanceError",
    "checked_calendar",
    "checked_reaction",
    "get",
    "names",
]
