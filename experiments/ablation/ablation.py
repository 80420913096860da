"""What each mechanism carries: every switch off in turn, `python experiments/ablation/ablation.py`.

Eight contracts of the reserved half, the four stances, 60 runs each, one at each of as many accepted points. A cell is the
mean change of an outcome when the mechanism is off, in interquartile ranges of the random policies. Writes ablation.csv
beside itself.
"""

import csv
import sys
from dataclasses import replace
from pathlib import Path

import numpy as np

from simul_agir import Scenario
from simul_agir.model.instruments import STANCE_NAMES
from simul_agir.model.parameters import SWITCHES
from simul_agir.simulation.aftermath import simulate_aftermath
from simul_agir.study.mixture import mixture_of
from simul_agir.study.profile.families import frozen_spreads
from simul_agir.study.profile.readings import outcomes_read
from simul_agir.validation.sample import sample

HERE = Path(__file__).parent
CONTRACTS, RUNS, SEED = 8, 60, 5


def means(scenario: Scenario) -> dict[str, float]:
    """Each outcome's mean over the four stances."""
    found = simulate_aftermath(scenario, STANCE_NAMES, RUNS, SEED, points=mixture_of(scenario))
    read = [outcomes_read(each) for each in found.values()]
    return {name: float(np.mean([each[name].mean() for each in read])) for name in read[0]}


def main() -> int:
    """A line a mechanism, a column an outcome."""
    units = frozen_spreads()
    scenarios = [Scenario.from_contract(code) for code in sample(CONTRACTS, SEED, held_out=True)]
    whole = [means(scenario) for scenario in scenarios]
    with (HERE / "ablation.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(["mechanism", *units])
        for done, name in enumerate(SWITCHES, start=1):
            off = [means(replace(each, mechanisms={**each.mechanisms, name: False})) for each in scenarios]
            changes = [
                float(np.mean([a[outcome] - b[outcome] for a, b in zip(off, whole, strict=True)])) / unit
                for outcome, unit in units.items()
            ]
            writer.writerow([name, *(f"{each:.3f}" for each in changes)])
            print(f"\r{done} of {len(SWITCHES)}", end="", file=sys.stderr)
    print(file=sys.stderr)
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
