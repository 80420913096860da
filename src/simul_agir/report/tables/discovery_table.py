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
    say = words(lang)
    title = say(
        "discovery.title",
        study=found.sample.name,
        points=say.number(len(found.means), 0),
        runs=say.number(found.sample.runs, 0),
    )
    heads = [Head(say("discovery.head_case"), wraps=True)]
    heads += [Head(textwrap.fill(say(f"discovery.head_{name}"), HEAD), right=True) for name in HEADS]
    lines = [Line(_cells(found, case, say), bold=case.kind == "flip") for case in found.cases]
    note = Text(textwrap.fill(say("discovery.note"), width), style="dim")
    made = say(
        "discovery.provenance",
        version=found.provenance["version"],
        study=found.sample.name,
        seed=found.asked.seed,
    )
    boxes = [textwrap.fill(text, width, subsequent_indent="  ") for text in _boxes(found, say)]
    return Group(
        Text(title, style="bold"),
        "",
        fitted(heads, lines, width, say),
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


def _cells(found: Discovery, case: Case, say: Words) -> list[str]:
    distinct = "–" if case.reason == "never" else say.percent(case.distinct)
    cells = [question(found, case, say), say.percent(case.share), distinct]
    if case.box is None or case.found is None:
        return [*cells, "–", "–", say(f"discovery.none_{case.reason}")]
    middle, low, high = case.found.density
    unseen = f"{say.percent(middle)} [{say.percent(low)}; {say.percent(high)}]"
    return [*cells, say.percent(case.box.coverage), say.percent(case.box.density), unseen]


def _boxes(found: Discovery, say: Words) -> list[str]:
    """Each box on a line."""
    lines = []
    for case in found.cases:
        if case.box is not None and case.found is not None:
            limits = [limit_in_words(name, limit, say) for name, limit in ordered(case.found, case)]
            lines.append(
                say("typography.colon", head=question(found, case, say), tail=say.several(limits) + ".")
            )
    return lines
