"""What a search found, as tables and words on a terminal or in a text file."""

from __future__ import annotations

import textwrap
from typing import TYPE_CHECKING, Any

from rich.console import Group
from rich.text import Text

from simul_agir.locale import Words, words
from simul_agir.report.tables.fitting import Head, Line, fitted, plain_text
from simul_agir.report.words.verdict_sentence import interval
from simul_agir.study.judged import JUDGED

if TYPE_CHECKING:
    from simul_agir.study import Estimate
    from simul_agir.study.search.optimisation import Search

HEAD = 22  # characters of a column's head before it goes on below
LITTLE = 0.01  # share of the effort under which an instrument gets no line


def answer(search: Search, lang: str, width: int) -> Group:
    """Title, the arms in the search and held out, the policy found, the finding in words."""
    translate = words(lang)
    title = translate(
        "search.title",
        scenario=search.scenario.titled(lang),
        tried=translate.number(len(search.history), 0),
        runs=translate.number(search.question.runs, 0),
    )
    note = translate("search.note", outcome=translate.name("outcome", search.question.outcome).capitalize())
    made = translate(
        "table.provenance",
        version=search.judged.provenance["version"],
        scenario=search.scenario.name,
        hash=search.scenario.hash[:12],
        seed=search.question.seed,
    )
    return Group(
        Text(title, style="bold"),
        "",
        _arms(search, translate, width),
        "",
        Text(textwrap.fill(note, width), style="dim"),
        "",
        *_policy(search, translate, width),
        "",
        textwrap.fill(search.sentence(lang), width),
        "",
        Text(textwrap.fill(made, width), style="dim"),
    )


def as_text(search: Search, lang: str, width: int = 140) -> str:
    """The same as plain text."""
    return plain_text(answer(search, lang, width), width=width)


def _arms(search: Search, translate: Words, width: int) -> Any:
    """One line per arm."""
    asked = search.question
    digits = JUDGED[asked.outcome].digits
    training = translate("search.head_training", runs=translate.number(asked.runs, 0), seed=asked.seed)
    held_out = translate(
        "search.head_held_out", runs=translate.number(asked.held_out, 0), seed=asked.held_out_seed
    )
    heads = [
        Head(translate("search.head_arm"), wraps=True),
        *(Head(textwrap.fill(text, HEAD), right=True) for text in (training, held_out)),
        Head(translate("search.head_optimism"), right=True),
    ]

    def written(estimate: Estimate, *, signed: bool = False) -> str:
        mean = (translate.signed if signed else translate.number)(estimate.mean, digits)
        return f"{mean} {interval(estimate, translate, digits=digits, signed=signed)}".strip()

    lines = [
        Line(
            [
                translate.name("stance", score.stance),
                written(score.training),
                written(score.held_out),
                written(score.optimism, signed=True),
            ],
            bold=score.stance == "found",
        )
        for score in search.scores
    ]
    return fitted(heads, lines, width, translate)


def _policy(search: Search, translate: Words, width: int) -> list[Any]:
    """One line per instrument with its hours a month in each phase; those that get next to nothing in a sentence."""
    rows = search.hours()
    spans = sorted({(row["from"], row["to"]) for row in rows})
    shares: dict[str, float] = {}
    hours: dict[tuple[str, int], float] = {}
    for row in rows:
        shares[row["instrument"]] = shares.get(row["instrument"], 0.0) + row["share"]
        hours[row["instrument"], row["from"]] = row["hours_a_month"]
    heads = [Head(translate("search.head_instrument"), wraps=True)]
    heads += [
        Head(translate("search.head_phase", first=first, last=last), right=True) for first, last in spans
    ]
    ranked = sorted(shares, key=lambda name: -shares[name])
    lines = [
        Line(
            [
                translate(
                    "search.part",
                    instrument=translate.name("instrument", name),
                    share=translate.percent(shares[name]),
                ),
                *(translate.number(hours.get((name, first), 0.0), 1) for first, _ in spans),
            ]
        )
        for name in ranked
        if shares[name] >= LITTLE
    ]
    little = [translate.name("instrument", name) for name in ranked if shares[name] < LITTLE]
    found: list[Any] = [fitted(heads, lines, width, translate)]
    if little:
        text = translate(
            "search.little", share=translate.percent(LITTLE), instruments=translate.several(little)
        )
        found += ["", Text(textwrap.fill(text[0].upper() + text[1:], width), style="dim")]
    return found
