"""Writes what was frozen into docs/calibration.md, in both languages, from experiments/calibration; --check compares."""

import csv
import json
import re
import sys
import tomllib
from pathlib import Path

from simul_agir.locale import Words, words
from simul_agir.locale.words import typeset
from simul_agir.scenario.assumption_sets import AssumptionSets

DOCS = Path(__file__).parent
FOLDER = DOCS.parent / "experiments" / "calibration"
SPREADS = DOCS.parent / "src" / "simul_agir" / "study" / "profile" / "spreads.toml"
PAGES = {"en": "calibration.md", "fr": "calibration.fr.md"}
HEADS = {
    "en": ("criterion", "share who pass", "H", "95 % interval", "H on reserved contracts"),
    "fr": ("critère", "part qui le remplit", "H", "intervalle à 95 %", "H sur contrats réservés"),
}
SCALE = {
    "en": "Scale: H = {scale}; the largest scale found step by step holds {kept} (H = {kept_scale}). Order of difficulty kept in every "
    "contract by {order} of pairs. The four stages: reproducibility {reproducibility}, scalability {scalability}; raw passes "
    "{passes}; of those who pass team, team-action, excellence by its own criteria, {without} lack a stage below.",
    "fr": "Échelle : H = {scale} ; la plus grande échelle trouvée pas à pas comprend {kept} (H = {kept_scale}). L’ordre de difficulté est le "
    "même dans tous les contrats pour {order} des paires. Les quatre stades : reproductibilité {reproducibility}, scalabilité {scalability} ; "
    "passages bruts {passes} ; parmi ceux qui remplissent les critères propres d’équipe, d’équipe-action, d’excellence, {without} "
    "n’ont pas un stade inférieur.",
}
FREEZE = {
    "en": "- accepted points: {points}, SHA-256 of what they set `{hash}`\n- criteria that count on the ladder: {items}\n- units of the profile: "
    "{units}; dropped: {dropped}",
    "fr": "- points retenus : {points}, SHA-256 de ce qu’ils fixent `{hash}`\n- critères qui comptent sur l’échelle : {items}\n- unités du profil : "
    "{units} ; écartés : {dropped}",
}


def items(translate: Words) -> str:
    """The table of criteria, and what it says of the scale."""
    found = json.loads((FOLDER / "items.json").read_text(encoding="utf-8"))
    reserved = json.loads((FOLDER / "items_reserved.json").read_text(encoding="utf-8"))
    number = lambda value: "–" if value is None else translate.number(value)  # noqa: E731
    lines = ["| " + " | ".join(HEADS[translate.lang]) + " |", "|---|" + "---:|" * 4]
    for name, each in found["items"].items():
        ends = "–" if each["low"] is None else translate.interval(each["low"], each["high"])
        cells = (
            translate.percent(each["share"]),
            number(each["H"]),
            ends,
            number(reserved["items"][name]["H"]),
        )
        lines.append(f"| `{name}` | " + " | ".join(cells) + " |")
    told = SCALE[translate.lang].format(
        scale=number(found["scale"]),
        kept=", ".join(f"`{name}`" for name in found["kept"]) or "–",
        kept_scale=number(found["kept_scale"]),
        order=translate.percent(found["invariant_order"]),
        reproducibility=number(found["reproducibility"]),
        scalability=number(found["scalability"]),
        passes=", ".join(translate.percent(each) for each in found["raw_passes"]),
        without=", ".join(
            "–" if each is None else translate.percent(each) for each in found["without_below"]
        ),
    )
    return "\n".join([*lines, "", told])


def freeze(translate: Words) -> str:
    """What is frozen, with its hash."""
    points = AssumptionSets.load(FOLDER / "accepted.csv")
    text = SPREADS.read_text(encoding="utf-8")
    units = tomllib.loads(text)["spreads"]
    dropped = re.findall(r"^# dropped: (\w+)", text, re.MULTILINE)
    return FREEZE[translate.lang].format(
        points=len(points),
        hash=points.hash,
        items=", ".join(f"`{name}`" for name in counting()),
        units=", ".join(f"`{name}`" for name in units),
        dropped=", ".join(f"`{name}`" for name in dropped) or "–",
    )


AGAIN = {
    "en": (
        (
            "target on contracts held out",
            "median, draws of the freeze",
            "median now",
            "sets that meet it, then",
            "now",
        ),
        "On contracts reserved for validation, the ladder then and now: H of the scale {scale}; reproducibility {reproducibility}; "
        "scalability {scalability}; of those who pass team, team-action, excellence by its own criteria, {without} lack a stage below; "
        "lowest H of a criterion that counts {least}.",
    ),
    "fr": (
        (
            *("cible, sur les contrats réservés", "médiane, tirages du gel", "médiane aujourd’hui"),
            *("jeux qui l’atteignent, alors", "aujourd’hui"),
        ),
        "Sur les contrats réservés à la validation, l’échelle alors et aujourd’hui : H de l’échelle {scale} ; reproductibilité "
        "{reproducibility} ; scalabilité {scalability} ; parmi ceux qui remplissent les critères propres d’équipe, d’équipe-action, "
        "d’excellence, {without} n’ont pas un stade inférieur ; plus petit H d’un critère qui compte : {least}.",
    ),
}


def again(translate: Words) -> str:
    """Targets and scale on contracts held out, at the freeze and with the draws as they are now."""
    heads, form = AGAIN[translate.lang]
    lines = ["| " + " | ".join(heads) + " |", "|---|" + "---:|" * 4]
    with (FOLDER / "again.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            then, now = (
                translate.number(float(row[name]), 3) if row[name] else "–"
                for name in ("median_then", "median_now")
            )
            met = (f"{row[name]}/{row['sets']}" for name in ("met_then", "met_now"))
            lines.append(f"| `{row['measure']}` | " + " | ".join((then, now, *met)) + " |")
    then, now = (
        json.loads((FOLDER / f"{name}.json").read_text(encoding="utf-8"))
        for name in ("items_reserved", "items_again")
    )
    told = {
        name: " → ".join(translate.number(each[name]) for each in (then, now))
        for name in ("scale", "reproducibility", "scalability")
    }
    without = " → ".join(
        ", ".join(translate.percent(share) for share in each["without_below"]) for each in (then, now)
    )
    least = " → ".join(
        translate.number(min(each["items"][name]["H"] for name in counting())) for each in (then, now)
    )
    return "\n".join([*lines, "", form.format(**told, without=without, least=least)])


def counting() -> list[str]:
    """The criteria that count on the ladder."""
    from simul_agir.model.ladder import CRITERIA
    from simul_agir.model.parameters import PARAMETERS

    return [name for name in CRITERIA if PARAMETERS[f"item_{name}"].default]


def main() -> int:
    """Both pages."""
    stale = []
    for lang, name in PAGES.items():
        page, translate = DOCS / name, words(lang)
        text = page.read_text(encoding="utf-8")
        new = text
        for mark, made in (
            ("items", items(translate)),
            ("freeze", freeze(translate)),
            ("again", again(translate)),
        ):
            made = typeset(made) if lang == "fr" else made
            pattern = re.compile(rf"(?<=<!-- calibration {mark} -->\n).*?(?=<!-- -->\n)", re.DOTALL)
            new = pattern.sub(lambda _, made=made: made + "\n", new, count=1)
        if new != text:
            stale.append(name)
            if "--check" not in sys.argv:
                page.write_text(new, encoding="utf-8")
    print(
        "current" if not stale else f"{'stale' if '--check' in sys.argv else 'written'}: {', '.join(stale)}"
    )
    return 1 if stale and "--check" in sys.argv else 0


if __name__ == "__main__":
    raise SystemExit(main())
