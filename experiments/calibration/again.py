"""Whether the accepted points still meet their targets, and the ladder is still a scale, with the draws as they are now.

    python experiments/calibration/again.py [--jobs N]

The points were accepted, and the criteria frozen, with other draws of the same law. Nothing is matched anew: the accepted
points are run on the contracts that calibrate.py held out, with its seed, and the items are analysed on the contracts
reserved for validation. Writes again.csv and items_again.json beside itself. No stance is run.
"""

from __future__ import annotations

import argparse
import csv
import json
from pathlib import Path

import numpy as np
from freeze import items_of

from simul_agir.scenario.assumption_sets import AssumptionSets
from simul_agir.validation.matched_tables import number
from simul_agir.validation.matching import run_sets
from simul_agir.validation.matching_design import MatchingDesign

HERE = Path(__file__).parent


def main() -> int:
    """A line a target: what was published at the freeze, and what comes now."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--jobs", type=int, default=None)
    jobs = parser.parse_args().jobs
    points = AssumptionSets.load(HERE / "accepted.csv")
    made = json.loads((HERE / "calibration.json").read_text(encoding="utf-8"))
    design = MatchingDesign.load(HERE)
    with (HERE / "targets.csv").open(encoding="utf-8", newline="") as file:
        before = {row["measure"]: row for row in csv.DictReader(file)}
    values = run_sets(design, [each.parameters for each in points], made["held_out"], made["seed"] + 1, jobs)
    with (HERE / "again.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(["measure", "median_then", "median_now", "met_then", "met_now", "sets"])
        for column, target in enumerate(design.targets):
            then = before[target.measure]
            off = target.implausibility(values[:, column], float(then["luck"]) ** 2)
            writer.writerow(
                [
                    target.measure,
                    then["held_out_median"],
                    number(float(np.median(values[:, column]))),
                    then["held_out_met"],
                    int((off <= design.cutoff).sum()),
                    len(points),
                ]
            )
    items = items_of(points, reserved=True, jobs=jobs)
    (HERE / "items_again.json").write_text(json.dumps(items, indent=1) + "\n", encoding="utf-8")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
