"""Sums of what runs give, to the last bit: a change that should change no result is held to them.

`python tests/same_bits.py` writes tests/same_bits.json anew; do so only when rules of the model change on purpose.
"""

import hashlib
import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import numpy as np

from simul_agir import Scenario, simulate
from simul_agir.simulation import Batch
from simul_agir.stances import names
from territories import scenario as random_scenario

FILE = Path(__file__).with_name("same_bits.json")
RUNS, SEEDS, MONTHS = 2, (1, 7, 2026), 30
EXPONENTS = {"homophily": 2.5, "dilution": 1.5, "curvature": 0.7}
BRANCHES = (("none", "residents", 0), ("residents", "resilience", 11), ("mixed", "decree", 20))


def territories() -> dict[str, Scenario]:
    """Six territories, of three numbers of needs; three of them with exponents that are not 1."""
    shipped = {
        name: replace(Scenario.load(name), months=MONTHS)
        for name in ("classroom", "loos-en-gohelle", "siloed-services", "small-contract")
    }
    shipped["loos-en-gohelle"] = replace(shipped["loos-en-gohelle"], parameters=EXPONENTS)
    shipped["small-contract"] = replace(
        shipped["small-contract"],
        parameters={"homophily": 0.0, "curvature": 1.3, "alters": 8.0, "delay": 0.9},
        mechanisms={"brokerage": False, "overload": False},
    )
    return {
        **shipped,
        "random, 11 needs": random_scenario(29, 11, MONTHS, seed=3, parameters=EXPONENTS),
        "random, no warm-up": random_scenario(13, 8, MONTHS, warm_up=0, seed=4),
    }


def sums() -> Iterator[tuple[str, str]]:
    """A name, and the SHA-256 sum of what these runs give: one for each territory and stance, one for each branch."""
    for place, scenario in territories().items():
        for stance in names():
            whole = hashlib.sha256()
            for seed in SEEDS:
                lived = simulate(scenario, stance, runs=RUNS, seed=seed, jobs=1)
                for array in (
                    lived.values,
                    lived.needs,
                    lived.final_stages,
                    lived.final_passes,
                    lived.bottlenecks,
                ):
                    whole.update(np.ascontiguousarray(array).tobytes())
            yield f"{place} | {stance}", whole.hexdigest()
        for before, after, month in BRANCHES:
            trunk = Batch.begin(scenario, before, RUNS, seed=SEEDS[0]).run_until(month)
            branch = trunk.branch(after).run_until(MONTHS)
            yield (
                f"{place} | {before}, from month {month} {after}",
                hashlib.sha256(branch.indicators.tobytes() + branch.need_levels.tobytes()).hexdigest(),
            )


def main() -> None:
    """Write the sums anew."""
    FILE.write_text(json.dumps(dict(sums()), indent=0) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
