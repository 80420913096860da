"""From runs to the profile: the arm that gains are measured from, the scenario's vision, and what divides the variance."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from simul_agir.scenario import Scenario
from simul_agir.simulation import Arm
from simul_agir.simulation.aftermath import Aftermath
from simul_agir.stances import Stance
from simul_agir.study.mixture import variance_shares
from simul_agir.study.profile.families import frozen_spreads
from simul_agir.study.profile.gains import Profile, profile_of
from simul_agir.study.profile.readings import outcomes_read, steadiness
from simul_agir.study.profile.visions import Vision

REFERENCE = "none"  # equals `sham` on every outcome of the profile: burning effort changes nothing but cost
_APART = "(no intervention)"  # its name where an arm of one's own is called so and is something else


def with_reference(arms: Sequence[str | Stance | Arm]) -> tuple[str | Stance | Arm, ...]:
    """The arms, with the one that gains are measured from behind them where it is not among them."""
    if REFERENCE in arms:
        return tuple(arms)
    taken = {arm if isinstance(arm, str) else arm.name for arm in arms}
    return (*arms, Arm(_APART, REFERENCE) if REFERENCE in taken else REFERENCE)


def profiled(
    scenario: Scenario,
    simulated: Mapping[str, Aftermath],
    seed: int,
    vision: Vision | None = None,
    points: int = 1,
) -> Profile:
    """The profile of what was simulated, under a vision or the scenario's own. `points`: run r takes point r modulo that.

    Raises ValueError for a vision that weighs nothing, or families that do not exist.
    """
    reference = _APART if _APART in simulated else REFERENCE
    values = {name: outcomes_read(each) for name, each in simulated.items()}
    wanted = vision or vision_of(scenario)
    found = profile_of(values, frozen_spreads(), reference, wanted, seed)
    shares = {}
    for gain in found.gains:
        gaps = values[gain.arm][gain.outcome] - values[reference][gain.outcome]
        shares[gain.arm, gain.outcome] = variance_shares(gaps, points) if points > 1 else None
    return replace(
        found,
        gains=tuple(replace(gain, shares=shares[gain.arm, gain.outcome]) for gain in found.gains),
        steadiness={name: steadiness(each) for name, each in simulated.items()},
    )


def vision_of(scenario: Scenario) -> Vision | None:
    """The scenario's own vision of success: the weights that its `[vision]` gives; None where it gives none."""
    weights = dict(scenario.vision.weights)
    return Vision(weights) if weights else None
