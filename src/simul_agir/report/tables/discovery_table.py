"""Where stances end highest and what flips the ranking, as a table and words on a terminal or in a text file."""

from __future__ import annotations

import textwrap
from typing import TYPE_CHECKING

from rich.console import Group
from rich.text import Text

from simul_agir.locale import Words, words
from simul_agir.report.figures.discovery_figure import question
from simul_agir.report.tables.fitting import Head, Line, fitted, plain_text
from simul_agir.report.words.discovery_sentence import limit_in_words, ordered

if TYPE_CHECKING:
    from simul_agir.study.discovery.analysis import Case, Discovery

HEADS = ("share", "told", "coverage", "density", "unseen")
HEAD = 16  # characters of a column's head before it goes on below


def answer(found: Discovery, lang: str, width: int) -> Group:
    """Title, one line per question, the boxes, the findings in words."""
    translate = words(lang)
    title = translate(
        "discovery.title",
        study=found.sample.name,
        points=translate.number(len(found.means), 0),
        runs=translate.number(found.sample.runs, 0),
    )
    heads = [Head(translate("discovery.head_case"), wraps=True)]
    heads += [Head(textwrap.fill(translate(f"discovery.head_{name}"), HEAD), right=True) for name in HEADS]
    lines = [Line(_cells(found, case, translate), bold=case.kind == "flip") for case in found.cases]
    note = Text(textwrap.fill(translate("discovery.note"), width), style="dim")
    made = translate(
        "discovery.provenance",
        version=found.provenance["version"],
        study=found.sample.name,
        seed=found.asked.seed,
    )
    boxes = [textwrap.fill(text, width, subsequent_indent="  ") for text in _boxes(found, translate)]
    return Group(
        Text(title, style="bold"),
        "",
        fitted(heads, lines, width, translate),
        *(["", *boxes] if boxes else []),
        "",
        note,
        "",
        textwrap.fill(found.sentence(lang), width),
        "",
        Text(textwrap.fill(made, width), style="dim"),
    )


def as_text(found: Discovery, lang: str, width: int = 140) -> str:
    """The same as plain text."""
    return plain_text(answer(found, lang, width), width=width)


def _cells(found: Discovery, case: Case, translate: Words) -> list[str]:
    distinct = "–" if case.reason == "never" else translate.percent(case.distinct)
    cells = [question(found, case, translate), translate.percent(case.share), distinct]
    if case.box is None or case.found is None:
        return [*cells, "–", "–", translate(f"discovery.none_{case.reason}")]
    middle, low, high = case.found.density
    unseen = f"{translate.percent(middle)} [{translate.percent(low)}; {translate.percent(high)}]"
    return [*cells, translate.percent(case.box.coverage), translate.percent(case.box.density), unseen]


def _boxes(found: Discovery, translate: Words) -> list[str]:
    """Each box on a line."""
    lines = []
    for case in found.cases:
        if case.box is not None and case.found is not None:
            limits = [limit_in_words(name, limit, translate) for name, limit in ordered(case.found, case)]
            lines.append(
                translate(
                    "typography.colon",
                    head=question(found, case, translate),
                    tail=translate.several(limits) + ".",
                )
            )
    return lines
