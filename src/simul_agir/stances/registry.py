"""Finds a stance by name: shipped ones, those of your own that were loaded, and entry points of installed packages.

A name never says where code is: the text of a scenario, study or option cannot decide what is imported.
"""

import difflib
import os
from collections.abc import Mapping
from importlib.metadata import entry_points
from math import inf
from numbers import Real

import numpy as np
from numpy.typing import NDArray

from simul_agir.model.instruments import INSTRUMENTS
from simul_agir.stances.comparisons import Animation, Decree, Mixed, Money, NoStance, Sequenced, Sham
from simul_agir.stances.conditional_aid import ConditionalAid
from simul_agir.stances.diagnosed import Diagnosed, DiagnosedByTrial
from simul_agir.stances.ordinary_resources import OrdinaryResources
from simul_agir.stances.own import THEIRS, registered
from simul_agir.stances.residents import Residents
from simul_agir.stances.resilience import Resilience
from simul_agir.stances.stance import Briefing, Calendar, FaultyStanceError, Stance, StanceError
from simul_agir.stances.variants import (
    BriefAnimation,
    HurriedAnimation,
    HurriedResidents,
    Pulse,
    SteadyDecree,
    Unregulated,
)

ENTRY_POINTS = "simul_agir.stances"
_BREAKS = frozenset(", ;:\"'")  # characters that would end a name on the command line or in a file
BLIND = "SIMUL_AGIR_BLIND"  # set during calibration: no outcome by stance may be seen then
_CONTROLS = ("none", "sham")
_TOLERANCE = 1e-6  # relative tolerance of a calendar's total hours

SHIPPED: dict[str, type[Stance]] = {
    stance.name: stance
    for stance in (
        NoStance,
        Animation,
        Residents,
        OrdinaryResources,
        ConditionalAid,
        Resilience,
        Mixed,
        Decree,
        Diagnosed,
        DiagnosedByTrial,
        Sequenced,
        Money,
        Sham,
    )
}


CONTROLS: dict[str, type[Stance]] = {  # can be named, but no territory is offered them
    stance.name: stance
    for stance in (SteadyDecree, BriefAnimation, HurriedResidents, HurriedAnimation, Unregulated, Pulse)
}
BUILT_IN = {**SHIPPED, **CONTROLS}


def names() -> tuple[str, ...]:
    """Names of the shipped stances, then of those of installed packages, then of your own that were loaded."""
    offered = sorted(point.name for point in entry_points(group=ENTRY_POINTS))
    others = dict.fromkeys(name for name in (*offered, *registered()) if name not in BUILT_IN)
    return (*SHIPPED, *others)


def get(name: str) -> Stance:
    """The stance of that name. Raises StanceError, which suggests the nearest name. No text causes an import."""
    if name in BUILT_IN:
        if os.environ.get(BLIND) and name not in _CONTROLS:
            raise FaultyStanceError("blind", name=name, variable=BLIND, known=", ".join(_CONTROLS))
        return BUILT_IN[name]()
    own = registered().get(name)
    if own is not None:
        return made(name, lambda: own.kind)
    if ":" in name:
        raise FaultyStanceError("form", name=name)
    for point in entry_points(group=ENTRY_POINTS):
        if point.name == name:
            return made(name, point.load)
    near = difflib.get_close_matches(name, names(), 1)
    key = "unknown_near" if near else "unknown"
    raise FaultyStanceError(key, name=name, near="".join(near), known=", ".join(names()))


def made(name: str, load: object) -> Stance:
    """An instance of the class that `load` returns. Any exception of a user's code becomes a StanceError."""
    try:
        found = load() if callable(load) else load
        stance = found() if isinstance(found, type) else found
    except StanceError:
        raise
    except THEIRS as error:
        raise FaultyStanceError("load", name=name, why=_error_text(error)) from error
    if not isinstance(stance, Stance):
        raise FaultyStanceError("other", name=name)
    for required in ("name", "source"):
        if not isinstance(getattr(stance, required, None), str):
            raise FaultyStanceError("lacks", name=name, attribute=required)
    if not stance.name.isprintable() or set(stance.name) & _BREAKS or not stance.name:
        raise FaultyStanceError("word", name=name, found=repr(stance.name))
    _check_own(name, stance.own)
    return stance


def _check_own(name: str, own: object) -> None:
    """Raise StanceError unless a stance's own instruments exist, each with a positive share."""
    if not isinstance(own, Mapping):
        raise FaultyStanceError("table", name=name, found=repr(own))
    unknown = [str(each) for each in own if each not in INSTRUMENTS]
    if unknown:
        raise FaultyStanceError(
            "instruments", name=name, found=", ".join(unknown), known=", ".join(INSTRUMENTS)
        )
    if not all(isinstance(share, Real) and 0 < float(share) < inf for share in own.values()):
        raise FaultyStanceError("share", name=name, found=repr(dict(own)))


def _error_text(error: BaseException) -> str:
    """The error of a user's code, on one line."""
    return f"{type(error).__name__}: {' '.join(str(error).split())}"


def checked_calendar(
    stance: Stance, briefing: Briefing, before: Calendar | None = None, due: float | None = None
) -> Calendar:
    """The stance's calendar, (months, 12), checked. Rows before briefing.month are those simulated (`before`), if any.

    Raises StanceError unless it is finite, nowhere negative, and spends hours x months in all, as every arm must; only
    `none` spends nothing. If another stance ran those months at another cost, the calendar spends the hours that are
    left. `due`: hours in all, if the effort was not the same in every month.
    """
    shape = (briefing.months, len(INSTRUMENTS))
    try:
        calendar = np.array(stance.calendar(briefing), dtype=np.float64)
    except StanceError:
        raise
    except THEIRS as error:
        raise FaultyStanceError("failed", name=stance.name, why=_error_text(error)) from error
    if calendar.shape != shape:
        raise FaultyStanceError("shape", name=stance.name, found=calendar.shape, due=shape)
    own = briefing.hours * briefing.months
    due = own if due is None else due
    if before is not None:
        due = max(due, float(before[: briefing.month].sum()))
        calendar = _continued(before[: briefing.month], calendar, own, due)
    if not np.isfinite(calendar).all() or (calendar < 0).any():
        raise FaultyStanceError("hours", name=stance.name)
    spent = float(calendar.sum())
    if not isinstance(stance, NoStance) and not _amounts_to(calendar, due):
        raise FaultyStanceError("cost", name=stance.name, found=f"{spent:.6g}", due=f"{due:.6g}")
    return calendar


def checked_reaction(
    stance: Stance, month: int, indicators: NDArray[np.float64], foreseen: Calendar
) -> Calendar:
    """The doses of a stance that reacts, (R, 12), given indicators, (R, indicators), and foreseen doses, (R, 12).

    Raises StanceError unless they are finite, nowhere negative, and sum to the foreseen hours in each run.
    """
    try:
        doses = np.array(stance.react(month, indicators, foreseen.copy()), np.float64)
    except StanceError:
        raise
    except THEIRS as error:
        raise FaultyStanceError("failed", name=stance.name, why=_error_text(error)) from error
    if doses.shape != foreseen.shape or not np.isfinite(doses).all() or (doses < 0).any():
        raise FaultyStanceError("doses", name=stance.name)
    if not np.allclose(doses.sum(axis=1), foreseen.sum(axis=1), rtol=1e-6, atol=1e-9):
        raise FaultyStanceError("effort", name=stance.name)
    return doses


def _amounts_to(calendar: Calendar, due: float) -> bool:
    """Whether a calendar spends so many hours in all."""
    return bool(abs(calendar.sum() - due) <= _TOLERANCE * max(1.0, due))


def _continued(past: Calendar, calendar: Calendar, own: float, due: float) -> Calendar:
    """The months already run, then the coming months of `calendar`, scaled to the hours left of `due` if another stance
    ran before.

    `own`: hours that the calendar itself spends, if no other stance ran before.
    """
    month = len(past)
    whole = np.concatenate([past, calendar[month:]])
    rest = calendar[month:].sum()
    if _amounts_to(calendar, own) and not _amounts_to(whole, due) and rest > 0:
        whole[month:] *= max(0.0, due - past.sum()) / rest
    return whole
