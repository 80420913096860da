"""The stage of each actor, from the criteria it meets: those of the model, and in their place what it answered."""

from collections.abc import Mapping

import numpy as np
from numpy.typing import NDArray

from simul_agir.model import parameters as par
from simul_agir.model.ladder import CRITERIA, FIRST_CRITERION, TOP

Flags = NDArray[np.bool_]
Floats = NDArray[np.float64]

THRESHOLDS = {
    "identification": par.IDENTIFICATION_LEVEL,
    "outside_concern": par.OUTSIDE_MONTHS,
    "partners": par.PARTNERS_LEVEL,
    "alignment": par.ALIGNMENT_LEVEL,
    "joint_action": par.JOINT_LEVEL,
    "cohesion": par.COHESION_LEVEL,
    "fluidity": par.FLUIDITY_LEVEL,
    "shared_objectives": par.SHARED_LEVEL,
    "assured_help": par.ASSURED_LEVEL,
    "understanding": par.UNDERSTANDING_LEVEL,
}


def counted(p: Floats) -> Flags:
    """The criteria that count on the ladder, (12,): all, but those that the parameters leave out."""
    first = getattr(par, "ITEM_COMFORT", None)  # from the third edition of the model on
    if first is None:
        return np.ones(len(CRITERIA), bool)
    found: Flags = p[first : first + len(CRITERIA)] != 0.0
    return found


def met(criterion: str, answer: float, own_fields: int, p: Floats) -> bool:
    """Whether an answer on the past year meets a criterion. own_fields: domains of the actor's own expertise, at least 1.

    Comfort was asked as the number of further fields it worked in: its breadth is (own + further) / own.
    """
    if criterion == "facilitator":
        return answer >= 1.0
    if criterion == "comfort":
        return 1.0 + answer / max(1, own_fields) >= float(p[par.COMFORT_LEVEL])
    return answer >= float(p[THRESHOLDS[criterion]])


def with_answers(
    passes: Flags, answers: Mapping[int, Mapping[str, float]], expertise: Floats, p: Floats
) -> Flags:
    """Criteria met, (N, 12), with those that actors answered in their place. expertise: (N, K)."""
    found, counts = passes.copy(), counted(p)
    for actor, said in answers.items():
        own = int((expertise[actor] >= p[par.WORKING_COMFORT]).sum())
        for criterion, answer in said.items():
            if criterion in CRITERIA and counts[CRITERIA.index(criterion)]:
                found[actor, CRITERIA.index(criterion)] = met(criterion, answer, own, p)
    return found


def stages_from(passes: Flags) -> NDArray[np.int8]:
    """The stage of each actor, (N,): the highest whose criteria and all below are met."""
    stages = np.zeros(len(passes), np.int8)
    climbing = np.ones(len(passes), bool)
    for stage in range(TOP):
        climbing &= passes[:, FIRST_CRITERION[stage] : FIRST_CRITERION[stage + 1]].all(axis=1)
        stages[climbing] = stage + 1
    return stages


def lacking(passes: Flags, stages: NDArray[np.int8]) -> Flags:
    """The criteria of its next stage that each actor does not meet, (N, 12); none at the top."""
    found = np.zeros_like(passes)
    for stage in range(TOP):
        first, last = FIRST_CRITERION[stage], FIRST_CRITERION[stage + 1]
        here = stages == stage
        found[here, first:last] = ~passes[here, first:last]
    return found
