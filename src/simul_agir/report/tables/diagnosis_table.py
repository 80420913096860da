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
    translate = words(lang)
    record = {
        "answer": diagnosis_record(found, names=names, translate=translate),
        "asked": {"redrawn": found.redrawn, "command": "diagnose"},
    }
    tell = DiagnosisSentences(record, translate)
    title = Text.assemble((found.scenario.titled(lang), "bold"))
    who = _actors(tell, translate, width) if names else _types(tell, translate, width)
    parts: list[Any] = [
        title,
        "",
        _steps(tell, translate, width),
        "",
        who,
        "",
        _needs(tell, translate, width),
        "",
    ]
    lines = [
        tell.today(),
        tell.how_sure(),
        tell.facilitators(),
        tell.fragile(),
        *_fragile(tell, translate),
        _gaps(tell, translate),
    ]
    parts += [textwrap.fill(each, width) for each in (*lines, tell.today_more())]
    return Group(*parts)


def _steps(tell: DiagnosisSentences, translate: Words, width: int) -> object:
    heads = [
        Head(translate("dossier.stage")),
        Head(translate("dossier.share_of_actors"), right=True),
        Head(translate("dossier.next_step_held"), wraps=True),
    ]
    return fitted(
        heads, [Line([row["name"], row["share"], row["held"]]) for row in tell.steps()], width, translate
    )


def _types(tell: DiagnosisSentences, translate: Words, width: int) -> object:
    heads = [
        Head(translate("dossier.type"), wraps=True),
        Head(translate("dossier.actors"), right=True),
        Head(translate("dossier.holds_most"), wraps=True),
        Head(translate("dossier.could_meet"), wraps=True),
    ]
    lines = [
        Line(
            [
                row["label"],
                str(row["actors"]),
                tell.lacks(row["held"]),
                ", ".join(f"{name} ({translate.name('domain', need)})" for name, need in row["could_meet"]),
            ]
        )
        for row in tell.answer["types"]
    ]
    return fitted(heads, lines, width, translate) if lines else translate("dossier.too_few")


def _actors(tell: DiagnosisSentences, translate: Words, width: int) -> object:
    heads = [
        Head(translate("dossier.actor"), wraps=True),
        Head(translate("dossier.stage")),
        Head(translate("dossier.how_sure"), right=True),
        Head(translate("dossier.lacks"), wraps=True),
        Head(translate("dossier.could_meet"), wraps=True),
    ]
    lines = [
        Line(
            [
                row["name"],
                translate.name("stage", row["stage"]),
                translate.percent(row["sure"]),
                tell.lacks_of(row["lacks"]),
                ", ".join(f"{name} ({need})" for name, need, _ in row["meets"]),
            ]
        )
        for row in tell.answer["cast"][:MOST]
    ]
    return fitted(heads, lines, width, translate)


def _needs(tell: DiagnosisSentences, translate: Words, width: int) -> object:
    heads = [
        Head(translate("dossier.need")),
        Head(translate("dossier.level"), right=True),
        Head(translate("dossier.covered"), right=True),
        Head(translate("dossier.able"), right=True),
    ]
    lines = [
        Line(
            [
                translate.name("domain", need["name"]),
                translate.number(need["level"]),
                tell.mean(need["coverage"]),
                tell.mean(need["able"], 0),
            ]
        )
        for need in tell.answer["needs"]
    ]
    return fitted(heads, lines, width, translate)


def _fragile(tell: DiagnosisSentences, translate: Words) -> list[str]:
    return [
        translate("dossier.fragile_tie", one=one, other=other, cut=cut, share=translate.percent(share))
        for one, other, cut, share, _, _ in tell.answer["fragile"]
    ]


def _gaps(tell: DiagnosisSentences, translate: Words) -> str:
    lines = [
        f"{translate('list.quoted', text=translate.name('stance', name))} {tell.mean(gap)}"
        for name, gap in tell.answer["change_gaps"].items()
    ]
    return translate(
        "typography.colon",
        head=translate("dossier.gaps_head"),
        tail=translate("typography.semicolon").join(lines),
    )


def as_text(found: Diagnosis, lang: str, width: int = 140, *, names: bool = False) -> str:
    """The diagnosis as plain text."""
    return plain_text(diagnosis_answer(found, lang, width, names=names), width=width)
