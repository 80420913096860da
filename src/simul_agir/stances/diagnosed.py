"""Stances that each territory chooses for itself from what its diagnosis observed; the choice can be wrong."""

from collections.abc import Mapping

import numpy as np

from simul_agir.stances.conditional_aid import ConditionalAid
from simul_agir.stances.ordinary_resources import OrdinaryResources
from simul_agir.stances.residents import Residents
from simul_agir.stances.resilience import Resilience
from simul_agir.stances.stance import STANCE_NAMES, Briefing, Calendar, FaultyStanceError, Stance, along_path

FOUR: Mapping[str, type[Stance]] = {
    stance.name: stance for stance in (Residents, OrdinaryResources, ConditionalAid, Resilience)
}


class Diagnosed(Stance):
    """The feasible stance with the smallest measured change gap."""

    name = "diagnosed"
    source = "Seed (2014), steps 1 and 2: the choice closes the diagnosis"
    revises = True

    def calendar(self, briefing: Briefing) -> Calendar:
        """The base alone until the diagnosis; then the calendar of the stance chosen, (months, 12)."""
        if briefing.diagnosis is None:
            return along_path(briefing, {})
        return along_path(briefing, FOUR[self.choose(briefing)].own)

    def choose(self, briefing: Briefing) -> str:
        """Name of the stance chosen among those the success vision does not rule out."""
        assert briefing.diagnosis is not None
        gaps = dict(zip(STANCE_NAMES, briefing.diagnosis.change_gap, strict=True))
        return min(feasible(briefing), key=lambda name: gaps[name])


class DiagnosedByTrial(Diagnosed):
    """The feasible stance with the best mean index in 50 short runs on the territory as observed."""

    name = "diagnosed_by_trial"
    source = "Seed (2014), step 2, with the model as the territory's own tool"
    runs = 50

    def choose(self, briefing: Briefing) -> str:
        """Name of the stance with the highest mean index at the end of its trial."""
        assert briefing.trial is not None
        names = feasible(briefing)
        return names[int(np.argmax([briefing.trial(name, self.runs) for name in names]))]


def feasible(briefing: Briefing) -> tuple[str, ...]:
    """The stances that the success vision does not rule out. Raises StanceError if it rules out all of them."""
    names = tuple(name for name in STANCE_NAMES if name not in briefing.excluded)
    if not names:
        raise FaultyStanceError("vision")
    return names
