"""How often a sure verdict is wrong, over a thousand searches each: `python experiments/sure_verdicts.py` prints it.

Three sources of outcomes. Normal ones, with means, variances and correlation at will. This model's own: a large pool of
runs of a scenario, whole replicates of which are drawn with replacement, so that arms keep the luck they share; the
pool's means are the truth. And heavily skewed ones, worse than the model's, to show where the guarantee ends.

A search is wrong when the best arm is not kept, or an arm is kept that lies the smallest effect below it or more.
"""

import argparse
import re
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from simul_agir import Scenario
from simul_agir.simulation import simulate_arms
from simul_agir.study.mixture import mixture_of
from simul_agir.study.search.sequential import Question, Search, search

Floats = NDArray[np.float64]
Make = Callable[[np.random.Generator, int], Floats]  # (runs, k) outcomes

REPETITIONS = 1000
SURE = 0.95
ALLOWED = 1_000_000  # runs: no search is cut short
POOLS = (
    ("classroom", 6000, None, (0.1, 0.05)),
    ("small-contract", 4000, None, (0.1, 0.05)),
    ("small-contract", 10_000, 12, (0.02, 0.01)),  # one year: few runs differ at all, those that do by much
    ("loos-en-gohelle", 1500, None, (0.1, 0.05)),
)  # scenario, runs, months if not its own, smallest effects
LEAST_LEAD = 0.2  # of the smallest effect: below that, a search for the lead itself has no end
COLUMNS = (
    *("outcomes", "case", "smallest effect", "wrong", "Kim and Nelson's arm wrong"),
    *("interval covers", "arms kept", "runs"),
)
FRENCH = {
    "outcomes": "résultats",
    "case": "cas",
    "smallest effect": "plus petit effet",
    "wrong": "erreur",
    "Kim and Nelson's arm wrong": "erreur de celui de Kim et Nelson",
    "interval covers": "l’intervalle couvre",
    "arms kept": "gardés",
    "runs": "simulations",
    "normal": "lois normales",
    "exponential": "exponentielles",
    "disasters": "désastres",
    "slippage, equal variances, separate luck": "glissement, variances égales, tirages séparés",
    "slippage, equal variances, common luck": "glissement, variances égales, tirages communs",
    "slippage, the best varies least": "glissement, le meilleur varie le moins",
    "slippage, the best varies most": "glissement, le meilleur varie le plus",
    "slippage, unequal variances, common luck": "glissement, variances inégales, tirages communs",
    "all equal, common luck": "tous égaux, tirages communs",
    "steps of .3 effects, common luck": "marches de 0,3 effet, tirages communs",
    "two best half an effect apart, separate luck": "les deux meilleurs à un demi-effet, tirages séparés",
    "two, the effect apart, separate luck": "deux, à un effet l’un de l’autre, tirages séparés",
    "as simulated": "tel quel",
    "as simulated, the effect its lead": "tel quel, l’effet égal à l’avance",
    "its luck, slippage": "ses tirages, glissement",
    "its luck, all equal": "ses tirages, tous égaux",
    "slippage, 2 effects wide": "glissement, large de 2 effets",
    "slippage, 5 effects wide": "glissement, large de 5 effets",
    "one run in 20": "une simulation sur 20",
    "one run in 50": "une simulation sur 50",
    "one run in 200": "une simulation sur 200",
    "small-contract, 12 months": "small-contract, 12 mois",
}
TABLE = re.compile(r"(?<=<!-- rates -->\n).*?(?=<!-- -->\n)", re.DOTALL)


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
    """Shares of searches with a wrong set, with a wrong arm by KN, whose interval covers; mean arms kept, runs."""

    wrong: float
    kim_nelson_wrong: float
    covered: float
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


def pool_cases(name: str, pool: Floats, effects: tuple[float, ...] = (0.1, 0.05)) -> Iterator[Case]:
    """The pool as it is, at several smallest effects; and its luck about means of Kim and Nelson's hardest case."""
    means = pool.mean(axis=0)
    lead = float(means.max() - np.sort(means)[-2])
    for effect in effects:
        yield Case(name, "as simulated", means, drawn_from(pool), effect)
    if lead >= LEAST_LEAD * effects[-1]:
        yield Case(name, "as simulated, the effect its lead", means, drawn_from(pool), lead)
    best = int(np.argmax(means))
    for effect in effects:
        target = np.where(np.arange(len(means)) == best, effect, 0.0)
        yield Case(name, "its luck, slippage", target, drawn_from(pool - means + target), effect)
    yield Case(name, "its luck, all equal", np.zeros(len(means)), drawn_from(pool - means), effects[0])


def disasters(effect: float, chance_of_one: float) -> Make:
    """Two arms that hardly vary, but for rare runs of the second which cost it the effect, on average."""

    def make(chance: np.random.Generator, runs: int) -> Floats:
        values = 0.01 * chance.standard_normal((runs, 2))
        values[:, 1] -= (effect / chance_of_one) * (chance.random(runs) < chance_of_one)
        return values

    return make


def worse_cases(arms: int = 6, effect: float = 0.1) -> Iterator[Case]:
    """What no batch makes normal: exponential losses of a deviation of so many effects, and disasters rarer and rarer."""
    slippage = np.where(np.arange(arms) == 0, effect, 0.0)
    for times in (2, 5):
        make = skewed(slippage, times * effect)
        yield Case("exponential", f"slippage, {times} effects wide", slippage, make, effect)
    for rare in (20, 50, 200):
        make = disasters(effect, 1.0 / rare)
        yield Case("disasters", f"one run in {rare}", np.array([0.0, -effect]), make, effect)


def pool_of(name: str, runs: int, months: int | None = None, seed: int = 2024) -> Floats:
    """The index at the end of many runs of a shipped scenario under its arms, over the accepted points, (runs, arms)."""
    scenario = Scenario.load(name)
    scenario = scenario if months is None else replace(scenario, months=months)
    ensembles = simulate_arms(scenario, scenario.arms, runs=runs, seed=seed, points=mixture_of(scenario))
    return np.column_stack([ensemble.of("index")[:, -1] for ensemble in ensembles.values()])


def searched(case: Case, repetition: int, sure: float = SURE) -> Search:
    """One search on fresh luck."""
    chance = np.random.default_rng([repetition, 7])
    question = Question(sure, case.effect, ALLOWED)
    return search(lambda _first, runs, _most: case.make(chance, runs), question)


def errors(case: Case, found: Search) -> tuple[bool, bool]:
    """Whether the set is wrong, and whether the one arm of Kim and Nelson is: not within the effect of the best."""
    behind = case.means.max() - case.means
    far = behind >= case.effect - 1e-9
    kept = np.array(found.kept)
    wrong = not kept[int(np.argmax(case.means))] or bool((kept & far).any()) or not found.decided
    return wrong, found.kim_nelson is not None and bool(far[found.kim_nelson])


def covered(case: Case, found: Search) -> bool:
    """Whether the usual 95 % interval of the lead of the best over the next, taken after stopping, holds the true lead."""
    best, following = np.argsort(-case.means, kind="stable")[:2]
    lead = found.values[:, best] - found.values[:, following]
    half = 1.96 * lead.std(ddof=1) / np.sqrt(len(lead))
    return bool(abs(lead.mean() - (case.means[best] - case.means[following])) <= half)


def rates(case: Case, repetitions: int = REPETITIONS, sure: float = SURE) -> Rates:
    """Error rates and efforts over so many searches."""
    found = [searched(case, repetition, sure) for repetition in range(repetitions)]
    wrong = np.array([errors(case, each) for each in found])
    return Rates(
        wrong=float(wrong[:, 0].mean()),
        kim_nelson_wrong=float(wrong[:, 1].mean()),
        covered=float(np.mean([covered(case, each) for each in found])),
        kept=float(np.mean([sum(each.kept) for each in found])),
        runs=float(np.mean([len(each.values) for each in found])),
    )


def all_cases() -> Iterator[Case]:
    """Every line of the table."""
    yield from normal_cases()
    for name, runs, months, effects in POOLS:
        told = name if months is None else f"{name}, {months} months"
        yield from pool_cases(told, pool_of(name, runs, months), effects)
    yield from worse_cases()


def line_of(case: Case, found: Rates) -> str:
    """A line of the table, in Markdown."""
    shares = (f"{100 * share:.1f} %" for share in (found.wrong, found.kim_nelson_wrong, found.covered))
    effort = (f"{found.kept:.2f}", f"{found.runs:,.0f}")
    return " | ".join(("", case.outcomes, case.name, f"{case.effect:.3f}", *shares, *effort, "")).strip()


def in_french(line: str) -> str:
    """A line of the table in French: its words translated, decimal commas, a thin space between thousands."""
    cells = [cell.strip() for cell in line.strip("|").split("|")]
    found = []
    for cell in cells:
        number = re.fullmatch(r"[0-9,]+(\.[0-9]+)?( %)?", cell)
        text = cell.replace(",", "\u202f").replace(".", ",") if number else FRENCH.get(cell, cell)
        found.append(text.replace(" %", "\u00a0%"))
    return f"| {' | '.join(found)} |"


def write_page(page: Path, lines: list[str]) -> None:
    """The table between the marks of a page, in the language of its name."""
    french = page.name.endswith(".fr.md")
    told = [line if line.startswith("|---") or not french else in_french(line) for line in lines]
    table = "\n".join([*told, ""])
    page.write_text(TABLE.sub(lambda _: table, page.read_text(encoding="utf-8")), encoding="utf-8")


def main(arguments: list[str]) -> int:
    """The table on stdout, and where pages are named, between their marks. Exit code."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--repetitions", type=int, default=REPETITIONS)
    parser.add_argument(
        "--page", type=Path, nargs="+", default=[], help="pages that hold the table already, to write it into"
    )
    asked = parser.parse_args(arguments)
    lines = [f"| {' | '.join(COLUMNS)} |", "|---|---|" + "---:|" * (len(COLUMNS) - 2)]
    print(*lines, sep="\n")
    for case in all_cases():
        lines.append(line_of(case, rates(case, asked.repetitions)))
        print(lines[-1], flush=True)
    for page in asked.page:
        write_page(page, lines)
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
