"""Writes the tables of pairing and ablation in docs/evaluation.md and evaluation.fr.md: `python docs/evaluated.py`.

From experiments/pairing/pairing.json and experiments/ablation/ablation.csv, as their scripts left them.
"""

import csv
import json
import re
from pathlib import Path

from simul_agir.locale import Words, words
from simul_agir.study.profile.families import FAMILIES, frozen_spreads

ROOT = Path(__file__).parents[1]
PAGES = {"en": ROOT / "docs" / "evaluation.md", "fr": ROOT / "docs" / "evaluation.fr.md"}
SIGNS = {each.name: each.sign for family in FAMILIES for each in family.outcomes}
SEPARATOR = {"en": "; ", "fr": " ; "}
SHOWN = 0.5  # units: the smallest change of an outcome that is listed
HEADS = {
    "en": {
        "pairing": (
            "outcome",
            "two stances",
            "a stance and none",
            "effort +5 %",
            "two stances, accepted points",
            "coverage",
            "hardly varies",
        ),
        "ablation": (
            "mechanism off",
            "index at the end",
            "outcomes that change most, in units (more is better)",
        ),
        "little": "nothing by half a unit",
    },
    "fr": {
        "pairing": (
            *("résultat", "deux partis pris", "un parti pris et aucun", "effort +5 %"),
            *("deux partis pris, points retenus", "couverture", "ne varie guère"),
        ),
        "ablation": (
            "mécanisme ôté",
            "indice à la fin",
            "résultats qui changent le plus, en unités (plus est mieux)",
        ),
        "little": "aucun d'une demi-unité",
    },
}


def table(heads: tuple[str, ...], rows: list[list[str]]) -> str:
    """A table of Markdown, figures to the right."""
    lines = [f"| {' | '.join(heads)} |", "|---|" + "---:|" * (len(heads) - 1)]
    return "\n".join([*lines, *(f"| {' | '.join(row)} |" for row in rows)])


def pairing(translate: Words) -> str:
    """Runs saved by pairing, and coverage of intervals, a line an outcome."""
    made = json.loads((ROOT / "experiments" / "pairing" / "pairing.json").read_text(encoding="utf-8"))
    one, many = made["one_point"], made["accepted_points"]
    rows = []
    for name, kinds in one["saved"].items():
        figures = [kinds.get(kind) for kind in ("stances", "none", "effort +5 %")]
        figures.append(many["saved"].get(name, {}).get("stances"))
        cells = ["–" if figure is None else translate.number(figure, 1) for figure in figures]
        rows.append(
            [
                translate.name("profile_outcome", name),
                *cells,
                f"{translate.number(100 * one['coverage'][name], 1)} %",
                translate.percent(one["hardly_varies"][name]),
            ]
        )
    return table(HEADS[translate.lang]["pairing"], rows)


def ablation(translate: Words) -> str:
    """What changes with each mechanism off, a line a mechanism."""
    path = ROOT / "experiments" / "ablation" / "ablation.csv"
    with path.open(encoding="utf-8", newline="") as file:
        found = list(csv.DictReader(file))
    rows = []
    for line in found:
        changes = {name: SIGNS[name] * float(line[name]) for name in frozen_spreads()}
        most = sorted(changes, key=lambda name: -abs(changes[name]))[:4]
        told = [
            f"{translate.name('profile_outcome', name)} {translate.signed(changes[name], 1)}"
            for name in most
            if abs(changes[name]) >= SHOWN
        ]
        rows.append(
            [
                f"`{line['mechanism']}`",
                translate.signed(changes["index"], 1),
                SEPARATOR[translate.lang].join(told) or HEADS[translate.lang]["little"],
            ]
        )
    return table(HEADS[translate.lang]["ablation"], rows)


def page_with(text: str, translate: Words) -> str:
    """A page with both tables."""
    for name, make in (("pairing", pairing), ("ablation", ablation)):
        block = re.compile(rf"(<!-- {name} -->\n).*?(<!-- -->\n)", re.DOTALL)
        text = block.sub(lambda at, make=make: f"{at[1]}\n{make(translate)}\n\n{at[2]}", text)
    return text


def main() -> None:
    """Both pages."""
    for lang, page in PAGES.items():
        page.write_text(page_with(page.read_text(encoding="utf-8"), words(lang)), encoding="utf-8")


if __name__ == "__main__":
    main()
