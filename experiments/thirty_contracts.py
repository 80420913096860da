"""Where policies end over thirty contracts chosen by chance: `python experiments/thirty_contracts.py` prints the tables.

The contracts are drawn from all 372 with seed 0 before anything is run. Each is run under no intervention, the four
stances and four yardsticks, on the same luck, each run with an accepted point. Nothing is left out: a contract in which the
stances hardly differ counts as one in which they do. Two tables: the ladder, and the profile (gains over no intervention in
units of each outcome, with 95 % intervals over contracts). `--page PAGE` writes them between their marks in a page.
"""

import argparse
import re
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from simul_agir import Collection
from simul_agir.locale import words as spoken
from simul_agir.simulation import Ensemble
from simul_agir.simulation.aftermath import simulate_aftermath
from simul_agir.study.mixture import mixture_of
from simul_agir.study.outcomes import SMALLEST_RELEVANT_EFFECT
from simul_agir.study.profile.families import FAMILIES, frozen_spreads
from simul_agir.study.profile.profiling import profiled
from simul_agir.study.statistics import student

Floats = NDArray[np.float64]

CONTRACTS, CHOICE, RUNS, SEED = 30, 0, 120, 1
STANCES = ("residents", "ordinary_resources", "conditional_aid", "resilience")
ARMS = ("none", *STANCES, "mixed", "animation", "decree", "money")
SHOWN = (*STANCES, "mixed", "animation")  # arms of the profile
SIGNS = {each.name: each.sign for family in FAMILIES for each in family.outcomes}
STAGES = ("latency", "belonging", "team", "team_action", "excellence")
TABLE = re.compile(r"(?<=<!-- thirty contracts -->\n).*?(?=<!-- -->\n)", re.DOTALL)

COLUMNS = {
    "en": ("arm", "index at the end", "lowest to highest contract", *STAGES, "best of the four in"),
    "fr": (
        *("variante", "indice à la fin", "du contrat le plus bas au plus haut"),
        *("latence", "appartenance", "équipe", "équipe-action", "excellence"),
        "meilleur des quatre dans",
    ),
}
WORDS = {
    "en": (
        "From the best to the worst of the four, the index differs by {low} to {high}, {middle} in the "
        "contract in the middle; by 0.1 or more in {apart} of {contracts} contracts. Runs end above `none` in "
        "{above} of pairs under the worst of the four. Some actor stands at each stage in some month: under "
        "{reached}. The collective as a whole ended at most at stage {collective} (0 to 4)."
    ),
    "fr": (
        "Du meilleur au pire des quatre, l'indice diffère de {low} à {high}, de {middle} dans le contrat du "
        "milieu ; de 0,1 ou plus dans {apart} contrats sur {contracts}. Sous le pire des quatre, {above} des paires "
        "finissent au-dessus de `none`. Il se trouve à chacun des cinq stades, en quelque mois, un acteur : sous {reached}. "
        "Le collectif entier a fini au plus haut au stade {collective} (0 à 4)."
    ),
}
PROFILE = {
    "en": "gain over no intervention, in units (more is better)",
    "fr": "gain sur l'absence d'intervention, en unités (plus est mieux)",
}
FIRST = {"en": "first under this share of visions", "fr": "première sous cette part des visions"}
EVERY = {"en": "every arm", "fr": "toutes les variantes"}
NOBODY = {"en": "no arm", "fr": "aucune variante"}


@dataclass(frozen=True)
class Place:
    """What one contract came to: index (arms, runs), shares of stages at the end (arms, 5), stages some actor reached.

    gains: (SHOWN, outcomes) mean gain over no intervention in units, more is better. shares: (SHOWN,) of visions.
    """

    code: str
    index: Floats
    stages: Floats
    reached: NDArray[np.bool_]
    collective: int
    gains: Floats
    shares: Floats


def chosen(number: int = CONTRACTS, choice: int = CHOICE) -> tuple[str, ...]:
    """Codes of so many contracts, drawn without replacement."""
    codes = np.array(Collection.load("france").codes)
    drawn = np.random.default_rng(choice).choice(codes, size=number, replace=False)
    return tuple(sorted(str(code) for code in drawn))


def lived(code: str, runs: int = RUNS, seed: int = SEED) -> Place:
    """One contract under every arm."""
    scenario = Collection.load("france").scenario(code)
    points = mixture_of(scenario)
    found = simulate_aftermath(scenario, ARMS, runs=runs, seed=seed, points=points)
    arms = [each.ensemble for each in found.values()]
    profile = profiled(scenario, {name: found[name] for name in ("none", *SHOWN)}, seed, None, len(points))
    return Place(
        code,
        index=np.stack([arm.of("index")[:, -1] for arm in arms]),
        stages=np.stack([[arm.of(stage)[:, -1].mean() for stage in STAGES] for arm in arms]),
        reached=np.stack([stages_reached(arm) for arm in arms]),
        collective=int(max(arm.of("collective_stage")[:, -1].max() for arm in arms)),
        gains=np.array(
            [
                [SIGNS[name] * profile.gain(arm, name).mean / unit for name, unit in frozen_spreads().items()]
                for arm in SHOWN
            ]
        ),
        shares=np.array([profile.standing(arm).share for arm in SHOWN]),
    )


def stages_reached(arm: Ensemble) -> NDArray[np.bool_]:
    """Whether some actor stood at each stage in some month after month 0 of some run, (5,)."""
    return np.array([bool((arm.of(stage)[:, 1:] > 0).any()) for stage in STAGES])


def lines(places: Sequence[Place], lang: str) -> list[str]:
    """A line for each arm, in Markdown."""
    ends = np.stack([place.index.mean(axis=1) for place in places])  # (contracts, arms)
    stages = np.stack([place.stages for place in places]).mean(axis=0)
    four = [ARMS.index(stance) for stance in STANCES]
    best = np.bincount(ends[:, four].argmax(axis=1), minlength=len(STANCES))
    columns, translate = COLUMNS[lang], spoken(lang)
    found = [f"| {' | '.join(columns)} |", "|---|" + "---:|" * (len(columns) - 1)]
    for arm, name in enumerate(ARMS):
        end = ends[:, arm]
        won = str(best[STANCES.index(name)]) if name in STANCES else "–"
        shares = (f"{translate.number(100 * share, 1)} %" for share in stages[arm])
        reach = f"{translate.number(end.min())} – {translate.number(end.max())}"
        cells = (f"`{name}`", translate.number(end.mean()), reach, *shares, won)
        found.append(f"| {' | '.join(cells)} |")
    return found


def profile_lines(places: Sequence[Place], lang: str) -> list[str]:
    """A line for each outcome of the profile, an arm a column; then the share of visions under which each is first."""
    translate = spoken(lang)
    found = [
        f"| {PROFILE[lang]} | {' | '.join(f'`{arm}`' for arm in SHOWN)} |",
        "|---|" + "---:|" * len(SHOWN),
    ]
    gains = np.stack([place.gains for place in places])  # (contracts, arms, outcomes)
    for column, name in enumerate(frozen_spreads()):
        cells = []
        for arm in range(len(SHOWN)):
            values = gains[:, arm, column]
            low, high = student(values)
            cells.append(
                f"{translate.signed(float(values.mean()), 1)} {translate.interval(float(low), float(high), 1, signed=True)}"
            )
        found.append(f"| {translate.name('profile_outcome', name)} | {' | '.join(cells)} |")
    shares = np.stack([place.shares for place in places]).mean(axis=0)
    found.append(f"| {FIRST[lang]} | {' | '.join(translate.percent(share) for share in shares)} |")
    return found


def words(places: Sequence[Place], lang: str) -> str:
    """How far the four are apart, and what was reached."""
    four = [ARMS.index(stance) for stance in STANCES]
    ends = np.stack([place.index.mean(axis=1) for place in places])[:, four]
    spread = ends.max(axis=1) - ends.min(axis=1)
    worst = [four[int(place)] for place in ends.argmin(axis=1)]
    above = np.mean([(at.index[arm] > at.index[0]).mean() for at, arm in zip(places, worst, strict=True)])
    whole = np.any([place.reached for place in places], axis=0).all(axis=1)
    translate = spoken(lang)
    return WORDS[lang].format(
        low=translate.number(spread.min()),
        high=translate.number(spread.max()),
        middle=translate.number(float(np.median(spread))),
        apart=int((spread >= SMALLEST_RELEVANT_EFFECT).sum()),
        contracts=len(places),
        above=translate.percent(above),
        reached=EVERY[lang]
        if whole.all()
        else ", ".join(f"`{name}`" for name, all_five in zip(ARMS, whole, strict=True) if all_five)
        or NOBODY[lang],
        collective=max(place.collective for place in places),
    )


def text_of(places: Sequence[Place], lang: str) -> str:
    """Both tables, with words between them."""
    return "\n".join([*lines(places, lang), "", words(places, lang), "", *profile_lines(places, lang), ""])


def main(arguments: list[str]) -> int:
    """The tables on stdout, and in a page that has their marks. Exit code."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--contracts", type=int, default=CONTRACTS)
    parser.add_argument("--choice", type=int, default=CHOICE, help="seed of the choice of contracts")
    parser.add_argument("--runs", type=int, default=RUNS)
    parser.add_argument("--seed", type=int, default=SEED, help="seed of the luck")
    parser.add_argument("--lang", choices=("en", "fr"), default="en")
    parser.add_argument(
        "--page", type=Path, action="append", default=[], help="a page to write them into; French if .fr.md"
    )
    asked = parser.parse_args(arguments)
    places = []
    for code in chosen(asked.contracts, asked.choice):
        places.append(lived(code, asked.runs, asked.seed))
        print(f"{len(places)} of {asked.contracts}: {code}", file=sys.stderr, flush=True)
    print(text_of(places, asked.lang))
    for page in asked.page:
        lang = "fr" if page.name.endswith(".fr.md") else "en"
        text = text_of(places, lang)
        held = page.read_text(encoding="utf-8")
        page.write_text(TABLE.sub(lambda _, text=text: text, held), encoding="utf-8")
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
