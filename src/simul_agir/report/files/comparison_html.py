"""A comparison as a piece of HTML: what a notebook shows of it."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from simul_agir.locale import language_of_environment, words

if TYPE_CHECKING:
    from simul_agir.study import Comparison


def html(comparison: Comparison, lang: str | None = None) -> str:
    """The verdict, and a row an arm: its name and where it ends on the ladder, with the 95 % interval."""
    lang = language_of_environment() if lang is None else lang
    translate = words(lang)
    heads = (translate("stances.stance"), translate(f"outcome.{comparison.primary}"))
    rows = []
    for arm in comparison.arms:
        found = arm.outcomes[comparison.primary]
        text = translate.number(found.mean)
        if found.low is not None and found.high is not None:
            text = f"{text} {translate.interval(found.low, found.high)}"
        rows.append(
            f"<tr><td>{escape(comparison.label(arm.stance, translate))}</td><td>{escape(text)}</td></tr>"
        )
    head = "".join(f"<th>{escape(each)}</th>" for each in heads)
    verdict = escape(comparison.sentence(lang))
    return f"<p>{verdict}</p><table><thead><tr>{head}</tr></thead><tbody>{''.join(rows)}</tbody></table>"
