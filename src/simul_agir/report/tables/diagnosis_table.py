"""A diagnosis on a terminal or in a text file, in either edition."""

from __future__ import annotations

import textwrap
from typing import TYPE_CHECKING, Any

from rich.console import Group
from rich.text import Text

from simul_agir.locale import Words, words
from simul_agir.report.dossier.diagnosed import diagnosis_record
from simul_agir.report.dossier.diagnosis_sentences import DiagnosisSentences
from simul_agir.report.tables.fitting import Head, Line, fitted, plain_text

if TYPE_CHECKING:
    from simul_agir.study.diagnosing import Diagnosis

MOST = 100  # actors told on a terminal


def diagnosis_answer(found: Diagnosis, lang: str, width: int, *, names: bool = False) -> Group:
    """Where the actors stand, what holds them back, whom they could meet, needs and stances; how sure it is."""
    say = words(lang)
    record = {
        "answer": diagnosis_record(found, names=names, say=say),
        "asked": {"redrawn": found.redrawn, "command": "diagnose"},
    }
    tell = DiagnosisSentences(record, say)
    title = Text.assemble((found.scenario.titled(lang), "bold"))
    who = _actors(tell, say, width) if names else _types(tell, say, width)
    parts: list[Any] = [title, "", _steps(tell, say, width), "", who, "", _needs(tell, say, width), ""]
    lines = [
        tell.today(),
        tell.how_sure(),
        tell.facilitators(),
        tell.fragile(),
        *_fragile(tell, say),
        _gaps(tell, say),
    ]
    parts += [textwrap.fill(each, width) for each in (*lines, tell.today_more())]
    return Group(*parts)


def _steps(tell: DiagnosisSentences, say: Words, width: int) -> object:
    heads = [
        Head(say("dossier.stage")),
        Head(say("dossier.share_of_actors"), right=True),
        Head(say("dossier.next_step_held"), wraps=True),
    ]
    return fitted(heads, [Line([row["name"], row["share"], row["held"]]) for row in tell.steps()], width, say)


def _types(tell: DiagnosisSentences, say: Words, width: int) -> object:
    heads = [
        Head(say("dossier.type"), wraps=True),
        Head(say("dossier.actors"), right=True),
        Head(say("dossier.holds_most"), wraps=True),
        Head(say("dossier.could_meet"), wraps=True),
    ]
    lines = [
        Line(
            [
                row["label"],
                str(row["actors"]),
                tell.lacks(row["held"]),
                ", ".join(f"{name} ({say.name('domain', need)})" for name, need in row["could_meet"]),
            ]
        )
        for row in tell.answer["types"]
    ]
    return fitted(heads, lines, width, say) if lines else say("dossier.too_few")


def _actors(tell: DiagnosisSentences, say: Words, width: int) -> object:
    heads = [
        Head(say("dossier.actor"), wraps=True),
        Head(say("dossier.stage")),
        Head(say("dossier.how_sure"), right=True),
        Head(say("dossier.lacks"), wraps=True),
        Head(say("dossier.could_meet"), wraps=True),
    ]
    lines = [
        Line(
            [
                row["name"],
                say.name("stage", row["stage"]),
                say.percent(row["sure"]),
                tell.lacks_of(row["lacks"]),
                ", ".join(f"{name} ({need})" for name, need, _ in row["meets"]),
            ]
        )
        for row in tell.answer["cast"][:MOST]
    ]
    return fitted(heads, lines, width, say)


def _needs(tell: DiagnosisSentences, say: Words, width: int) -> object:
    heads = [
        Head(say("dossier.need")),
        Head(say("dossier.level"), right=True),
        Head(say("dossier.covered"), right=True),
        Head(say("dossier.able"), right=True),
    ]
    lines = [
        Line(
            [
                say.name("domain", need["name"]),
                say.number(need["level"]),
                tell.mean(need["coverage"]),
                tell.mean(need["able"], 0),
            ]
        )
        for need in tell.answer["needs"]
    ]
    return fitted(heads, lines, width, say)


def _fragile(tell: DiagnosisSentences, say: Words) -> list[str]:
    return [
        say("dossier.fragile_tie", one=one, other=other, cut=cut, share=say.percent(share))
        for one, other, cut, share, _, _ in tell.answer["fragile"]
    ]


def _gaps(tell: DiagnosisSentences, say: Words) -> str:
    lines = [
        f"{say('list.quoted', text=say.name('stance', name))} {tell.mean(gap)}"
        for name, gap in tell.answer["change_gaps"].items()
    ]
    return say(
        "typography.colon", head=say("dossier.gaps_head"), tail=say("typography.semicolon").join(lines)
    )


def as_text(found: Diagnosis, lang: str, width: int = 140, *, names: bool = False) -> str:
    """The diagnosis as plain text."""
    return plain_text(diagnosis_answer(found, lang, width, names=names), width=width)
