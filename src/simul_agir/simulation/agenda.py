"""The decisions of a stance during a run, as arguments for the compiled rules: when, by which path, among which
calendars.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from simul_agir.model.instruments import INSTRUMENTS, STANCE_NAMES
from simul_agir.model.parameters import FTE_HOURS
from simul_agir.model.path.decisions import LOOK
from simul_agir.scenario import Scenario
from simul_agir.simulation.calendars import briefing_of, calendars_of, path_row
from simul_agir.simulation.decisions import Words, chooses, is_asked, walks, words_of
from simul_agir.simulation.points import Points
from simul_agir.stances import Stance
from simul_agir.stances.diagnosed import FOUR, feasible

Floats = NDArray[np.float64]


@dataclass(frozen=True)
class Agenda:
    """The arguments of `schedule.live` and `schedule.decide` that describe a stance's decisions.

    words: (months + 1,), all decisions at the end of each month. rule_words: (1, months + 1), the decisions that the
    rules take by themselves; Python asks the stance for the others. path: (9,). For a stance that the rules choose:
    places (C,), choices (C or R C, months + 1, 12), dues (1 or R,).
    """

    words: Words
    rule_words: NDArray[np.int64]
    path: NDArray[np.int64]
    places: NDArray[np.int64]
    choices: Floats
    dues: Floats

    @property
    def by_what(self) -> tuple[NDArray[np.int64], NDArray[np.int64], Floats, Floats]:
        """The arguments that follow `words` in calls of the rules."""
        return self.path, self.places, self.choices, self.dues


def agenda_of(scenario: Scenario, stance: Stance, points: Points, due: float | None) -> Agenda:
    """The agenda of a stance. `due`: hours of engineering in all, if the effort is not the same in every month.

    Raises StanceError if the stance must be chosen and the success vision rules out all four.
    """
    words = words_of(scenario, stance)
    rule_words = np.where((words & LOOK) != 0, LOOK, words) if is_asked(stance) else words
    places, choices, dues = _nothing(scenario)
    if chooses(stance) and walks(scenario, stance):
        names = feasible(briefing_of(scenario))
        places = np.array([STANCE_NAMES.index(name) for name in names], np.int64)
        each = [calendars_of(scenario, FOUR[name](), points) for name in names]
        choices = np.ascontiguousarray(np.stack(each, axis=1)).reshape(-1, *each[0].shape[1:])
        dues = scenario.effort * points[:, FTE_HOURS] * scenario.months if due is None else np.array([due])
    return Agenda(words, np.ascontiguousarray(rule_words[None]), path_row(scenario), places, choices, dues)


def _nothing(scenario: Scenario) -> tuple[NDArray[np.int64], Floats, Floats]:
    """The arguments for a stance that leaves nothing to choose."""
    return np.zeros(0, np.int64), np.zeros((0, scenario.months + 1, len(INSTRUMENTS))), np.zeros(1)
