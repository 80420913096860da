"""Writes the tables of docs/assumptions.md in both languages; --answer: their verdict and figure too; --check: compares."""

import csv
import json
import re
import shutil
import sys
import tempfile
import textwrap
from functools import partial
from pathlib import Path

from simul_agir import Scenario, compare
from simul_agir.locale import words
from simul_agir.locale.words import typeset
from simul_agir.model.parameters import PARAMETERS
from simul_agir.report.figures.sets_figure import draw_sets
from simul_agir.report.figures.style import figure_of
from simul_agir.report.files.comparison_files import save_figure
from simul_agir.study import Comparison

DOCS = Path(__file__).parent
FOLDER = DOCS.parent / "experiments" / "calibration"
PAGES = {"en": "assumptions.md", "fr": "assumptions.fr.md"}
VERDICT = re.compile(r"(?<=<!-- verdict -->\n).*?(?=<!-- -->\n)", re.DOTALL)
MOST_PAIRS = 10
NONE = "–"

HEADS = {
    "en": {
        "counts": ("wave", "points", "not implausible"),
        "targets": (
            *("measure", "data", "allowed", "wave 1", "last wave", "defaults", "accepted sets: median (lowest to highest)"),
            *("in the band", "on contracts held out: median", "in the band", "not implausible"),
        ),
        "parameters": ("parameter", "default", "tried", "four accepted sets in five", "spread", "p", "the data"),
        "pairs": ("one", "the other", "rank correlation", "p"),
        "informed": "narrow it",
        "free": "leave it free",
        "no_pairs": "No pair goes together beyond chance.",
        "to": "{} to {}",
    },
    "fr": {
        "counts": ("vague", "points", "non implausibles"),
        "targets": (
            *("mesure", "données", "toléré", "vague 1", "dernière vague", "défauts"),
            "jeux retenus : médiane (de la plus basse à la plus haute)",
            *("dans la bande", "sur les contrats réservés : médiane", "dans la bande", "non implausibles"),
        ),
        "parameters": ("paramètre", "défaut", "essayé", "quatre jeux retenus sur cinq", "étendue", "p", "les données"),
        "pairs": ("l'un", "l'autre", "corrélation des rangs", "p"),
        "informed": "le resserrent",
        "free": "le laissent libre",
        "no_pairs": "Aucun couple ne va ensemble au-delà du hasard.",
        "to": "{} à {}",
    },
}  # fmt: skip


def rows(name: str) -> list[dict[str, str]]:
    """The lines of a table of the calibration."""
    with (FOLDER / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def shown(text: str, lang: str, digits: int = 3) -> str:
    """A number with so many digits that count, as the language writes it."""
    if text == "":
        return NONE
    value = float(f"{float(text):.{digits}g}")
    written = f"{value:.6f}".rstrip("0").rstrip(".") or "0"
    return written.replace(".", ",") if lang == "fr" else written


def share(text: str, lang: str) -> str:
    """A share in percent."""
    return f"{100 * float(text):.0f}{chr(160) if lang == 'fr' else ' '}%"


def table(heads: tuple[str, ...], lines: list[list[str]]) -> str:
    """A table of the page."""
    every = [heads, ["---"] * len(heads), *lines]
    return "\n".join("| " + " | ".join(line) + " |" for line in every)


def counts(lang: str) -> str:
    """How many points each wave had, and how many of them remain."""
    points = rows("points")
    waves = sorted({int(row["wave"]) for row in points})
    lines = []
    for wave in waves:
        here = [row for row in points if int(row["wave"]) == wave]
        kept = sum(int(row["accepted"]) for row in here)
        lines.append([str(wave), str(len(here)), f"{kept} ({share(str(kept / len(here)), lang)})"])
    return table(HEADS[lang]["counts"], lines)


def targets(lang: str) -> str:
    """What was to be met, and what came of it."""
    made = json.loads((FOLDER / "calibration.json").read_text(encoding="utf-8"))
    sets, last = made["kept"], len(made["points"])
    lines = []
    for row in rows("targets"):
        low, high = (shown(row[end], lang) for end in ("low", "high"))
        band = low if low == high else HEADS[lang]["to"].format(low, high)
        allowed = (float(row["error"]) ** 2 + float(row["discrepancy"]) ** 2) ** 0.5
        spread = HEADS[lang]["to"].format(shown(row["sets_low"], lang, 2), shown(row["sets_high"], lang, 2))
        lines.append(
            [
                f"`{row['measure']}`",
                band,
                shown(str(allowed), lang, 2),
                share(row["met_wave_1"], lang),
                share(row[f"met_wave_{last}"], lang),
                f"{shown(row['default'], lang, 2)} ({shown(row['default_implausibility'], lang, 2)})",
                f"{shown(row['sets_median'], lang, 2)} ({spread})",
                f"{row['sets_in_band']}/{sets}",
                shown(row["held_out_median"], lang, 2),
                f"{row['held_out_in_band']}/{sets}",
                f"{row['held_out_met']}/{sets}",
            ]
        )
    return table(HEADS[lang]["targets"], lines)


def parameters(lang: str) -> str:
    """What the data say of each number, the most narrowed first."""
    translate = HEADS[lang]
    lines = [
        [
            f"`{row['parameter']}`",
            shown(str(PARAMETERS[row["parameter"]].default), lang),
            translate["to"].format(shown(row["low"], lang), shown(row["high"], lang)),
            translate["to"].format(shown(row["accepted_low"], lang, 2), shown(row["accepted_high"], lang, 2)),
            shown(row["spread"], lang, 2),
            shown(row["p"], lang, 2)
            if float(row["p"]) >= 0.001
            else ("<0,001" if lang == "fr" else "<0.001"),
            translate["informed"] if row["informed"] == "1" else translate["free"],
        ]
        for row in sorted(rows("parameters"), key=lambda row: (-int(row["informed"]), float(row["spread"])))
    ]
    return table(translate["parameters"], lines)


def pairs(lang: str) -> str:
    """Numbers that go together among all that remain, the strongest first."""
    translate = HEADS[lang]
    lines = [
        [
            f"`{row['first']}`",
            f"`{row['second']}`",
            shown(row["correlation"], lang, 2),
            shown(row["p"], lang, 2)
            if float(row["p"]) >= 0.001
            else ("<0,001" if lang == "fr" else "<0.001"),
        ]
        for row in rows("pairs")[:MOST_PAIRS]
    ]
    return table(translate["pairs"], lines) if lines else str(translate["no_pairs"])


def findings(lang: str) -> str:
    """What comes out, in words: what remains, by which rule, what nobody meets, what the defaults miss."""
    translate = WORDS[lang]
    made = json.loads((FOLDER / "calibration.json").read_text(encoding="utf-8"))
    targets, numbers = rows("targets"), rows("parameters")
    sets, cutoff = made["kept"], 3.0
    told = [
        translate["remain"].format(accepted=made["accepted"], points=sum(made["points"]), kept=sets),
        translate["order"][made["order"] - 1],
        translate["alone"].format(
            count=sum("" in row.values() for row in rows("points")), points=sum(made["points"])
        ),
        _named(translate["unmet"], translate["all_met"], made["unmet"]),
        _named(
            translate["seldom"],
            translate["often"],
            [row["measure"] for row in targets if 2 * int(row["sets_met"]) < sets],
        ),
        _named(
            translate["outside"],
            translate["inside"],
            [r["measure"] for r in targets if 2 * int(r["sets_in_band"]) < sets],
        ),
        _named(
            translate["missed"],
            translate["met"],
            [row["measure"] for row in targets if float(row["default_implausibility"]) > cutoff],
        ),
        _named(
            translate["lost"],
            translate["kept"],
            [row["measure"] for row in targets if 2 * int(row["held_out_met"]) < sets],
        ),
        translate["identified"].format(
            informed=sum(int(row["informed"]) for row in numbers),
            numbers=len(numbers),
            free=sum(1 - int(row["informed"]) for row in numbers),
        ),
    ]
    return "\n".join(f"- {line}" for line in told)


def _named(some: str, none: str, names: list[str]) -> str:
    return some.format(names=", ".join(f"`{name}`" for name in names)) if names else none


WORDS = {
    "en": {
        "remain": "**{accepted} of {points} points remain**, {kept} of them are the accepted sets.",
        "order": (
            "Each of them meets every target that any point meets.",
            "Fewer than 20 points meet all targets at once. By the rule that stood beforehand, the *second-highest* "
            "implausibility decides: an accepted set may miss one target by any distance.",
            "Fewer than 20 points miss one target at most. By the rule that stood beforehand, the *third-highest* "
            "implausibility decides: an accepted set may miss two targets by any distance.",
        ),
        "alone": "At {count} of the {points} points a measure cannot be computed (too few led actions to correlate, for "
        "example): they are ruled out, because nothing can be compared.",
        "unmet": "**Visibly unmet**: no point at all meets {names}.",
        "all_met": "Each target alone is met by some point.",
        "seldom": "**Mostly unmet**: fewer than half of the accepted sets meet {names}, allowances included.",
        "often": "Each target is met, allowances included, by at least half of the accepted sets.",
        "outside": "**Met thanks to the allowances only**: fewer than half of the accepted sets lie in the band itself "
        "for {names}.",
        "inside": "At least half of the accepted sets lie in each band itself.",
        "missed": "The defaults are implausible for {names}.",
        "met": "The defaults are implausible for no target.",
        "lost": "On contracts held out, fewer than half of the accepted sets meet {names}.",
        "kept": "On contracts held out, each target is met by at least half of the accepted sets.",
        "identified": "**Of {numbers} numbers the data narrow {informed}; {free} stay unidentified.**",
    },
    "fr": {
        "remain": "**{accepted} points sur {points} restent**, dont {kept} forment les jeux retenus.",
        "order": (
            "Chacun d'eux atteint toute cible qu'un point au moins atteint.",
            "Moins de 20 points atteignent toutes les cibles à la fois. Selon la règle posée d'avance, c'est la "
            "*deuxième* plus haute implausibilité qui décide : un jeu retenu peut manquer une cible, de toute distance.",
            "Moins de 20 points manquent une cible au plus. Selon la règle posée d'avance, c'est la "
            "*troisième* plus haute implausibilité qui décide : un jeu retenu peut manquer deux cibles, de toute distance.",
        ),
        "alone": "En {count} des {points} points, une mesure ne se calcule pas (trop peu d’actions menées pour une "
        "corrélation, par exemple) : ils sont écartés, faute de comparaison possible.",
        "unmet": "**Visiblement pas atteint** : aucun point n'atteint {names}.",
        "all_met": "Chaque cible seule est atteinte par un point au moins.",
        "seldom": "**Le plus souvent pas atteint** : moins de la moitié des jeux retenus atteignent {names}, "
        "tolérances comprises.",
        "often": "Chaque cible est atteinte, tolérances comprises, par la moitié au moins des jeux retenus.",
        "outside": "**Atteint grâce aux tolérances seulement** : moins de la moitié des jeux retenus sont dans la bande "
        "même pour {names}.",
        "inside": "La moitié au moins des jeux retenus est dans chaque bande même.",
        "missed": "Les valeurs par défaut sont implausibles pour {names}.",
        "met": "Les valeurs par défaut ne sont implausibles pour aucune cible.",
        "lost": "Sur les contrats réservés, moins de la moitié des jeux retenus atteignent {names}.",
        "kept": "Sur les contrats réservés, chaque cible est atteinte par la moitié au moins des jeux retenus.",
        "identified": "**De {numbers} nombres, les données en resserrent {informed} ; {free} restent non identifiés.**",
    },
}


TABLES = {
    "counts": counts,
    "targets": targets,
    "findings": findings,
    "parameters": parameters,
    "pairs": pairs,
}


def page_with_tables(lang: str) -> str:
    """The page, with the tables of the calibration that is kept."""
    text = (DOCS / PAGES[lang]).read_text(encoding="utf-8")
    for name, make in TABLES.items():
        place = re.compile(rf"(?<=<!-- {name} -->\n).*?(?=<!-- -->\n)", re.DOTALL)
        made = typeset(make(lang)) if lang == "fr" else make(lang)
        text = place.sub(lambda _, made=made: f"\n{made}\n\n", text, count=1)
    return text


def answer() -> Comparison:
    """What the pages quote: one territory under the accepted sets."""
    return compare(Scenario.load("loos-en-gohelle"), assumptions="accepted")


def page_with_verdict(comparison: Comparison, lang: str) -> str:
    """The page, with the verdict of this comparison."""
    quoted = textwrap.fill(comparison.sentence(lang), 125, initial_indent="> ", subsequent_indent="> ")
    text = (DOCS / PAGES[lang]).read_text(encoding="utf-8")
    return VERDICT.sub(lambda _: f"\n{quoted}\n\n", text, count=1)


def write_answer() -> None:
    """The verdict of both pages, and their figures."""
    comparison = answer()
    assert comparison.over_sets is not None
    for lang, name in PAGES.items():
        (DOCS / name).write_text(page_with_verdict(comparison, lang), encoding="utf-8")
        drawn = partial(figure_of, draw_sets(comparison, comparison.over_sets, words(lang)))
        with tempfile.TemporaryDirectory() as folder:
            save_figure(drawn, Path(folder) / "sets")
            shutil.copy(
                Path(folder) / "sets.png",
                DOCS / "images" / name.replace("assumptions", "sets").replace(".md", ".png"),
            )


def main(arguments: list[str]) -> int:
    """Writes both pages, with --answer their verdict too; with --check, only says whether the tables are up to date."""
    if "--answer" in arguments:
        write_answer()
    stale = [
        lang for lang in PAGES if (DOCS / PAGES[lang]).read_text(encoding="utf-8") != page_with_tables(lang)
    ]
    if "--check" in arguments:
        print("\n".join(f"{PAGES[lang]} is out of date" for lang in stale))
        return int(bool(stale))
    for lang, name in PAGES.items():
        (DOCS / name).write_text(page_with_tables(lang), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
