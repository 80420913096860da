"""Writes the results in docs/claims.md and docs/claims.fr.md, from experiments/claims/result/: `python docs/claimed.py`.

With `--live` the claims are run first, as `simul-agir claims all --size 2` runs them, and their numbers and pictures
are written anew: some seven minutes of processor time.
"""

import json
import re
import sys
from pathlib import Path
from typing import Any

from simul_agir.locale import words
from simul_agir.report.figures.claims_figure import draw_claim
from simul_agir.report.files.comparison_files import as_json, save_png
from simul_agir.report.tables.claims_table import as_csv, as_markdown, readings_of
from simul_agir.study.claims import claim_names, load_claim, run_claims, select_claims

ROOT = Path(__file__).parents[1]
RESULT = ROOT / "experiments" / "claims" / "result"
PAGES = {"en": ROOT / "docs" / "claims.md", "fr": ROOT / "docs" / "claims.fr.md"}
IMAGES = ROOT / "docs" / "images"
SIZE = 2.0  # times as many points as each claim states
BLOCK = re.compile(r"<!-- (table|C\d) -->\n.*?<!-- -->\n", re.DOTALL)


def told() -> dict[str, Any]:
    """The numbers of the last lives."""
    found: dict[str, Any] = json.loads((RESULT / "claims.json").read_text(encoding="utf-8"))
    return found


def page_with(numbers: dict[str, Any], lang: str) -> str:
    """A page, with the tables of these numbers."""

    def block(found: re.Match[str]) -> str:
        text = as_markdown(numbers, lang) if found[1] == "table" else claim_block(numbers, found[1], lang)
        return f"<!-- {found[1]} -->\n\n{text}\n<!-- -->\n"

    return BLOCK.sub(block, PAGES[lang].read_text(encoding="utf-8"))


def claim_block(numbers: dict[str, Any], name: str, lang: str) -> str:
    """What was stated of a claim, its picture and its readings."""
    translate, claim = words(lang), load_claim(name)
    each = next(each for each in numbers["claims"] if each["claim"] == name)
    verdict, central = (
        translate(f"claims.{found}") for found in (each["verdict"], each["central"]["verdict"])
    )
    title = translate("claims.title", claim=name, verdict=verdict, central=central)
    lines = [
        f"> {claim.said('sentence', lang)}\n",
        *(f"- {_bold(translate(f'claims.{key}', text=claim.said(what, lang)))}" for key, what in STATED),
        f"\n![{title}](images/{image(name, lang)})\n",
        f"{MADE[lang].format(name=name, size=SIZE)}\n",
        readings_of(numbers, name, lang),
    ]
    return "\n".join(lines)


MADE = {
    "en": "Made by `python docs/claimed.py --live`; `simul-agir claims {name} --size {size:g} --out answer`.",
    "fr": "Fait par `python docs/claimed.py --live` ; `simul-agir claims {name} --size {size:g} --out answer`.",
}
STATED = (("measured", "measured"), ("refutable", "refuted"), ("controls", "controls"))


def _bold(text: str) -> str:
    """The word before the first colon, in bold."""
    head, colon, rest = text.partition(":")
    return f"**{head.rstrip()}**{head[len(head.rstrip()) :]}{colon}{rest}"


def image(name: str, lang: str) -> str:
    """The file of a claim's picture."""
    return f"claim-{name.lower()}{'' if lang == 'en' else f'.{lang}'}.png"


def live() -> None:
    """The claims run at their published size; numbers and pictures."""
    RESULT.mkdir(exist_ok=True)
    found = run_claims(select_claims(size=SIZE))
    numbers = found.to_dict()
    (RESULT / "claims.json").write_text(as_json(numbers), encoding="utf-8")
    (RESULT / "claims.csv").write_text(as_csv(numbers), encoding="utf-8")
    for each in found.found:
        for lang in PAGES:
            save_png(draw_claim(each, lang), IMAGES / image(each.claim.name, lang))


def main() -> None:
    """Both pages; with --live what they rest on, too."""
    if "--live" in sys.argv:
        live()
    for lang, page in PAGES.items():
        page.write_text(page_with(told(), lang), encoding="utf-8")
    print(
        ", ".join(
            f"{name} {found['verdict']}" for name, found in zip(claim_names(), told()["claims"], strict=True)
        )
    )


if __name__ == "__main__":
    main()
