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
    say = words(lang)
    title = Text.assemble((atlas.collection.titled(lang), "bold"), f"  {made(atlas, say)}")
    notes = [say("atlas.note"), *([say("atlas.unequal")] if atlas.unequal else [])]
    note = Text("\n".join(textwrap.fill(each, width) for each in notes), style="dim")
    heads = [Head(say("table.stance"), wraps=True)]
    reference = atlas.label(atlas.reference, say)
    heads += [
        Head(textwrap.fill(say(f"atlas.column_{name}", reference=reference), HEAD), right=True)
        for name in COLUMNS
    ]
    lines = [Line(_cells(atlas, whole, say)) for whole in atlas.wholes]
    table = [fitted(heads, lines, width, say), "", note, ""] if lines else []
    sentence = textwrap.fill(atlas.sentence(lang), width)
    return Group(title, "", *table, sentence, *failures(atlas, say, width), "", provenance(atlas, say, width))


def made(atlas: Atlas, say: Words) -> str:
    """How an answer was made."""
    return say(
        "atlas.made",
        contracts=counted(len(atlas.collection.codes), say),
        runs=say.number(atlas.runs, 0),
        months=atlas.months,
        seed=atlas.seed,
    )


def provenance(atlas: Atlas, say: Words, width: int) -> Text:
    """What the answer was made with."""
    text = say(
        "atlas.provenance",
        version=atlas.provenance["version"],
        collection=atlas.collection.name,
        seed=atlas.seed,
    )
    return Text(textwrap.fill(text, width), style="dim")


def failures(atlas: Atlas, say: Words, width: int) -> list[str]:
    """The contracts that failed, and why, as far as there is room for."""
    text = [
        say(
            "atlas.failure", code=each.code, name=each.name, why=each.why_fr if say.lang == "fr" else each.why
        )
        for each in atlas.failures[:SHOWN]
    ]
    if len(atlas.failures) > SHOWN:
        text.append(say("story.more", count=len(atlas.failures) - SHOWN))
    return ["", *(textwrap.fill(each, width, subsequent_indent="  ") for each in text)] if text else []


def as_text(atlas: Atlas, lang: str, width: int = 140) -> str:
    """The same as plain text."""
    return plain_text(answer(atlas, lang, width), width=width)


def _cells(atlas: Atlas, whole: Whole, say: Words) -> list[str]:
    gain = spread = "–"
    if whole.gain is not None and whole.spread is not None:
        gain = f"{say.signed(whole.gain.mean)} {interval(whole.gain, say, signed=True)}".strip()
        spread = f"{say.signed(whole.spread[0])} … {say.signed(whole.spread[2])}"
    counts = (say.number(count, 0) for count in (whole.highest, whole.alone, whole.leading))
    return [
        atlas.label(whole.stance, say),
        gain,
        spread,
        *counts,
        say.number(whole.need, 3),
        say.number(whole.dispersion.mean, 3),
    ]
