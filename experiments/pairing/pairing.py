"""What common random numbers save, and whether intervals cover: `python experiments/pairing/pairing.py`.

Runs saved: (variance of one arm + variance of the other) / variance of the paired difference, for each pair of the four
stances, for `none`, and for a stance against itself at 5 % more effort. Coverage: share of 95 % intervals of 30 runs that
hold the mean of all runs. Ten contracts of the half held out, 300 runs each: at one point (the defaults), where all that
runs share is luck; and over the accepted points, where arms share their assumptions as well.
Writes pairing.json beside itself.
"""

import itertools
import json
from pathlib import Path

import numpy as np

from simul_agir import Scenario
from simul_agir.model.instruments import STANCE_NAMES
from simul_agir.simulation import Arm
from simul_agir.simulation.aftermath import simulate_aftermath
from simul_agir.study import statistics
from simul_agir.study.mixture import mixture_of
from simul_agir.study.profile.gains import HARDLY
from simul_agir.study.profile.readings import outcomes_read
from simul_agir.validation.sample import sample

HERE = Path(__file__).parent
CONTRACTS, RUNS, SEED = 10, 300, 21
BATCHES, FEW = 2000, 30
PAIRS = (
    *(("stances", a, b) for a, b in itertools.combinations(STANCE_NAMES, 2)),
    *(("none", "none", name) for name in STANCE_NAMES),
    *(("effort +5 %", name, f"{name} +5 %") for name in STANCE_NAMES),
)


def saved(one: np.ndarray, other: np.ndarray) -> float:
    """How many times as many independent runs give the same certainty."""
    apart = (one - other).var(ddof=1)
    return float((one.var(ddof=1) + other.var(ddof=1)) / apart) if apart > 0 else float("inf")


def covered(gaps: np.ndarray) -> tuple[float, float]:
    """Share of Student's 95 % intervals of FEW paired runs, drawn anew BATCHES times, that hold the mean of all, among
    those that an answer trusts; and the share that it marks as hardly varying instead (nan, 1: all of them).
    """
    chance = np.random.Generator(np.random.Philox(key=[SEED, 1]))
    drawn = gaps[chance.integers(len(gaps), size=(FEW, BATCHES))]
    values, counts = np.unique(np.round(gaps, 9), return_counts=True)
    same = (np.round(drawn, 9) == values[counts.argmax()]).mean(axis=0)
    trusted = same < HARDLY
    low, high = statistics.student(drawn)
    held = (low <= gaps.mean()) & (gaps.mean() <= high)
    return float(held[trusted].mean()) if trusted.any() else float("nan"), float(1.0 - trusted.mean())


def weighted(found: list[tuple[float, float]]) -> float:
    """Mean coverage of the intervals that an answer trusts, over all pairs."""
    trusted = [(share, 1.0 - marked) for share, marked in found if marked < 1.0]
    return float(np.average([share for share, _ in trusted], weights=[weight for _, weight in trusted]))


def measured(mixture: bool) -> dict[str, object]:
    """Medians over contracts and pairs, by outcome and kind of pair; coverage, by outcome."""
    more = [Arm(f"{name} +5 %", name, {"effort": "x1.05"}) for name in STANCE_NAMES]
    ratios: dict[str, dict[str, list[float]]] = {}
    coverage: dict[str, list[tuple[float, float]]] = {}
    for code in sample(CONTRACTS, SEED, held_out=True):
        scenario = Scenario.from_contract(code)
        points = mixture_of(scenario) if mixture else None
        found = simulate_aftermath(scenario, ["none", *STANCE_NAMES, *more], RUNS, SEED, points=points)
        read = {name: outcomes_read(each) for name, each in found.items()}
        for kind, a, b in PAIRS:
            for outcome in read[a]:
                ratio = saved(read[a][outcome], read[b][outcome])
                if np.isfinite(ratio):
                    ratios.setdefault(outcome, {}).setdefault(kind, []).append(ratio)
                if kind == "stances":
                    coverage.setdefault(outcome, []).append(covered(read[a][outcome] - read[b][outcome]))
    medians = {
        name: {kind: round(float(np.median(each)), 2) for kind, each in kinds.items()}
        for name, kinds in ratios.items()
    }
    return {
        "saved": medians,
        "coverage": {name: round(weighted(each), 4) for name, each in coverage.items()},
        "hardly_varies": {name: round(float(np.mean(each, axis=0)[1]), 4) for name, each in coverage.items()},
    }


def main() -> int:
    """Both ways, into pairing.json."""
    ways = {"one_point": measured(False), "accepted_points": measured(True)}
    made = {"contracts": CONTRACTS, "runs": RUNS, "batches": BATCHES, "runs_of_a_batch": FEW, **ways}
    text = json.dumps(made, indent=1)
    (HERE / "pairing.json").write_text(text + "\n", encoding="utf-8")
    print(text)
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
