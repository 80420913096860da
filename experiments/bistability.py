"""Whether two histories end apart: `python experiments/bistability.py [contract] [runs]`.

The same territory without support from two states: nobody identifies with the group and no joint action was carried out; or
all identify nearly wholly, and every month of the last year held a joint action. Where meetings live on deeds and deeds on
identification, both could hold themselves up. Printed: the mean identification and the joint actions of a year from both,
year by year, and what is left of the distance. No stance is lived.
"""

import sys
from dataclasses import replace

import numpy as np

from simul_agir.model import fields as at
from simul_agir.scenario import Scenario
from simul_agir.simulation.batch import Batch

LOW, HIGH = 0.05, 0.95
YEARS = 25


def lived(scenario: Scenario, runs: int, level: float) -> tuple[np.ndarray, np.ndarray]:
    """Mean identification at the end of each year, and joint actions in it, over runs that began with this level."""
    batch = Batch.begin(scenario, "none", runs, 1).run_until(0)
    actors = batch.state.actors
    actors[:, :, at.IDENTIFICATION] = level
    acting = 1.0 if level > 0.5 else 0.0
    batch.state.actions_by_month[...], actors[:, :, at.RECENT_ACTIONS] = acting, 12.0 * acting
    batch.run_until(12 * YEARS)
    lines = batch.indicators
    names = list(_names())
    g = lines[:, 12::12, names.index("identification")].mean(axis=0)
    acts = lines[:, 1:, names.index("actions")].reshape(runs, YEARS, 12).sum(axis=2).mean(axis=0)
    return g, acts


def _names() -> tuple[str, ...]:
    from simul_agir.model.indicators import INDICATORS

    return tuple(INDICATORS)


def main(code: str = "CN06204I", runs: int = 200) -> None:
    """Print the two histories side by side."""
    scenario = replace(Scenario.from_contract(code), months=12 * YEARS)
    (low, few), (high, many) = (lived(scenario, runs, level) for level in (LOW, HIGH))
    print("year  identification from low, from high   joint actions from low, from high   distance left")
    for year in range(YEARS):
        left = (high[year] - low[year]) / (HIGH - LOW)
        print(
            f"{year + 1:4d}  {low[year]:.3f}  {high[year]:.3f}   {few[year]:7.1f}  {many[year]:7.1f}   {left:.3f}"
        )


if __name__ == "__main__":
    given = dict(enumerate(sys.argv))
    main(given.get(1, "CN06204I"), int(given.get(2, "200")))
