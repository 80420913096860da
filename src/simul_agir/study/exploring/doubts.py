"""What other assumptions would change: under how many accepted sets of them each arm ends highest."""

from collections.abc import Iterator
from dataclasses import dataclass

from simul_agir.scenario import Scenario, ScenarioError
from simul_agir.scenario.assumption_sets import AssumptionSets
from simul_agir.simulation import Arm, simulate_arms
from simul_agir.study.outcomes import PRIMARY

ACCEPTED = "accepted"  # the sets that the patterns leave
RUNS = 12  # of each arm under each set


@dataclass(frozen=True)
class Doubts:
    """So many sets of `sets` lived so far; by arm, under how many of them its mean ends highest."""

    lived: int
    sets: int
    first: dict[str, int]
    runs: int = RUNS


def doubts_of(scenario: Scenario, arms: tuple[Arm, ...], seed: int) -> Iterator[Doubts | None]:
    """One set a step: None after each, the answer after the last. Nothing at all where a set does not fit the scenario."""
    sets = list(AssumptionSets.load(ACCEPTED))
    first = {arm.called: 0 for arm in arms}
    for each in sets:
        try:
            changed = each.of(scenario)
        except ScenarioError:
            return
        lived = simulate_arms(changed, arms, RUNS, seed, 1)
        means = {name: float(ensemble.of(PRIMARY)[:, -1].mean()) for name, ensemble in lived.items()}
        first[max(means, key=lambda name: means[name])] += 1
        yield None
    yield Doubts(len(sets), len(sets), first)
