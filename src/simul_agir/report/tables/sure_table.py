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


def sure_table(comparison: Comparison, sure: Sure, translate: Words, width: int) -> Group:
    """Heading, table and remarks for a terminal of `width` characters."""
    effect = in_stages(sure.question.smallest_effect, translate)
    made = translate(
        "sure.made",
        sure=sureness(sure, translate),
        effect=effect,
        runs=translate.number(sure.runs, 0),
        most=translate.number(sure.question.most_runs, 0),
    )
    heads = [Head(translate("table.stance"), wraps=True)]
    heads += [
        Head(textwrap.fill(translate(f"sure.{name}", effect=effect), HEAD), right=True) for name in COLUMNS
    ]
    lines = [Line(_cells(worth, translate), sure.kept == (worth.stance,)) for worth in sure.arms]
    remarks = [translate("sure.note", goal=goal_of(comparison, sure, translate)), *_luck(sure, translate)]
    dim = [Text(textwrap.fill(each, width), style="dim") for each in remarks]
    return Group(textwrap.fill(made, width), "", fitted(heads, lines, width, translate), "", *dim)


def goal_of(comparison: Comparison, sure: Sure, translate: Words) -> str:
    """What is enough, in words."""
    if sure.question.goal is not None:
        return translate("sure.goal_level", goal=plain(sure.question.goal, translate))
    effect = in_stages(sure.question.smallest_effect, translate)
    return translate(
        "sure.goal_gain", effect=effect, reference=translate.name("stance", comparison.reference)
    )


def _cells(worth: Worth, translate: Words) -> list[str]:
    after = (
        translate("sure.kept") if worth.left_out_after is None else translate.number(worth.left_out_after, 0)
    )
    return [
        translate.name("stance", worth.stance),
        after,
        translate.percent(worth.probability_best),
        translate.percent(worth.highest),
        f"{translate.number(worth.regret.mean)} {interval(worth.regret, translate)}".strip(),
        translate.percent(worth.small_regret),
        translate.percent(worth.satisficing),
    ]


def _luck(sure: Sure, translate: Words) -> list[str]:
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
        translate(
            "sure.luck",
            a=quoted(first, translate),
            b=quoted(second, translate),
            ratio=translate.percent(luck.ratio),
            common=translate.number(luck.common, 4),
            separate=translate.number(luck.separate, 4),
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
