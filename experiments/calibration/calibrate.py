"""Matches the assumed numbers to the patterns that data give, and keeps the sets that are not ruled out.

    python experiments/calibration/calibrate.py [--seed 1] [--scale 1.0] [--jobs N] [--out experiments/calibration]

design.toml says what varies and how many points are lived, targets.toml against what; docs/assumptions.md how to read the
tables. --scale 0.1 lives a tenth of the points. The same for the same seed and scale, whatever --jobs.
"""

from __future__ import annotations

import argparse
import csv
import json
import sys
from dataclasses import replace
from pathlib import Path
from typing import Any

from simul_agir.scenario.assumption_sets import AssumptionSets
from simul_agir.study.provenance import provenance
from simul_agir.validation import matched_tables as tables
from simul_agir.validation.matching import match, run_sets
from simul_agir.validation.matching_design import MatchingDesign
from simul_agir.validation.sample import sample

HERE = Path(__file__).parent
HELD_OUT = 24  # contracts of the other half, on which the kept sets are lived once more


def told(wave: int, done: int, points: int) -> None:
    """Progress, on one line a wave."""
    if done % 16 == 0 or done == points:
        print(
            f"\rwave {wave}: {done} of {points} points", end="\n" if done == points else "", file=sys.stderr
        )


def write(path: Path, rows: list[dict[str, Any]]) -> None:
    """Rows as CSV."""
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(rows[0]) if rows else ["none"], lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)


def main() -> int:
    """Everything, into the folder asked for."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--scale", type=float, default=1.0)
    parser.add_argument("--jobs", type=int, default=None)
    parser.add_argument("--out", type=Path, default=HERE)
    asked = parser.parse_args()
    design = MatchingDesign.load(HERE)
    waves = tuple(max(2, round(asked.scale * count)) for count in design.waves)
    design = replace(design, waves=waves)
    found = match(design, asked.seed, asked.jobs, told)
    asked.out.mkdir(parents=True, exist_ok=True)
    write(asked.out / "points.csv", tables.point_rows(found))
    sets = tables.set_rows(found)
    if not sets:
        print("no set remains: every point is implausible", file=sys.stderr)
        return 1
    others = sample(HELD_OUT, asked.seed, held_out=True)
    plain = [{key: value for key, value in row.items() if key != "set"} for row in sets]
    held_out = run_sets(design, plain, others, asked.seed + 1, asked.jobs)
    (defaults,) = run_sets(design, [{}], sample(design.contracts, asked.seed), asked.seed, asked.jobs)
    write(asked.out / "accepted.csv", sets)
    write(asked.out / "targets.csv", tables.target_rows(found, defaults, held_out))
    write(asked.out / "parameters.csv", tables.parameter_rows(found))
    write(asked.out / "pairs.csv", tables.pair_rows(found))
    made = {
        "seed": asked.seed,
        "scale": asked.scale,
        "contracts": list(sample(design.contracts, asked.seed)),
        "held_out": list(others),
        **tables.counts(found),
        "hash": AssumptionSets.load(asked.out / "accepted.csv").hash,
        "provenance": dict(provenance()),
    }
    (asked.out / "calibration.json").write_text(json.dumps(made, indent=2) + "\n", encoding="utf-8")
    print(json.dumps(tables.counts(found)))
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
