"""Makes what the package brings of the rules again: bitcode (simul_agir.engine.native.bitcode), and of it WebAssembly
(webassembly.py). `--check` asks whether both are current; it needs no linker.

The branches are counted while contracts of France are lived under many stances, and a territory too large for the nearest
caches, where rules take ways of their own. No seed and no number of this bears on a result.
"""

import argparse
import re
import sys
from dataclasses import replace
from pathlib import Path

from benchmarks.territories import of_size
from simul_agir import Collection, Scenario, simulate
from simul_agir.engine.native import bitcode, webassembly

STANCES = (
    *("none", "residents", "ordinary_resources", "conditional_aid", "resilience"),
    *("mixed", "animation", "decree"),
)
EVERY = 40  # of the contracts, one in so many
RUNS = 2
LARGE, MONTHS = 2500, 12
PINNED = Path(__file__).parents[1] / "constraints.txt"


def lives() -> None:
    """Months of many sorts, in a second or two."""
    france = Collection.load("france")
    for code in france.codes[::EVERY]:
        for stance in STANCES:
            simulate(france.scenario(code), stance, runs=RUNS, seed=7, jobs=1)
    large = replace(of_size(Scenario.load("loos-en-gohelle"), LARGE), months=MONTHS)
    simulate(large, "residents", runs=1, seed=7, jobs=1)


def other_compiler() -> str:
    """What is wrong with the version of llvmlite that is installed: files are shipped by the pinned one; else empty."""
    import llvmlite

    pinned = re.search(r"^llvmlite==(\S+)$", PINNED.read_text(encoding="utf-8"), re.MULTILINE)
    if pinned is None or pinned[1] == llvmlite.__version__:
        return ""
    return f"llvmlite {llvmlite.__version__} is installed; {PINNED.name} pins {pinned[1]}: install that one"


def main(arguments: list[str] | None = None) -> int:
    """Make the files, or tell which are stale."""
    wish = argparse.ArgumentParser(prog="python -m benchmarks.ship", description=__doc__)
    wish.add_argument("--check", action="store_true", help="only tell whether the files are current")
    if not wish.parse_args(arguments).check:
        if fault := other_compiler():
            print(fault, file=sys.stderr)
            return 1
        try:
            webassembly.made_with()  # no linker: told before the minutes of work, not after
            bitcode.make(lives)
            webassembly.make()
        except webassembly.LinkError as error:
            print(error, file=sys.stderr)
            return 1
    found = [*bitcode.stale(), *webassembly.stale()]
    for file in found:
        print(f"{file} is not of these rules: run {wish.prog}", file=sys.stderr)
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
