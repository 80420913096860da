"""Runs the studies that pages quote, and writes tables, sentences and figures into both languages of these pages.

`python docs/studied.py [discovery] [sensitivity] [policies-as-search] [france] [levers]`; all of them where none is
named (some twenty minutes of two processors). Each block of a page between `<!-- found NAME -->` and `<!-- -->` is replaced.
"""

import json
import re
import shutil
import sys
import tempfile
import textwrap
from collections.abc import Callable
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any

from rich.table import Table

from simul_agir import Collection, Scenario, compare_contracts
from simul_agir.locale import Words, words
from simul_agir.locale.words import typeset
from simul_agir.report.figures.atlas_figure import draw_atlas
from simul_agir.report.figures.discovery_figure import draw_boxes
from simul_agir.report.figures.discovery_figure import draw_map as draw_flip_map
from simul_agir.report.figures.policy_figure import draw_policy, draw_search
from simul_agir.report.figures.sensitivity_figure import draw_bars, draw_map
from simul_agir.report.files.comparison_files import save_figure
from simul_agir.report.tables import (
    atlas_table,
    discovery_table,
    levers_table,
    search_table,
    sensitivity_table,
)
from simul_agir.study.compare.lever_checks import LeverCheck, check_levers
from simul_agir.study.design import Study
from simul_agir.study.discovery import DiscoveryOptions, discover
from simul_agir.study.search.optimisation import Question, optimise
from simul_agir.study.sensitivity import Plan, sensitivity
from simul_agir.study.sweep.sample import sample_points
from simul_agir.validation.sample import sample

ROOT = Path(__file__).parents[1]
DOCS, LEVERS = ROOT / "docs", ROOT / "experiments" / "levers" / "levers.json"
LANGS = {"en": "", "fr": ".fr"}
WIDE = 1000  # characters: a table is never stacked
STUDY = "what-decides"
PLAN, ANALYSED_RUNS = Plan(trajectories=10, samples=64), 30
LEVER_CONTRACTS, LEVER_RUNS, SEED = 30, 120, 1
FRANCE_RUNS = 40
Blocks = Callable[[str], str]  # a block's text in a language


def on_one_line(text: str) -> str:
    """A cell without line breaks; no-break spaces stay."""
    return re.sub(r"[ \n]+", " ", text).strip()


def markdown(table: Table) -> str:
    """A table of the terminal as Markdown."""
    heads = [on_one_line(str(column.header)) for column in table.columns]
    rule = "".join("---:|" if column.justify == "right" else "---|" for column in table.columns)
    rows = zip(*(column.cells for column in table.columns), strict=True)
    lines = [f"| {' | '.join(on_one_line(str(cell)) for cell in row)} |" for row in rows]
    return "\n".join([f"| {' | '.join(heads)} |", f"|{rule}", *lines])


def tables(group: Any) -> str:
    """All tables of an answer, one under the other."""
    return "\n\n".join(markdown(each) for each in group.renderables if isinstance(each, Table))


def quoted(sentence: str) -> str:
    """A sentence as a quotation."""
    return textwrap.fill(sentence, 125, initial_indent="> ", subsequent_indent="> ", break_on_hyphens=False)


def told(module: Any, found: Any, lang: str) -> str:
    """An answer's tables, then its sentence."""
    return f"{tables(module.answer(found, lang, WIDE))}\n\n{quoted(found.sentence(lang))}"


def write(page: str, blocks: dict[str, Blocks], home: Path = DOCS) -> None:
    """The blocks into both versions of a page."""
    for lang, tail in LANGS.items():
        path = home / f"{page}{tail}.md"
        text = path.read_text(encoding="utf-8")
        for name, block in blocks.items():
            place = re.compile(rf"(<!-- found {name} -->\n).*?(<!-- -->\n)", re.DOTALL)
            if not place.search(text):
                raise SystemExit(f"{path}: no block '{name}'")
            made = typeset(block(lang)) if lang == "fr" else block(lang)
            text = place.sub(lambda at, made=made: f"{at[1]}\n{made}\n\n{at[2]}", text)
        path.write_text(text, encoding="utf-8")


def picture(name: str, draw: Callable[[str], Any]) -> None:
    """A figure in both languages, into docs/images."""
    for lang, tail in LANGS.items():
        with tempfile.TemporaryDirectory() as room:
            save_figure(partial(draw, lang), Path(room) / name)
            shutil.copyfile(Path(room) / f"{name}.png", DOCS / "images" / f"{name}{tail}.png")


def discovery() -> None:
    """Where stances end highest over the study's points, with any lead and with leads of 0.1 only."""
    points = sample_points(Study.load(STUDY), None, None, ("index",))
    found = discover(points, DiscoveryOptions(seed=SEED))
    matter = discover(points, DiscoveryOptions(seed=SEED, margin=0.1))
    picture("flip_map", partial(draw_flip_map, found))
    picture("boxes", partial(draw_boxes, found))
    write(
        "discovery",
        {
            "discovery": partial(told, discovery_table, found),
            "margin": partial(told, discovery_table, matter),
        },
    )


def sensitivities() -> None:
    """What the ladder depends on, over the study's ranges."""
    found = sensitivity(replace(Study.load(STUDY), runs=ANALYSED_RUNS), PLAN, None, None, None)
    picture("sobol", lambda lang: draw_bars(found, "sobol", lang))
    picture("morris", lambda lang: draw_map(found, "morris", lang))
    write("sensitivity", {"sensitivity": partial(told, sensitivity_table, found)})


def policies() -> None:
    """The three searches of the page."""
    at_end = optimise(Scenario.load("loos-en-gohelle"), Question(seed=SEED))
    on_the_way = optimise(Scenario.load("loos-en-gohelle"), Question(seed=SEED, outcome="index_mean"))
    small = optimise(Scenario.load("classroom"), Question(seed=SEED, evaluations=200))
    picture("search", partial(draw_search, at_end))
    picture("policy", partial(draw_policy, at_end))
    found = {"end": at_end, "mean": on_the_way, "classroom": small}
    write("policies-as-search", {name: partial(told, search_table, each) for name, each in found.items()})


def france() -> None:
    """All contracts under five stances."""
    found = compare_contracts(Collection.load("france"), runs=FRANCE_RUNS, seed=SEED)
    picture("gains", partial(draw_atlas, found))
    write("france", {"france": partial(told, atlas_table, found)})


def levers() -> None:
    """The lever checks over reserved contracts; the README's words follow from their verdicts."""
    codes = sample(LEVER_CONTRACTS, SEED, held_out=True)
    found = check_levers({code: partial(Scenario.from_contract, code) for code in codes}, LEVER_RUNS, SEED)
    made = {
        "seed": SEED,
        "runs": LEVER_RUNS,
        "contracts": list(codes),
        "checks": [one.to_dict() for one in found],
    }
    LEVERS.parent.mkdir(exist_ok=True)
    LEVERS.write_text(json.dumps(made, indent=1) + "\n", encoding="utf-8")

    def table(lang: str) -> str:
        return tables(levers_table.answer(found, len(codes), LEVER_RUNS, words(lang), WIDE))

    write("calibration", {"levers": table})
    write("README", {"levers": lambda lang: in_words(found, words(lang))}, ROOT)


LEVER_WORDS = {
    "en": {
        "weak": "**{count} of the {all} lever checks are weak** (`simul-agir levers`, {contracts} contracts).",
        "none": "**All {all} lever checks hold** (`simul-agir levers`, {contracts} contracts).",
        "wide": "Gained in the mean, but with an interval that holds 0: {names}.",
        "lost": "Lower than under the base alone: {names}.",
        "holds": "Those that hold: {names}.",
        "table": "[The table](docs/calibration.md#6-the-levers).",
        "residents_lead": "actions led by those close to residents (`residents`)",
        "crossing_money": "ordinary means in actions that cross fields (`ordinary_resources`)",
        "three_field_actions": "actions of three fields or more (`conditional_aid`)",
        "unpaid_help": "unpaid help (`resilience`)",
        "groups_awake": "groups awake (`resilience`)",
    },
    "fr": {
        "weak": "**{count} contrôles de leviers sur {all} sont faibles** (`simul-agir levers`, {contracts} contrats).",
        "none": "**Les {all} contrôles de leviers tiennent** (`simul-agir levers`, {contracts} contrats).",
        "wide": "Gagnés en moyenne, mais avec un intervalle qui contient 0 : {names}.",
        "lost": "Plus bas que sous le socle seul : {names}.",
        "holds": "Ceux qui tiennent : {names}.",
        "table": "[Le tableau](docs/calibration.fr.md#6-the-levers).",
        "residents_lead": "les actions menées par les proches des habitants (`residents`)",
        "crossing_money": "le droit commun dans des actions qui croisent les domaines (`ordinary_resources`)",
        "three_field_actions": "les actions d’au moins trois domaines (`conditional_aid`)",
        "unpaid_help": "l’aide non payée (`resilience`)",
        "groups_awake": "les groupes en éveil (`resilience`)",
    },
}


def in_words(found: tuple[LeverCheck, ...], translate: Words) -> str:
    """Which checks hold and which are weak, for the README."""
    form = LEVER_WORDS[translate.lang]
    kinds: dict[str, list[str]] = {"wide": [], "lost": [], "holds": []}
    for each in found:
        fell = each.high is not None and each.high < 0
        kinds["holds" if each.verdict == "holds" else "lost" if fell else "wide"].append(
            form[each.lever.name]
        )
    weak = len(kinds["wide"]) + len(kinds["lost"])
    head = form["weak" if weak else "none"].format(count=weak, all=len(found), contracts=len(found[0].gains))
    parts = [form[kind].format(names=translate.several(names)) for kind, names in kinds.items() if names]
    text = " ".join([head, *parts, form["table"]])
    return textwrap.fill(typeset(text) if translate.lang == "fr" else text, 140, break_on_hyphens=False)


MADE: dict[str, Callable[[], None]] = {
    "levers": levers,
    "policies-as-search": policies,
    "discovery": discovery,
    "sensitivity": sensitivities,
    "france": france,
}


def main(names: list[str]) -> int:
    """The pages that are named, or all."""
    unknown = [name for name in names if name not in MADE]
    if unknown:
        print(f"unknown: {', '.join(unknown)}; known: {', '.join(MADE)}")
        return 2
    for name in names or MADE:
        MADE[name]()
        print(f"written: {name}", flush=True)
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
