"""What a study is sensitive to, as a table and words on a terminal or in a text file."""

from __future__ import annotations

import textwrap
from typing import TYPE_CHECKING, Any

from rich.console import Group
from rich.text import Text

from simul_agir.locale import Words, words
from simul_agir.report.figures.sensitivity_figure import ranked
from simul_agir.report.tables.fitting import Head, Line, fitted, plain_text
from simul_agir.report.words.sensitivity_sentence import DIGITS, factor_name
from simul_agir.study.sensitivity.indices import Effects, Indices

if TYPE_CHECKING:
    from simul_agir.study.sensitivity.analysis import Part, Sensitivity
    from simul_agir.study.sweep.sample import Target

ROWS = 20  # factors that a table shows at most, the largest
HEAD = 24  # characters of a column's head before it goes on below


def answer(found: Sensitivity, lang: str, width: int) -> Group:
    """Title, a table for each method, the finding in words."""
    translate = words(lang)
    shown: list[Any] = []
    for method in ("morris", "sobol"):
        part: Part | None = getattr(found, method)
        if part is not None:
            note = Text(textwrap.fill(translate(f"sensitivity.note_{method}"), width), style="dim")
            shown += [_title(found, part, translate), "", _table(found, part, translate, width), "", note, ""]
    made = translate(
        "sensitivity.provenance",
        version=found.provenance["version"],
        study=found.study.name,
        seed=found.study.seed,
    )
    words_ = textwrap.fill(found.sentence(lang), width)
    return Group(*shown, words_, "", Text(textwrap.fill(made, width), style="dim"))


def as_text(found: Sensitivity, lang: str, width: int = 140) -> str:
    """The same as plain text."""
    return plain_text(answer(found, lang, width), width=width)


def _title(found: Sensitivity, part: Part, translate: Words) -> Text:
    text = translate(
        "sensitivity.title",
        study=found.study.name,
        factors=len(part.factors),
        points=translate.number(part.points, 0),
        runs=translate.number(part.sample.runs, 0),
        seed=found.study.seed,
    )
    return Text(text, style="bold")


def _table(found: Sensitivity, part: Part, translate: Words, width: int) -> Any:
    """One line per factor, the largest first; one column per headline number."""
    heads = [Head(translate("sensitivity.head_factor"), wraps=True)]
    heads += [Head(textwrap.fill(_head(target, translate), HEAD), right=True) for target in found.headlines]
    lines = [
        Line(
            [
                factor_name(part.factors[place]),
                *(_cell(part.found[target], place, translate) for target in found.headlines),
            ]
        )
        for place in ranked(part, found.headlines)[:ROWS]
    ]
    return fitted(heads, lines, width, translate)


def _head(target: Target, translate: Words) -> str:
    stance, other = translate.name("stance", target.stance), translate.name("stance", target.other)
    outcome = translate.name("outcome", target.outcome)
    return translate(f"sensitivity.head_{target.kind}", stance=stance, other=other, outcome=outcome)


def _cell(numbers: Effects | Indices, place: int, translate: Words) -> str:
    if isinstance(numbers, Effects):
        ends = translate.interval(float(numbers.low[place]), float(numbers.high[place]), DIGITS)
        star = "" if numbers.distinct[place] else " *"
        return f"{translate.number(float(numbers.size[place]), DIGITS)} {ends}{star}"
    if not numbers.moved:
        return "–"
    low, total, high = (
        min(1.0, max(0.0, float(end[place])))
        for end in (numbers.total_low, numbers.total, numbers.total_high)
    )
    return f"{translate.number(total)} {translate.interval(low, high)}"
