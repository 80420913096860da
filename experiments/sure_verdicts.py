"""How often a sure verdict is wrong, over a thousand searches each: `python -m experiments.sure_verdicts` writes the table.

Three sources of outcomes. Normal ones, with means, variances and correlation at will. This model's own: a large pool of runs of a
scenario, whole replicates of which are drawn with replacement, so that arms keep the luck they share; the pool's means are the
truth. And heavily skewed ones, worse than the model's, to show where the guarantee ends.

A search is wrong when the best arm is not kept, or an arm is kept that lies the smallest effect below it or more.
"""

import argparse
import csv
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from simul_agir import Scenario
from simul_agir.simulation import simulate_arms
from simul_agir.study.search import Question, Search, search

Floats = NDArray[np.float64]
Make = Callable[[np.random.Generator, int], Floats]  # (runs, k) outcomes

REPETITIONS = 1000
SURE = 0.95
ALLOWED = 1_000_000  # runs: no search is cut short
POOLS = {"classroom": 6000, "small-contract": 4000, "loos-en-gohelle": 1500}
COLUMNS = ("outcomes", "case", "effect", "wrong", "kim_nelson_wrong", "kept", "runs", "repetitions")


@dataclass(frozen=True)
class Case:
    """Outcomes whose true means (k,) are known, and the smallest effect asked for."""

    outcomes: str
    name: str
    means: Floats
    make: Make
    effect: float


@dataclass(frozen=True)
class Rates:
    """Shares of the searches that were wrong, by the set that is kept and by Kim and Nelson's one arm; means of arms kept and runs."""

    wrong: float
    kim_nelson_wrong: float
    kept: float
    runs: float


def normals(means: Floats, deviations: Floats, shared: float) -> Make:
    """Normal outcomes; `shared`: the share of each arm's variance that is common luck."""

    def make(chance: np.random.Generator, runs: int) -> Floats:
        common = chance.standard_normal((runs, 1))
        own = chance.standard_normal((runs, len(means)))
        return np.asarray(means + deviations * (np.sqrt(shared) * common + np.sqrt(1 - shared) * own))

    return make


def drawn_from(pool: Floats) -> Make:
    """Whole replicates of a pool (runs, k), with replacement."""
    return lambda chance, runs: pool[chance.integers(len(pool), size=runs)]


def skewed(means: Floats, deviation: float) -> Make:
    """Exponential losses, each arm's its own: the few bad runs weigh most."""
    return lambda chance, runs: means + deviation * (1.0 - chance.standard_exponential((runs, len(means))))


def normal_cases(arms: int = 6, effect: float = 0.1, deviation: float = 0.2) -> Iterator[Case]:
    """Kim and Nelson's hardest case, the best ahead of all others by the smallest effect, and easier ones."""
    slippage = np.zeros(arms)
    slippage[0] = effect
    even, rising = np.full(arms, deviation), deviation * np.linspace(0.5, 1.5, arms)
    steps = effect * np.linspace(0.0, -1.5, arms)
    for name, means, deviations, shared in (
        ("slippage, equal variances, separate luck", slippage, even, 0.0),
        ("slippage, equal variances, common luck", slippage, even, 0.6),
        ("slippage, the best varies least", slippage, rising, 0.0),
        ("slippage, the best varies most", slippage, rising[::-1], 0.0),
        ("slippage, unequal variances, common luck", slippage, rising[::-1], 0.6),
        ("all equal, common luck", np.zeros(arms), even, 0.6),
        ("steps of .3 effects, common luck", steps, even, 0.6),
        ("two best half an effect apart, separate luck", np.array([0.5, 0.0]) * effect, even[:2], 0.0),
        ("two, the effect apart, separate luck", np.array([1.0, 0.0]) * effect, even[:2], 0.0),
    ):
        yield Case("normal", name, means, normals(means, deviations, shared), effect)


def pool_cases(name: str, pool: Floats) -> Iterator[Case]:
    """The pool as it is, at several smallest effects, the hardest among them; and its luck with means set to the hardest case."""
    means = pool.mean(axis=0)
    lead = float(means.max() - np.sort(means)[-2])
    for effect, told in ((0.1, "as lived"), (0.05, "as lived"), (lead, "as lived, the effect its lead")):
        yield Case(name, told, means, drawn_from(pool), effect)
    best = int(np.argmax(means))
    for effect in (0.1, 0.05):
        target = np.where(np.arange(len(means)) == best, effect, 0.0)
        yield Case(name, "its luck, slippage", target, drawn_from(pool - means + target), effect)
    yield Case(name, "its luck, all equal", np.zeros(len(means)), drawn_from(pool - means), 0.1)


def skewed_cases(arms: int = 6, effect: float = 0.1) -> Iterator[Case]:
    """Exponential losses of a standard deviation of two and five smallest effects, the best ahead by the effect."""
    means = np.zeros(arms)
    means[0] = effect
    for times in (2, 5):
        yield Case(
            "exponential", f"slippage, {times} effects wide", means, skewed(means, times * effect), effect
        )


def pool_of(name: str, runs: int, seed: int = 2024) -> Floats:
    """The index at the end of many runs of a shipped scenario under its arms, (runs, arms)."""
    scenario = Scenario.load(name)
    lived = simulate_arms(scenario, scenario.arms, runs=runs, seed=seed)
    return np.column_stack([ensemble.of("index")[:, -1] for ensemble in lived.values()])


def searched(case: Case, repetition: int, sure: float = SURE) -> Search:
    """One search on fresh luck."""
    chance = np.random.default_rng([repetition, 7])
    question = Question(sure, case.effect, ALLOWED)
    return search(lambda first, runs, most: case.make(chance, runs), question)


def errors(case: Case, found: Search) -> tuple[bool, bool]:
    """Whether the set is wrong, and whether the one arm of Kim and Nelson is: not within the effect of the best."""
    behind = case.means.max() - case.means
    far = behind >= case.effect - 1e-9
    kept = np.array(found.kept)
    wrong = not kept[int(np.argmax(case.means))] or bool((kept & far).any()) or not found.decided
    return wrong, found.kim_nelson is not None and bool(far[found.kim_nelson])


def rates(case: Case, repetitions: int = REPETITIONS, sure: float = SURE) -> Rates:
    """Error rates and efforts over so many searches."""
    found = [searched(case, repetition, sure) for repetition in range(repetitions)]
    wrong = np.array([errors(case, each) for each in found])
    return Rates(
        wrong=float(wrong[:, 0].mean()),
        kim_nelson_wrong=float(wrong[:, 1].mean()),
        kept=float(np.mean([sum(each.kept) for each in found])),
        runs=float(np.mean([len(each.values) for each in found])),
    )


def all_cases() -> Iterator[Case]:
    """Every line of the table."""
    yield from normal_cases()
    for name, runs in POOLS.items():
        yield from pool_cases(name, pool_of(name, runs))
    yield from skewed_cases()


def main(arguments: list[str]) -> int:
    """The table, on stdout or in a file. Exit code."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--repetitions", type=int, default=REPETITIONS)
    parser.add_argument("--out", type=Path, help="a CSV file")
    asked = parser.parse_args(arguments)
    lines = []
    for case in all_cases():
        found = rates(case, asked.repetitions)
        shares = (f"{100 * found.wrong:.1f} %", f"{100 * found.kim_nelson_wrong:.1f} %")
        effort = (f"{found.kept:.2f}", f"{found.runs:.0f}", asked.repetitions)
        lines.append((case.outcomes, case.name, f"{case.effect:.3f}", *shares, *effort))
        print(*lines[-1], sep="  |  ", flush=True)
    if asked.out:
        with asked.out.open("w", encoding="utf-8", newline="") as file:
            csv.writer(file, lineterminator="\n").writerows([COLUMNS, *lines])
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
