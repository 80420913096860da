"""The result of sequential selection, one line per arm: kept or left out, probability of being best, regret, runs that reach
the goal.
"""

from __future__ import annotations

import textwrap
from typing import TYPE_CHECKING

from rich.console import Group
from rich.text import Text

from simul_agir.locale import Words
from simul_agir.report.tables.fitting import Head, Line, fitted
from simul_agir.report.words.sure_sentence import in_stages, plain, sureness
from simul_agir.report.words.verdict_sentence import interval, quoted

if TYPE_CHECKING:
    from simul_agir.study import Comparison, Sure
    from simul_agir.study.search.sure import Worth

HEAD = 14  # characters of a column's head before it goes on below
COLUMNS = ("after", "best", "highest", "regret", "small_regret", "reached")
CSV = (
    *("stance", "left_out_after", "below", "probability_best", "highest"),
    *("regret", "regret_low", "regret_high", "small_regret", "satisficing"),
)


def sure_table(comparison: Comparison, sure: Sure, say: Words, width: int) -> Group:
    """Heading, table and remarks for a terminal of `width` characters."""
    effect = in_stages(sure.question.smallest_effect, say)
    made = say(
        "sure.made",
        sure=sureness(sure, say),
        effect=effect,
        runs=say.number(sure.runs, 0),
        most=say.number(sure.question.most_runs, 0),
    )
    heads = [Head(say("table.stance"), wraps=True)]
    heads += [Head(textwrap.fill(say(f"sure.{name}", effect=effect), HEAD), right=True) for name in COLUMNS]
    lines = [Line(_cells(worth, say), sure.kept == (worth.stance,)) for worth in sure.arms]
    remarks = [say("sure.note", goal=goal_of(comparison, sure, say)), *_luck(sure, say)]
    dim = [Text(textwrap.fill(each, width), style="dim") for each in remarks]
    return Group(textwrap.fill(made, width), "", fitted(heads, lines, width, say), "", *dim)


def goal_of(comparison: Comparison, sure: Sure, say: Words) -> str:
    """What is enough, in words."""
    if sure.question.goal is not None:
        return say("sure.goal_level", goal=plain(sure.question.goal, say))
    effect = in_stages(sure.question.smallest_effect, say)
    return say("sure.goal_gain", effect=effect, reference=say.name("stance", comparison.reference))


def _cells(worth: Worth, say: Words) -> list[str]:
    after = say("sure.kept") if worth.left_out_after is None else say.number(worth.left_out_after, 0)
    return [
        say.name("stance", worth.stance),
        after,
        say.percent(worth.probability_best),
        say.percent(worth.highest),
        f"{say.number(worth.regret.mean)} {interval(worth.regret, say)}".strip(),
        say.percent(worth.small_regret),
        say.percent(worth.satisficing),
    ]


def _luck(sure: Sure, say: Words) -> list[str]:
    """How common random numbers change the variance for the two arms that are hardest to tell apart: the highest kept and
    the next.
    """
    means = sorted(sure.arms, key=lambda worth: worth.regret.mean)
    first = sure.kept[0]
    second = next(worth.stance for worth in means if worth.stance != first)
    luck = sure.chance_of(first, second)
    if luck.ratio is None:
        return []
    return [
        say(
            "sure.luck",
            a=quoted(first, say),
            b=quoted(second, say),
            ratio=say.percent(luck.ratio),
            common=say.number(luck.common, 4),
            separate=say.number(luck.separate, 4),
        )
    ]


def csv_rows(sure: Sure) -> list[tuple[object, ...]]:
    """The table's lines for a file, in the order of CSV; empty cells where there is nothing to say."""
    return [
        (
            worth.stance,
            worth.left_out_after,
            worth.below,
            *(_cell(each) for each in (worth.probability_best, worth.highest)),
            *(_cell(each) for each in (worth.regret.mean, worth.regret.low, worth.regret.high)),
            *(_cell(each) for each in (worth.small_regret, worth.satisficing)),
        )
        for worth in sure.arms
    ]


def _cell(value: float | None) -> float | None:
    return None if value is None else round(value, 6) + 0.0
