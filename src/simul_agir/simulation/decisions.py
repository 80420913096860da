"""Decisions at the end of each month, encoded for the rules (model/path/decisions.py), and the months at which a stance
is asked.
"""

import numpy as np
from numpy.typing import NDArray

from simul_agir.model.path.decisions import ANNOUNCE, CHOOSE, LENGTHEN, LOOK, MEASURE, WEIGH_TRAINING
from simul_agir.scenario import Scenario
from simul_agir.stances import Stance
from simul_agir.stances.diagnosed import Diagnosed

Words = NDArray[np.int64]


def walks(scenario: Scenario, stance: Stance) -> bool:
    """Whether a stance follows the reference path with a positive effort."""
    return stance.follows_path and scenario.effort > 0


def decrees(scenario: Scenario, stance: Stance) -> bool:
    """Whether a stance announces axes at month 0, without a diagnosis."""
    return stance.announces and scenario.effort > 0


def path_months(scenario: Scenario) -> tuple[set[int], set[int]]:
    """Months at whose end a diagnosis ends, and months at whose end a scheme is announced."""
    path = scenario.path
    shifts = (0,) if path.revisit is None else (0, path.revisit)
    closed = {path.diagnosis.start + path.diagnosis.months + shift for shift in shifts}
    announced = (
        {path.scheme.start + path.scheme.months + shift for shift in shifts} if path.scheme.months else set()
    )
    return closed, announced


def chooses(stance: Stance) -> bool:
    """Whether the rules choose a stance for each territory at the end of its diagnosis."""
    return type(stance) is Diagnosed and not vars(stance)


def is_asked(stance: Stance) -> bool:
    """Whether a stance is asked for its calendar again at the end of a diagnosis."""
    return stance.revises and not chooses(stance)


def closing(scenario: Scenario, stance: Stance, first: bool) -> int:
    """The decisions at the end of a diagnosis, encoded. `first`: at the first diagnosis the length of training is settled
    too.
    """
    word = LOOK | (CHOOSE if chooses(stance) else 0)
    if scenario.path.diagnosis.months:
        word |= WEIGH_TRAINING | (MEASURE | LENGTHEN if first else 0)
    return word


def words_of(scenario: Scenario, stance: Stance) -> Words:
    """The decisions at the end of each month, (months + 1,), encoded; zero at the end of the contract."""
    words = np.zeros(scenario.months + 1, np.int64)
    closed, announced = path_months(scenario) if walks(scenario, stance) else (set(), set())
    for month in closed:
        if month < scenario.months:
            words[month] |= closing(scenario, stance, month == min(closed))
    for month in announced | ({0} if decrees(scenario, stance) else set()):
        if month < scenario.months:
            words[month] |= ANNOUNCE
    return words


def late_word(scenario: Scenario, stance: Stance, month: int) -> int:
    """The decisions that a stance which starts at the end of `month` would have taken before, encoded; it takes them now."""
    word = ANNOUNCE if decrees(scenario, stance) else 0
    if walks(scenario, stance):
        closed, announced = path_months(scenario)
        if min(closed) <= month:
            word |= closing(scenario, stance, month not in closed or month == min(closed))
        if announced and min(announced) <= month:
            word |= ANNOUNCE
    return word


def pauses(scenario: Scenario, stance: Stance) -> list[int]:
    """Months before the end of the contract at whose end the stance itself is asked."""
    if stance.reacts:
        return list(range(scenario.months))
    if not (is_asked(stance) and walks(scenario, stance)):
        return []
    return sorted(month for month in path_months(scenario)[0] if month < scenario.months)
