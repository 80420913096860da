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


def answer(checks: Sequence[LeverCheck], contracts: int, runs: int, say: Words, width: int) -> Group:
    """One line per lever: stance, quantity, its base, its gain with the interval over contracts, and whether the check
    holds.
    """
    heads = [
        Head(say(f"levers.{name}"), name in ("base", "gain"), name == "quantity")
        for name in ("stance", "quantity", "base", "gain", "check")
    ]
    title = Text(textwrap.fill(say("levers.title", contracts=contracts, runs=runs), width), style="bold")
    note = Text(textwrap.fill(say("levers.note"), width), style="dim")
    return Group(title, fitted(heads, [_line(each, say) for each in checks], width, say), note)


def _line(each: LeverCheck, say: Words) -> Line:
    digits = digits_of(each.gain)
    gain = say.signed(each.gain, digits)
    if each.low is not None and each.high is not None:
        gain = f"{gain} {say.interval(each.low, each.high, digits, signed=True)}"
    return Line(
        [
            say.name("stance", each.lever.stance),
            say(f"lever.{each.lever.name}"),
            say.number(each.base, digits_of(each.base)),
            gain,
            say(f"levers.{each.verdict}"),
        ]
    )
