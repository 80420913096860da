"""A territory as plain data, for an engine outside Python: all that its answers depend on, and no path.

Such an engine (the page's own, in a browser) moves the sliders, sets the calendars and makes the starts itself; tests hold
it to what Python gives, number by number.
"""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from typing import Any

import numpy as np
from numpy.typing import NDArray

from simul_agir.model import fields as at
from simul_agir.model.events import EVENT_COLUMNS, INTRODUCED, MEDIATED, WHAT
from simul_agir.model.indicators import INDICATORS, MEASURED
from simul_agir.model.instruments import INSTRUMENTS
from simul_agir.model.parameters import (
    ALTERS,
    COUNT,
    FTE_HOURS,
    OWN_SHARE,
    PARAMETERS,
    PRIOR_WEIGHT,
    SWITCHES,
    TRUST_PRIOR,
    WORKING_COMFORT,
    Parameter,
)
from simul_agir.scenario import Scenario
from simul_agir.simulation import Arm
from simul_agir.simulation.aftermath import MONTHS_AFTER, simulate_aftermath
from simul_agir.simulation.decisions import chooses
from simul_agir.simulation.memory import described
from simul_agir.simulation.start import EVIDENCE, start_of
from simul_agir.stances import Stance, get
from simul_agir.stances.comparisons import Decree, Money, NoStance, Sequenced, Sham
from simul_agir.stances.diagnosed import FOUR
from simul_agir.stances.phased import Phased
from simul_agir.stances.recipes import recipe_of
from simul_agir.study import Comparison
from simul_agir.study.diagnosing import plain_data
from simul_agir.study.exploring import profiles
from simul_agir.study.exploring.fans import arms_of
from simul_agir.study.exploring.settings import sliders_of
from simul_agir.study.mixture import accepted, mixture_of
from simul_agir.study.outcomes import OUTCOMES
from simul_agir.study.profile import frozen_spreads
from simul_agir.study.profile.gains import families_of
from simul_agir.study.profile.profiling import vision_of
from simul_agir.study.profile.visions import Vision

KINDS: dict[str, type[Stance]] = {  # ways to set a calendar that are known outside Python, but for the path's
    "none": NoStance,
    "sequenced": Sequenced,
    "decree": Decree,
    "money": Money,
    "sham": Sham,
    "phased": Phased,
}


def portable(scenario: Scenario, arms: Sequence[Arm] | None = None) -> dict[str, Any]:
    """The scenario as plain data; `arms`: in place of its own. "why_not": the arm that only Python can run, "" for none."""
    asked = arms_of(scenario) if arms is None else tuple(arms)
    return {
        "ground": ground(scenario),
        "sliders": [asdict(each) for each in sliders_of(scenario)],
        "arms": [_arm(each) for each in asked],
        "state": {name: packed(array[0]) for name, array in start_of(scenario).arrays().items()},
        "ties": _ties(scenario),
        "places": _places(scenario),
        "layout": described(scenario),
        "today": plain_data.territory_data(scenario),
        "vision": _vision(scenario),
        "voices": max(1, int(np.count_nonzero(scenario.landscape.attributes["voice"] > 0))),
        "why_not": next((each.called for each in asked if not is_portable(each)), ""),
    }


def shared(arms: Sequence[Arm]) -> dict[str, Any]:
    """What is the same for every territory: the parameters' places, the stances of these arms, the accepted sets."""
    stances = {_name(each): policy(_had(each)) for arm in arms for each in arm.stances if known(_had(each))}
    for name in ("none", *stances):
        stances[name] = policy(get(name)) if name not in stances else stances[name]
    return {
        "numbers": {
            "parameters": {name: _place(each) for name, each in PARAMETERS.items()},
            "switches": {name: _place(each) for name, each in SWITCHES.items()},
            "count": COUNT,
            "fte_hours": FTE_HOURS,
            "own_share": OWN_SHARE,
        },
        "policies": {
            "instruments": list(INSTRUMENTS),
            "base": _base(),
            "stances": stances,
            "four": list(FOUR),
        },
        "accepted": [dict(each.parameters) for each in accepted()],
        "indicators": list(INDICATORS),
        "outcomes": {name: MEASURED[name].outcome for name in OUTCOMES},
        "profile": profiles.families_data(),
        "diagnosis": plain_data.diagnosis_data(),
        "events": {
            "kinds": list(WHAT),
            "columns": EVENT_COLUMNS,
            "between": [WHAT[MEDIATED], WHAT[INTRODUCED]],
            "place": at.EVENTS,
        },
    }


def numbers_of(found: Comparison) -> dict[str, Any]:
    """The numbers behind a comparison, so that an engine elsewhere can say whether it gives the same: by arm the SHA-256 of
    all that was measured of its runs, (R, T + 1 + months after, indicators), and of the index in the year of the crisis,
    (R, 12), little-endian; `count`: how many numbers there are. Months after and crisis only where there is a profile.
    points: that runs take in turn; vision: weights of the families of the profile.
    """
    measured = {name: [np.asarray(each.values)] for name, each in found.ensembles.items()}
    after = 0
    if found.profile is not None:
        after = MONTHS_AFTER if found.months_after is None else found.months_after
        arms = [found.stance(name) for name in found.ensembles]
        points = mixture_of(found.scenario) if found.points > 1 else None
        simulated = simulate_aftermath(found.scenario, arms, found.runs, found.seed, after, points=points)
        measured = {
            name: [np.concatenate([each.ensemble.values, each.after], axis=1), each.crisis]
            for name, each in simulated.items()
        }
    return {
        "runs": found.runs,
        "seed": found.seed,
        "after": after,
        "points": found.points,
        "vision": None if found.profile is None else dict(found.profile.vision),
        "hashes": {name: [_hash(each) for each in arrays] for name, arrays in measured.items()},
        "count": sum(each.size for arrays in measured.values() for each in arrays),
    }


def _hash(numbers: NDArray[np.float64]) -> str:
    return hashlib.sha256(np.ascontiguousarray(numbers, "<f8").tobytes()).hexdigest()


def is_portable(arm: Arm) -> bool:
    """Whether each stance of an arm sets its calendar in a way that is known outside Python."""
    return all(known(_had(each)) for each in arm.stances)


def known(stance: Stance) -> bool:
    """Whether the calendar of a stance depends on nothing but its class's own shares and the path."""
    return chooses(stance) or (not (stance.revises or stance.reacts) and _kind(stance) != "")


def policy(stance: Stance) -> dict[str, Any]:
    """How a stance sets its calendar: "kind" of rule, and the numbers that this rule takes."""
    found: dict[str, Any] = {
        "kind": _kind(stance),
        "own": dict(stance.own),
        "follows_path": stance.follows_path,
        "announces": stance.announces,
    }
    if chooses(stance):
        found["four"] = [policy(each()) for each in FOUR.values()]
    made = recipe_of(stance)
    if made is not None:
        found["recipe"] = {"number": made[0], "shares": made[1].tolist()}
    if isinstance(stance, Sequenced):
        found["order"] = [dict(each) for each in stance.order]
    if isinstance(stance, Decree):
        found |= {
            "burst": dict(stance.burst),
            "burst_months": stance.burst_months,
            "burst_share": stance.burst_share,
        }
    if isinstance(stance, Phased):
        found["phases"] = stance.shares().tolist()
    return found


def ground(scenario: Scenario) -> dict[str, Any]:
    """What sliders and arms may change of a scenario, and what its months depend on."""
    path = scenario.path
    steps = {name: getattr(path, name) for name in ("diagnosis", "choice", "training", "scheme")}
    return {
        "effort": float(scenario.effort),
        "budget": float(scenario.budget),
        "months": scenario.months,
        "warm_up": scenario.warm_up,
        "domains": list(scenario.domains),
        "shocks": [{**asdict(each), "domains": list(each.domains)} for each in scenario.shocks],
        "path": {
            **{name: [each.start, each.months] for name, each in steps.items()},
            "revisit": path.revisit,
        },
        "excluded": list(scenario.vision.excluded),
        "parameters": {name: float(value) for name, value in scenario.parameters.items()},
        "mechanisms": {name: bool(on) for name, on in scenario.mechanisms.items()},
    }


def packed(array: NDArray[Any]) -> dict[str, Any]:
    """An array as JSON holds it: type, shape, and its bytes, little-endian, in base 64."""
    kind = array.dtype.newbyteorder("<")
    data = np.ascontiguousarray(array, kind).tobytes()
    return {"dtype": kind.str[1:], "shape": list(array.shape), "data": base64.b64encode(data).decode("ascii")}


def _kind(stance: Stance) -> str:
    """The rule by which a stance sets its calendar; "" where it is somebody's own."""
    rule = type(stance).calendar
    if rule is Stance.calendar or chooses(stance):  # one that chooses follows the path until it does
        return "path"
    return next((name for name, kind in KINDS.items() if rule is kind.calendar), "")


def _vision(scenario: Scenario) -> dict[str, float]:
    """The territory's own vision of success, or all families alike: weights with sum 1."""
    names = tuple(each.name for each in families_of(frozen_spreads()))
    own = vision_of(scenario)
    return dict(zip(names, (own or Vision.equal(names)).over(names).tolist(), strict=True))


def _base() -> Mapping[str, Mapping[str, float]]:
    from simul_agir.stances.stance import BASE

    return {step: dict(shares) for step, shares in BASE.items()}


def _arm(arm: Arm) -> dict[str, Any]:
    then = [
        {
            "month": each.month,
            "stance": None if each.stance is None else _name(each.stance),
            "changes": dict(each.changes),
        }
        for each in arm.then
    ]
    return {"name": arm.called, "stance": _name(arm.stance), "changes": dict(arm.changes), "then": then}


def _name(stance: str | Stance) -> str:
    return stance if isinstance(stance, str) else stance.name


def _had(stance: str | Stance) -> Stance:
    return get(stance) if isinstance(stance, str) else stance


def _place(parameter: Parameter) -> dict[str, float]:
    return {
        "position": parameter.position,
        "default": float(parameter.default),
        "low": float(parameter.low),
        "high": float(parameter.high),
    }


def _ties(scenario: Scenario) -> dict[str, Any]:
    """Stated ties, by source, the strongest first: in the order in which a start takes them."""
    told = scenario.landscape
    order = np.lexsort((told.targets, -told.strengths, told.sources))
    return {
        "sources": packed(np.asarray(told.sources[order], np.int32)),
        "targets": packed(np.asarray(told.targets[order], np.int32)),
        "strengths": packed(np.asarray(told.strengths[order], np.float64)),
        "trusts": packed(np.asarray(told.trusts[order], np.float64)),
    }


def _places(scenario: Scenario) -> dict[str, float]:
    """Where a start keeps what depends on parameters."""
    return {
        "actors": scenario.landscape.size,
        "domains": len(scenario.domains),
        "actorColumns": at.ACTOR_COLUMNS,
        "tieIndexRows": at.TIE_INDEX_ROWS,
        "tieRows": at.TIE_COLUMNS,
        "profileRows": at.PROFILES,
        "alters": at.D,
        "trust": at.TRUST,
        "ties": at.TIES,
        "alter": at.ALTER,
        "back": at.BACK,
        "contact": at.CONTACT,
        "stage": at.STAGE,
        "awake": at.AWAKE,
        "strength": at.STRENGTH,
        "successes": at.SUCCESSES,
        "failures": at.FAILURES,
        "expertise": at.EXPERTISE,
        "altersKept": ALTERS,
        "priorWeight": PRIOR_WEIGHT,
        "trustPrior": TRUST_PRIOR,
        "workingComfort": WORKING_COMFORT,
        "evidence": EVIDENCE,
    }
