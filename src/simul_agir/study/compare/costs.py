"""The cost of each arm of a comparison, and which arms differ in cost."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from simul_agir.model.parameters import FTE_HOURS
from simul_agir.scenario import Scenario
from simul_agir.simulation.arm import Arm, Cost
from simul_agir.simulation.calendars import hours_a_month
from simul_agir.stances import Stance, StanceError


@dataclass(frozen=True)
class Costs:
    """The cost of each arm by its name, that of most of them, and the arms of another cost.

    `none` throughout is the control: it costs no engineering, is no policy, and is not marked.
    """

    of: Mapping[str, Cost] = field(default_factory=dict)
    usual: Cost | None = None
    unequal: tuple[str, ...] = ()


def costs_of(scenario: Scenario, arms: Sequence[str | Stance | Arm]) -> Costs:
    """The costs of arms on a scenario; none where a stance cannot be had any more."""
    try:
        known = [Arm.of(each) for each in arms]
        found = {arm.called: arm.cost(scenario) for arm in known}
        policies = [found[arm.called] for arm in known if not arm.is_control(scenario)]
    except StanceError:
        return Costs()
    usual = _usual(scenario, policies)
    controls = {arm.called for arm in known if arm.is_control(scenario)}
    unequal = [
        name for name, cost in found.items() if usual and name not in controls and not cost.same_as(usual)
    ]
    return Costs(found, usual, tuple(unequal))


def _usual(scenario: Scenario, policies: Sequence[Cost]) -> Cost | None:
    """What the scenario grants, if any policy costs that; else what the first of them costs."""
    hours = hours_a_month(scenario) * scenario.months
    granted = Cost(hours / float(scenario.vector()[FTE_HOURS]), float(scenario.budget * scenario.months))
    if not policies or any(cost.same_as(granted) for cost in policies):
        return granted
    return policies[0]
