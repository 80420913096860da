"""Stances: policies that set the doses of instruments, one small file each. They know instruments, not mechanisms.

Names for stances of your own: `INSTRUMENTS`, the instruments in the order of a calendar's columns, and the position of
each by its name in capitals (`CONVENE`...); `INDICATORS`, the monthly indicators in order.
"""

from typing import TYPE_CHECKING, Any

from simul_agir.model.instruments import (
    AMPLIFY_VOICE,
    BACK_MUTUAL_AID,
    BURN,
    CONDITION_FUNDS,
    CONVENE,
    GRANT,
    INFORM,
    INSTRUMENTS,
    MATCH_CONTRIBUTIONS,
    ORIENT,
    POOL_ORDINARY,
    REGULATE,
    TRAIN,
)
from simul_agir.stances.own import StanceModuleError, load_stance_module, register
from simul_agir.stances.registry import checked_calendar, checked_reaction, get, names
from simul_agir.stances.stance import Briefing, Calendar, Diagnosis, Stance, StanceError

if TYPE_CHECKING:
    from simul_agir.model.indicators import INDICATORS

__all__ = [
    "AMPLIFY_VOICE",
    "BACK_MUTUAL_AID",
    "BURN",
    "CONDITION_FUNDS",
    "CONVENE",
    "GRANT",
    "INDICATORS",
    "INFORM",
    "INSTRUMENTS",
    "MATCH_CONTRIBUTIONS",
    "ORIENT",
    "POOL_ORDINARY",
    "REGULATE",
    "TRAIN",
    "Briefing",
    "Calendar",
    "Diagnosis",
    "Stance",
    "StanceError",
    "StanceModuleError",
    "checked_calendar",
    "checked_reaction",
    "get",
    "load_stance_module",
    "names",
    "register",
]


def __getattr__(name: str) -> Any:
    """Import the names of the indicators at their first use."""
    if name != "INDICATORS":
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from simul_agir.model.indicators import INDICATORS

    return INDICATORS
