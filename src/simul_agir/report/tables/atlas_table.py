"""The overall result over the contracts of a collection, as a table for a terminal or a text file: one line per stance."""

from __future__ import annotations

import textwrap
from typing import TYPE_CHECKING

from rich.console import Group
from rich.text import Text

from simul_agir.locale import Words, words
from simul_agir.report.tables.fitting import Head, Line, fitted, plain_text
from simul_agir.report.words.atlas_sentence import counted
from simul_agir.report.words.verdict_sentence import interval

if TYPE_CHECKING:
    from simul_agir.study.compare.atlas import Atlas, Whole

COLUMNS = ("gain", "spread", "highest", "alone", "leading", "need", "dispersion")
HEAD = 12  # characters of a column's head before it goes on below
SHOWN = 10  # contracts that failed and are named


def answer(atlas: Atlas, lang: str, width: int) -> Group:
    """Title, table, summary in words and what failed, for a terminal of `width` characters."""
    translate = words(lang)
    title = Text.assemble((atlas.collection.titled(lang), "bold"), f"  {made(atlas, translate)}")
    notes = [translate("atlas.note"), *([translate("atlas.unequal")] if atlas.unequal else [])]
    note = Text("\n".join(textwrap.fill(each, width) for each in notes), style="dim")
    heads = [Head(translate("table.stance"), wraps=True)]
    reference = atlas.label(atlas.reference, translate)
    heads += [
        Head(textwrap.fill(translate(f"atlas.column_{name}", reference=reference), HEAD), right=True)
        for name in COLUMNS
    ]
    lines = [Line(_cells(atlas, whole, translate)) for whole in atlas.wholes]
    table = [fitted(heads, lines, width, translate), "", note, ""] if lines else []
    sentence = textwrap.fill(atlas.sentence(lang), width)
    return Group(
        title,
        "",
        *table,
        sentence,
        *failures(atlas, translate, width),
        "",
        provenance(atlas, translate, width),
    )


def made(atlas: Atlas, translate: Words) -> str:
    """How an answer was made."""
    return translate(
        "atlas.made",
        contracts=counted(len(atlas.collection.codes), translate),
        runs=translate.number(atlas.runs, 0),
        months=atlas.months,
        seed=atlas.seed,
    )


def provenance(atlas: Atlas, translate: Words, width: int) -> Text:
    """What the answer was made with."""
    text = translate(
        "atlas.provenance",
        version=atlas.provenance["version"],
        collection=atlas.collection.name,
        seed=atlas.seed,
    )
    return Text(textwrap.fill(text, width), style="dim")


def failures(atlas: Atlas, translate: Words, width: int) -> list[str]:
    """The contracts that failed, and why, as far as there is room for."""
    text = [
        translate(
            "atlas.failure",
            code=each.code,
            name=each.name,
            why=each.why_fr if translate.lang == "fr" else each.why,
        )
        for each in atlas.failures[:SHOWN]
    ]
    if len(atlas.failures) > SHOWN:
        text.append(translate("story.more", count=len(atlas.failures) - SHOWN))
    return ["", *(textwrap.fill(each, width, subsequent_indent="  ") for each in text)] if text else []


def as_text(atlas: Atlas, lang: str, width: int = 140) -> str:
    """The same as plain text."""
    return plain_text(answer(atlas, lang, width), width=width)


def _cells(atlas: Atlas, whole: Whole, translate: Words) -> list[str]:
    gain = spread = "–"
    if whole.gain is not None and whole.spread is not None:
        gain = f"{translate.signed(whole.gain.mean)} {interval(whole.gain, translate, signed=True)}".strip()
        spread = f"{translate.signed(whole.spread[0])} … {translate.signed(whole.spread[2])}"
    counts = (translate.number(count, 0) for count in (whole.highest, whole.alone, whole.leading))
    return [
        atlas.label(whole.stance, translate),
        gain,
        spread,
        *counts,
        translate.number(whole.need, 3),
        translate.number(whole.dispersion.mean, 3),
    ]
