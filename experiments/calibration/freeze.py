"""What is frozen after calibration: the units of the profile, and the item analysis of the ladder. No stance is run.

    SIMUL_AGIR_BLIND=1 python experiments/calibration/freeze.py [--reserved] [--jobs N]

Runs no intervention and random policies of equal cost over contracts that may set numbers, each run with an accepted point.
Writes src/simul_agir/study/profile/spreads.toml and experiments/calibration/items.json; with --reserved only prints the item
analysis on contracts reserved for validation.
"""

from __future__ import annotations

import argparse
import json
import os
import sys
from pathlib import Path

import numpy as np

from simul_agir.scenario import Scenario
from simul_agir.scenario.assumption_sets import AssumptionSets
from simul_agir.simulation.aftermath import simulate_aftermath
from simul_agir.stances.random_policy import RandomPolicy
from simul_agir.study.mixture import mixture_of
from simul_agir.study.profile.readings import READINGS, outcomes_read
from simul_agir.validation.item_analysis import analysis, groups_of
from simul_agir.validation.sample import sample

HERE = Path(__file__).parent
SPREADS = HERE.parents[1] / "src" / "simul_agir" / "study" / "profile" / "spreads.toml"
CONTRACTS, POLICIES, RUNS, SEED = 12, 24, 48, 11
DIGITS = 6


def spreads(points: AssumptionSets, jobs: int | None) -> dict[str, dict[str, float]]:
    """Each outcome's interquartile range over the policies' means, within contracts (median), beside its standard error."""
    ranges: dict[str, list[float]] = {name: [] for name in READINGS}
    errors: dict[str, list[float]] = {name: [] for name in READINGS}
    for done, code in enumerate(sample(CONTRACTS, SEED), start=1):
        scenario = Scenario.from_contract(code)
        values: dict[str, list[np.ndarray]] = {name: [] for name in READINGS}
        for number in range(POLICIES):
            (found,) = simulate_aftermath(
                scenario, [RandomPolicy(number)], RUNS, SEED, jobs=jobs, points=mixture_of(scenario, points)
            ).values()
            for name, each in outcomes_read(found).items():
                values[name].append(each)
        for name, rows in values.items():
            table = np.stack(rows)  # (policies, runs)
            means = table.mean(axis=1)
            paired = table - table.mean(axis=0)
            ranges[name].append(float(np.subtract(*np.quantile(means, [0.75, 0.25]))))
            errors[name].append(float(np.sqrt((paired.var(axis=1, ddof=1) / RUNS).mean())))
        print(f"\rcontract {done} of {CONTRACTS}", end="", file=sys.stderr)
    print(file=sys.stderr)
    return {
        name: {"spread": float(np.median(ranges[name])), "error": float(np.median(errors[name]))}
        for name in READINGS
    }


def written(found: dict[str, dict[str, float]]) -> str:
    """The table of units, those dropped as a remark."""
    lines = [
        "# Units of the profile: interquartile ranges of means over equal-cost random policies, within contracts.",
        f"# Made by experiments/calibration/freeze.py: {POLICIES} policies, {CONTRACTS} contracts, {RUNS} runs.",
        "# An outcome is dropped whose range is below two Monte Carlo standard errors of a paired mean.",
        "[spreads]",
    ]
    for name, each in found.items():
        kept = each["spread"] >= 2 * each["error"] and each["spread"] > 0
        line = f"{name} = {each['spread']:.{DIGITS}g}"
        lines.append(line if kept else f"# dropped: {line} (standard error {each['error']:.3g})")
    return "\n".join(lines) + "\n"


def items_of(points: AssumptionSets, *, reserved: bool, jobs: int | None) -> dict[str, object]:
    """The item analysis over no intervention and eight random policies, on contracts of either half."""
    policies = ["none", *(RandomPolicy(number) for number in range(8))]
    contracts = sample(CONTRACTS, SEED + 1, held_out=reserved)
    groups = groups_of(contracts, policies, 4, SEED, jobs=jobs, points=[each.parameters for each in points])
    return analysis(groups).to_dict() | {"contracts": list(contracts), "reserved": reserved}


def main() -> int:
    """Items, then units."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--points", type=Path, default=HERE / "accepted.csv")
    parser.add_argument("--reserved", action="store_true")
    parser.add_argument("--jobs", type=int, default=None)
    asked = parser.parse_args()
    if not os.environ.get("SIMUL_AGIR_BLIND"):
        print("set SIMUL_AGIR_BLIND=1: no stance may be seen before the freeze", file=sys.stderr)
        return 2
    points = AssumptionSets.load(asked.points)
    items = items_of(points, reserved=asked.reserved, jobs=asked.jobs)
    print(json.dumps(items, indent=1))
    if asked.reserved:
        return 0
    (HERE / "items.json").write_text(json.dumps(items, indent=1) + "\n", encoding="utf-8")
    SPREADS.write_text(written(spreads(points, asked.jobs)), encoding="utf-8")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
