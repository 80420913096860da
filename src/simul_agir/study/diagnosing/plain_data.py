"""What a diagnosis depends on besides its draws, as plain data for an engine outside Python."""

from __future__ import annotations

from typing import Any

import numpy as np

from simul_agir.model import fields as at
from simul_agir.model import parameters as par
from simul_agir.model.ladder import CRITERIA, FIRST_CRITERION, STAGES
from simul_agir.scenario import Scenario
from simul_agir.study.compare.comparison import DIGITS
from simul_agir.study.diagnosing.diagnosis_answer import SURE
from simul_agir.study.diagnosing.groups import FEWEST
from simul_agir.study.diagnosing.meeting import NEUTRAL_TRUST
from simul_agir.study.diagnosing.run_diagnosis import HALF, MOST_MET, MOST_WEIGHED, PAIRS, POSTURES, said_of


def diagnosis_data() -> dict[str, Any]:
    """What is the same for every territory: bounds, names, and where the state and the parameters keep what is read."""
    return {
        "stages": list(STAGES),
        "criteria": list(CRITERIA),
        "first_criterion": list(FIRST_CRITERION),
        "postures": list(POSTURES),
        "half": HALF,
        "sure": SURE,
        "fewest": FEWEST,
        "most_met": MOST_MET,
        "most_weighed": MOST_WEIGHED,
        "pairs": PAIRS,
        "neutral_trust": NEUTRAL_TRUST,
        "digits": DIGITS,
        "columns": {
            "posture": at.POSTURE,
            "skill": at.SKILL,
            "voice": at.VOICE,
            "index": at.INDEX,
            "comfort": at.COMFORT,
            "facilitated": at.FACILITATED,
        },
        "parameters": {
            "comfort_gain": par.COMFORT_GAIN,
            "comfort_reach": par.COMFORT_REACH,
            "span": par.FACILITATOR_SPAN,
            "item": par.ITEM_COMFORT,
        },
    }


def territory_data(scenario: Scenario) -> dict[str, Any]:
    """The inputs of a diagnosis of this territory. links: by need, the domains that relieving it asks."""
    domains = len(scenario.domains)
    bits = np.uint64(1) << np.arange(domains, dtype=np.uint64)
    return {
        "kinds": list(scenario.landscape.kinds),
        "needs": [float(each) for each in scenario.needs],
        "links": ((scenario.links[:, None] & bits[None, :]) != 0).astype(int).tolist(),
        "said": list(said_of(scenario)),
    }


__all__ = ["diagnosis_data", "territory_data"]
