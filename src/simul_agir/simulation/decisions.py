"""What is decided outside the rules of the month, and at the end of which month."""

from simul_agir.scenario import Scenario
from simul_agir.stances import Stance

CLOSE = "close the diagnosis"
ANNOUNCE = "announce a scheme"
REACT = "react"


def walks(scenario: Scenario, stance: Stance) -> bool:
    """Whether a stance goes along the reference path, with any effort at all."""
    return stance.follows_path and scenario.effort > 0


def decrees(scenario: Scenario, stance: Stance) -> bool:
    """Whether a stance announces axes at month 0, without a diagnosis."""
    return stance.announces and scenario.effort > 0


def path_months(scenario: Scenario) -> tuple[set[int], set[int]]:
    """Months at whose end a diagnosis is closed, and those at whose end a scheme is announced."""
    path = scenario.path
    shifts = (0,) if path.revisit is None else (0, path.revisit)
    closed = {path.diagnosis.start + path.diagnosis.months + shift for shift in shifts}
    announced = (
        {path.scheme.start + path.scheme.months + shift for shift in shifts} if path.scheme.months else set()
    )
    return closed, announced


def decisions(scenario: Scenario, stance: Stance) -> dict[int, tuple[str, ...]]:
    """What is decided at the end of which months, in this order: nothing before month 0, nor at the end of the contract."""
    closed, announced = path_months(scenario) if walks(scenario, stance) else (set(), set())
    orders = announced | {0} if decrees(scenario, stance) else announced
    found = {}
    for month in pauses(scenario, stance):
        if month < scenario.months:
            due = ((CLOSE, month in closed), (ANNOUNCE, month in orders), (REACT, stance.reacts))
            found[month] = tuple(what for what, is_due in due if is_due)
    return found


def pauses(scenario: Scenario, stance: Stance) -> list[int]:
    """Months at whose end something is decided, and maybe months after the contract."""
    if stance.reacts:
        return list(range(scenario.months))
    closed, announced = path_months(scenario) if walks(scenario, stance) else (set(), set())
    ordered = {0} if decrees(scenario, stance) else set()
    return sorted(closed | announced | ordered)
