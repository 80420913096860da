"""Makes the bitcode that the package brings (simul_agir.engine.native.bitcode) again; `--check` asks whether it is current.

The branches are counted while contracts of France are lived under many stances, and a territory too large for the nearest
caches, where rules take ways of their own. No seed and no number of this bears on a result.
"""

import argparse
import sys
from dataclasses import replace

from benchmarks.territories import of_size
from simul_agir import Collection, Scenario, simulate
from simul_agir.engine.native import bitcode

STANCES = (
    *("none", "residents", "ordinary_resources", "conditional_aid", "resilience"),
    *("mixed", "animation", "decree"),
)
EVERY = 40  # of the contracts, one in so many
RUNS = 2
LARGE, MONTHS = 2500, 12


def lives() -> None:
    """Months of many sorts, in a second or two."""
    france = Collection.load("france")
    for code in france.codes[::EVERY]:
        for stance in STANCES:
            simulate(france.scenario(code), stance, runs=RUNS, seed=7, jobs=1)
    large = replace(of_size(Scenario.load("loos-en-gohelle"), LARGE), months=MONTHS)
    simulate(large, "residents", runs=1, seed=7, jobs=1)


def main(arguments: list[str] | None = None) -> int:
    """Make the files, or tell which are stale."""
    wish = argparse.ArgumentParser(prog="python -m benchmarks.ship", description=__doc__)
    wish.add_argument("--check", action="store_true", help="only tell whether the files are current")
    if not wish.parse_args(arguments).check:
        bitcode.make(lives)
    found = bitcode.stale()
    for file in found:
        print(f"{file} is not of these rules: run {wish.prog}", file=sys.stderr)
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
