"""Events of a run, one row each, for stories; written only if there is memory for them."""

from typing import Final

from simul_agir.engine.rule import compiled
from simul_agir.model import fields as at
from simul_agir.model.state import World

WHAT: Final = (
    "encounter",
    "convened",
    "friction",
    "mediation",
    "introduction",
    "refusal",
    "delay",
    "success",
    "failure",
    "help",
    "no_help",
    "turnover",
    "wake",
    "sleep",
    "rise",
    "fall",
    "shock",
    "crisis",
    "funded",
    "not_funded",
)
MET: Final = 0
MET_CONVENED: Final = 1
FRICTION: Final = 2
MEDIATED: Final = 3
INTRODUCED: Final = 4
REFUSED: Final = 5
DELAYED: Final = 6
ACTION_SUCCEEDED: Final = 7
ACTION_FAILED: Final = 8
HELPED: Final = 9
NOT_HELPED: Final = 10
REPLACED_PERSON: Final = 11
WOKE: Final = 12
SLEPT: Final = 13
ROSE: Final = 14
FELL: Final = 15
SHOCK_STRUCK: Final = 16
CRISIS_STRUCK: Final = 17
FUNDED_ACTION: Final = 18
NOT_FUNDED: Final = 19

EVENT_COLUMNS: Final = 6  # month, kind, actor, other, need, value; -1 for none


@compiled
def note(world: World, month: int, what: int, i: int, j: int, k: int, value: float) -> None:
    """Write one event, if there is memory for it."""
    line = int(world.territory[at.EVENTS])
    if line >= world.events.shape[0]:
        return
    world.events[line, 0] = month
    world.events[line, 1] = what
    world.events[line, 2] = i
    world.events[line, 3] = j
    world.events[line, 4] = k
    world.events[line, 5] = value
    world.territory[at.EVENTS] = line + 1
