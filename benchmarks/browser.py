"""The rules in a page: what a slider's move takes with two workers, and what a page does at rest, in Node or in a browser.

    python -m benchmarks.browser
    python -m benchmarks.browser --where chromium
    python -m benchmarks.browser --scalar

`--scalar`: the same rules without vectors of 128 bits; it needs the linker. Processor time is measured in Node only.
"""

import argparse
import base64
import gzip
import statistics
import tempfile
from dataclasses import replace
from pathlib import Path
from typing import Any

from tests.page.browser_engine import in_browser, in_node
from tests.page.browser_engine.territories_told import told

from benchmarks.territories import of_size
from simul_agir import Scenario
from simul_agir.engine.handles import USUAL_DOMAINS, table_of
from simul_agir.engine.native import bitcode, webassembly

ACTORS, RUNS, SEED = 60, 200, 1
ARMS = ("none", "residents", "ordinary_resources", "conditional_aid", "resilience")
SCRIPTS = Path(in_node.__file__).parent


def measured(where: str, scalar: bool) -> dict[str, Any]:
    """Milliseconds of each draft and of the runs at rest, seconds of processor time of these, bytes of memory."""
    scenario = replace(of_size(Scenario.load("loos-en-gohelle"), ACTORS), arms=ARMS)
    asked = told(scenario, RUNS, SEED)
    if scalar:
        parts = bitcode.parts(table_of(USUAL_DOMAINS))
        code = webassembly.linked(parts, webassembly.SCALAR)
        asked["wasm"] = base64.b64encode(gzip.compress(code)).decode()
    with tempfile.TemporaryDirectory() as folder:
        if where == "node":
            return dict(in_node.asked_of_node(SCRIPTS / "measured.mjs", asked, Path(folder)))
        return dict(in_browser.answer_in_browser(where, SCRIPTS / "measured.js", asked, Path(folder)))


def main() -> None:
    """Measure, and print."""
    wish = argparse.ArgumentParser(prog="python -m benchmarks.browser", description=__doc__)
    wish.add_argument("--where", choices=("node", *in_browser.BROWSERS), default="node")
    wish.add_argument("--scalar", action="store_true", help="without vectors of 128 bits")
    asked = wish.parse_args()
    found = measured(asked.where, asked.scalar)
    first, *later = (each["wall"] for each in found["drafts"])
    kind = "scalar" if asked.scalar else "128 bits"
    print(f"{asked.where}, {kind}; {ACTORS} actors, {len(ARMS)} arms, two workers")
    middle, ends = statistics.median(later), f"{min(later):.0f} to {max(later):.0f}"
    costs = [each["cost"] for each in found["drafts"][1:] if each["cost"] is not None]
    own = f", {1000 * statistics.median(costs):.0f} ms of processor time" if costs else ""
    print(f"8 runs an arm: {middle:.0f} ms ({ends}){own}; the first {first:.0f}")
    spent = f", {found['cost']:.1f} s of processor time" if found["cost"] is not None else ""
    print(f"{RUNS} runs an arm: {found['rest'] / 1000:.1f} s{spent}")
    print(f"memory of the rules: {found['bytes'] / 1e6:.0f} MB")


if __name__ == "__main__":
    main()
