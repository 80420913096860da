"""Stances such as a user might write."""

import numpy as np
from numpy.typing import NDArray

from simul_agir import Stance
from simul_agir.model.instruments import CONVENE, REGULATE
from simul_agir.stances import Briefing, Calendar
from simul_agir.stances.stance import along_path


class AidAndPlans(Stance):
    """Mutual aid, and some money for plans made together."""

    name = "aid_and_plans"
    source = "a steering committee"
    own = {"back_mutual_aid": 0.7, "condition_funds": 0.3}


class Calming(Stance):
    """Residents first; many frictions last month move hours of meetings to regulation."""

    name = "calms_down"
    source = "a facilitator's habit"
    own = {"amplify_voice": 1.0}
    reacts = True
    frictions = 23

    def react(self, month: int, indicators: NDArray[np.float64], doses: Calendar) -> Calendar:
        moved = np.where(indicators[:, self.frictions] > 1, doses[:, CONVENE] / 2, 0.0)
        doses[:, CONVENE] -= moved
        doses[:, REGULATE] += moved
        return doses


class WhereGapsAre(Stance):
    """Asked again after the diagnosis: aid where wills are weak, plans where they are not; and it reacts too."""

    name = "where_gaps_are"
    source = "a test"
    revises = True
    reacts = True

    def calendar(self, briefing: Briefing) -> Calendar:
        if briefing.diagnosis is None:
            return along_path(briefing, {})
        weak = briefing.diagnosis.motivation.mean() < 0.5
        return along_path(briefing, {"back_mutual_aid" if weak else "condition_funds": 1.0})

    def react(self, month: int, indicators: NDArray[np.float64], doses: Calendar) -> Calendar:
        return doses if month % 2 else doses[:, ::-1].copy()


class Dear(Stance):
    """Spends twice what it has."""

    name = "dear"
    source = "a mistake"

    def calendar(self, briefing: Briefing) -> Calendar:
        return 2.0 * along_path(briefing, {})


class Growing(AidAndPlans):
    """Adds hours month by month."""

    name = "growing"
    reacts = True

    def react(self, month: int, indicators: NDArray[np.float64], doses: Calendar) -> Calendar:
        return doses + 1.0


class Broken(AidAndPlans):
    """Fails when it is asked."""

    name = "broken"

    def calendar(self, briefing: Briefing) -> Calendar:
        raise ZeroDivisionError("an example's mistake")


NOT_A_STANCE = 3
