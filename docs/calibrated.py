"""Writes the tables of docs/assumptions.md again, in both languages, from experiments/calibration: `python docs/calibrated.py`."""

import csv
import json
import re
import sys
from pathlib import Path

DOCS = Path(__file__).parent
FOLDER = DOCS.parent / "experiments" / "calibration"
PAGES = {"en": "assumptions.md", "fr": "assumptions.fr.md"}
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
    from simul_agir.world.parameters import PARAMETERS

    say = HEADS[lang]
    lines = [
        [
            f"`{row['parameter']}`",
            shown(str(PARAMETERS[row["parameter"]].default), lang),
            say["to"].format(shown(row["low"], lang), shown(row["high"], lang)),
            say["to"].format(shown(row["accepted_low"], lang, 2), shown(row["accepted_high"], lang, 2)),
            shown(row["spread"], lang, 2),
            shown(row["p"], lang, 2)
            if float(row["p"]) >= 0.001
            else ("<0,001" if lang == "fr" else "<0.001"),
            say["informed"] if row["informed"] == "1" else say["free"],
        ]
        for row in sorted(rows("parameters"), key=lambda row: (-int(row["informed"]), float(row["spread"])))
    ]
    return table(say["parameters"], lines)


def pairs(lang: str) -> str:
    """Numbers that go together among all that remain, the strongest first."""
    say = HEADS[lang]
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
    return table(say["pairs"], lines) if lines else str(say["no_pairs"])


TABLES = {"counts": counts, "targets": targets, "parameters": parameters, "pairs": pairs}


def page_with_tables(lang: str) -> str:
    """The page, with the tables of the calibration that is kept."""
    text = (DOCS / PAGES[lang]).read_text(encoding="utf-8")
    for name, make in TABLES.items():
        place = re.compile(rf"(?<=<!-- {name} -->\n).*?(?=<!-- -->\n)", re.DOTALL)
        text = place.sub(lambda _, make=make: f"\n{make(lang)}\n\n", text)
    return text


def main(arguments: list[str]) -> int:
    """Writes both pages; with --check, only says whether they are what they should be."""
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
