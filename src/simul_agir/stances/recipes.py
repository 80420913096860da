"""What the rules need to compute a built-in stance's calendar themselves: a recipe, and shares of its effort."""

from typing import Final

import numpy as np
from numpy.typing import NDArray

from simul_agir.model.path import recipes
from simul_agir.stances.comparisons import Decree, Money, NoStance, Sequenced, Sham
from simul_agir.stances.registry import BUILT_IN
from simul_agir.stances.stance import INSTRUMENTS, Stance, normalised, row
from simul_agir.stances.variants import (
    BriefAnimation,
    HurriedAnimation,
    HurriedResidents,
    Pulse,
    SteadyDecree,
    Unregulated,
)

Shares = NDArray[np.float64]
_NOTHING: Final = np.zeros((0, len(INSTRUMENTS)))
_AFTER_A_BURST: Final = row({"regulate": 1.0})


def recipe_of(stance: Stance) -> tuple[int, Shares] | None:
    """The recipe of a stance's calendar (model/path/recipes.py) and its shares by instrument, (S, 12); None for a stance
    with a calendar of its own. A stance chosen after the diagnosis begins with the base.
    """
    kind = type(stance)
    if vars(stance) or (kind not in BUILT_IN.values() and kind.calendar is not Stance.calendar):
        return None
    if kind in _BY_KIND:
        return _BY_KIND[kind]
    if kind in (HurriedResidents, HurriedAnimation):
        return recipes.HURRIED, _own(stance)
    if kind is Unregulated:
        return recipes.UNREGULATED, _own(stance)
    return recipes.ALONG_PATH, _own(stance)


def _own(stance: Stance) -> Shares:
    """The stance's own instruments: one row, or none."""
    return normalised(stance.own)[None] if stance.own else _NOTHING


_BY_KIND: Final[dict[type[Stance], tuple[int, Shares]]] = {
    NoStance: (recipes.EVERY_MONTH, row({})[None]),
    Money: (recipes.EVERY_MONTH, row({"grant": 1.0})[None]),
    Sham: (recipes.EVERY_MONTH, row({"burn": 1.0})[None]),
    SteadyDecree: (recipes.EVERY_MONTH, SteadyDecree.doses()[None]),
    Sequenced: (recipes.ALONG_PATH, np.array([normalised(own) for own in Sequenced.order])),
    Decree: (recipes.BURST, np.array([row(Decree.burst), _AFTER_A_BURST])),
    BriefAnimation: (recipes.BURST_OF_BASE, _AFTER_A_BURST[None]),
    Pulse: (recipes.PULSE, np.array([row(Pulse.first), row(Pulse.spread)])),
}
