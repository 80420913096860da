"""Runs one arm by itself, month by month."""

from collections.abc import Iterator

from simul_agir.scenario import Scenario
from simul_agir.simulation.arm import Arm
from simul_agir.simulation.batch import Batch
from simul_agir.stances import Stance


def monthly(
    scenario: Scenario, arm: str | Stance | Arm = "none", runs: int = 1, seed: int = 1, first: int = 0
) -> Iterator[Batch]:
    """The batch at the end of every month, from month 0 (end of the warm-up) to the last, for runs first..first+runs-1.

    The same object is yielded each time. Its numbers equal those of `simulate_arms`. Raises StanceError, ScenarioError
    and ValueError as it does.
    """
    courses = Arm.of(arm).courses(scenario)
    batch = Batch.begin(scenario, "none", runs, seed, first).run_until(0)
    for month in range(scenario.months + 1):
        batch.run_until(month)
        for course in courses:
            if course.month == month:
                batch.follow(course.scenario, course.stance, course.due)
        yield batch


def run_arm(
    scenario: Scenario, arm: str | Stance | Arm = "none", runs: int = 1, seed: int = 1, first: int = 0
) -> Batch:
    """The batch at the end of the contract; as `monthly`."""
    *_, batch = monthly(scenario, arm, runs, seed, first)
    return batch
