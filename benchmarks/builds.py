"""Versions of the rules in turn: nanoseconds an actor-month of each, relative to the first, by size and stance.

    python -m benchmarks.builds FOLDER FOLDER ...

Each folder is a clone of the project, shipped (`python -m benchmarks.ship` in it). Every round starts one new process for
each folder. What is compared is the processor's time of the thread: the shortest of several repeats, the median over rounds.
A sum over the arrays at the end says whether two give the same bits.
"""

import argparse
import json
import os
import subprocess
import sys
from pathlib import Path
from statistics import median
from typing import Any

SIZES = (26, 60, 150, 300)
STANCES = ("none", "residents")
MONTHS, ACTORS, REPEATS = 60, 960, 12  # months of a repeat, actors side by side, repeats
ROUND = """
import hashlib, json, sys, time
from benchmarks.territories import of_size
from simul_agir import Scenario
from simul_agir.simulation import Batch
sizes, stances, months, actors, repeats = json.loads(sys.argv[1])
found = {}
for size in sizes:
    for stance in stances:
        runs = max(1, actors // size)
        begun = Batch.begin(of_size(Scenario.load("loos-en-gohelle"), size), stance, runs, 1).run_until(0)
        times = []
        for _ in range(repeats):
            copy = begun.branch()
            start = time.thread_time()
            copy.run_until(months)
            times.append(time.thread_time() - start)
        bits = hashlib.sha256(copy.state.actors.tobytes() + copy.state.ties.tobytes()).hexdigest()
        found[f"{size} {stance}"] = [min(times) / (size * runs * months) * 1e9, bits]
print(json.dumps(found))
"""


def measure(folder: Path) -> dict[str, Any]:
    """One round of a folder's rules: nanoseconds and a sum of the arrays, by size and stance."""
    asked = json.dumps([SIZES, STANCES, MONTHS, ACTORS, REPEATS])
    places = os.pathsep.join((str(folder / "src"), str(folder)))
    made = subprocess.run(
        [sys.executable, "-c", ROUND, asked],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": places},
        check=True,
        stdout=subprocess.PIPE,
        text=True,
    )
    found: dict[str, Any] = json.loads(made.stdout)
    return found


def main() -> None:
    """Measure the folders in turn, and print the table."""
    wish = argparse.ArgumentParser(
        prog="python -m benchmarks.builds", description=__doc__, formatter_class=argparse.RawTextHelpFormatter
    )
    wish.add_argument("folders", nargs="+", type=lambda given: Path(given).resolve())
    wish.add_argument("--rounds", type=int, default=7)
    asked = wish.parse_args()
    for folder in asked.folders:
        measure(folder)  # machine code is made now
    rounds = [[measure(folder) for folder in asked.folders] for _ in range(asked.rounds)]
    cases = [f"{size} {stance}" for size in SIZES for stance in STANCES]
    costs = [
        {case: median(each[place][case][0] for each in rounds) for case in cases}
        for place in range(len(asked.folders))
    ]
    print(f"{'actors, stance':18s}" + "".join(f"{folder.name[:14]:>16s}" for folder in asked.folders))
    for case in cases:
        cells = (f"{cost[case]:8.0f} {cost[case] / costs[0][case]:7.3f}" for cost in costs)
        print(f"{case:18s}" + "".join(cells))
    for folder, found in zip(asked.folders, rounds[0], strict=True):
        alike = all(found[case][1] == rounds[0][0][case][1] for case in cases)
        print(f"{folder.name}: {'the same bits as' if alike else 'other bits than'} {asked.folders[0].name}")


if __name__ == "__main__":
    main()
