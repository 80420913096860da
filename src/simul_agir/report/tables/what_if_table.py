"""The answer to "what if" on a terminal or in a text file."""

from __future__ import annotations

import textwrap
from typing import TYPE_CHECKING, Any

from rich.console import Group
from rich.text import Text

from simul_agir.locale import Words, words
from simul_agir.report.tables.comparison_table import answer
from simul_agir.report.tables.fitting import Head, Line, fitted, plain_text
from simul_agir.report.words.verdict_sentence import interval
from simul_agir.study.compare.arm_words import called

if TYPE_CHECKING:
    from simul_agir.study.branching import WhatIf

MOST = 8  # rows of each table


def what_if_answer(found: WhatIf, lang: str, width: int) -> Group:
    """Both futures as any comparison shows them, what comes to differ, the mechanisms, and the answer in words."""
    translate = words(lang)
    stay, switch = called(found.stay.name, translate), called(found.switch.name, translate)
    title = textwrap.fill(translate("what_if.title", month=found.at, switch=switch, stay=stay), width)
    parts: list[Any] = [Text(title, style="bold"), "", answer(found.comparison, lang, width), ""]
    if found.differing:
        parts += [_differing(found, translate, width), ""]
    if found.shares:
        note = Text(textwrap.fill(translate("what_if.why_note"), width), style="dim")
        parts += [_shares(found, translate, width), "", note, ""]
    return Group(*parts, textwrap.fill(found.sentence(lang), width))


def _differing(found: WhatIf, translate: Words, width: int) -> Any:
    """One row per indicator, in the order in which they come to differ."""
    heads = [
        Head(translate("what_if.differs_head")),
        Head(translate("what_if.indicator_head"), wraps=True),
        Head(translate("what_if.stay_head"), right=True),
        Head(translate("what_if.switch_head"), right=True),
    ]
    lines = [
        Line(
            [
                translate("what_if.month", month=each.month),
                indicator_words(each.indicator, translate),
                _level(each.stay, each.switch, translate)[0],
                _level(each.stay, each.switch, translate)[1],
            ]
        )
        for each in found.differing[:MOST]
    ]
    return fitted(heads, lines, width, translate)


def indicator_words(name: str, translate: Words) -> str:
    """An indicator in words."""
    return (
        translate.name("outcome", name)
        if translate.has(f"outcome.{name}")
        else translate.name("indicator", name)
    )


def _level(stay: float, switch: float, translate: Words) -> tuple[str, str]:
    digits = 0 if max(abs(stay), abs(switch)) >= 100 else 2
    return translate.number(stay, digits), translate.number(switch, digits)


def _shares(found: WhatIf, translate: Words, width: int) -> Any:
    """One row per mechanism, the one that carries most first."""
    heads = [
        Head(translate("what_if.mechanism_head", month=found.at), wraps=True),
        Head(translate("what_if.lost_head"), right=True),
        Head(translate("what_if.left_head"), right=True),
    ]
    lines = [
        Line(
            [
                translate.name("mechanism", share.mechanism),
                f"{translate.signed(share.lost.mean)} {interval(share.lost, translate, signed=True)}".strip(),
                f"{translate.signed(share.without.mean)} {interval(share.without, translate, signed=True)}".strip(),
            ]
        )
        for share in found.shares[:MOST]
    ]
    return fitted(heads, lines, width, translate)


def as_text(found: WhatIf, lang: str, width: int = 140) -> str:
    """The answer as plain text."""
    return plain_text(what_if_answer(found, lang, width), width=width)
