"""The lever checks as a table of a terminal."""

from __future__ import annotations

import textwrap
from collections.abc import Sequence

from rich.console import Group
from rich.text import Text

from simul_agir.locale import Words
from simul_agir.report.tables.fitting import Head, Line, fitted
from simul_agir.report.tables.profile_table import digits_of
from simul_agir.study.compare.lever_checks import LeverCheck


def answer(checks: Sequence[LeverCheck], contracts: int, runs: int, translate: Words, width: int) -> Group:
    """One line per lever: stance, quantity, its base, its gain with the interval over contracts, and whether the check
    holds.
    """
    heads = [
        Head(translate(f"levers.{name}"), name in ("base", "gain"), name == "quantity")
        for name in ("stance", "quantity", "base", "gain", "check")
    ]
    title = Text(
        textwrap.fill(translate("levers.title", contracts=contracts, runs=runs), width), style="bold"
    )
    note = Text(textwrap.fill(translate("levers.note"), width), style="dim")
    return Group(title, fitted(heads, [_line(each, translate) for each in checks], width, translate), note)


def _line(each: LeverCheck, translate: Words) -> Line:
    digits = digits_of(each.gain)
    gain = translate.signed(each.gain, digits)
    if each.low is not None and each.high is not None:
        gain = f"{gain} {translate.interval(each.low, each.high, digits, signed=True)}"
    return Line(
        [
            translate.name("stance", each.lever.stance),
            translate(f"lever.{each.lever.name}"),
            translate.number(each.base, digits_of(each.base)),
            gain,
            translate(f"levers.{each.verdict}"),
        ]
    )
