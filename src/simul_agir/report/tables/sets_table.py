"""A comparison over many sets of assumptions, a stance a line: in how many it leads, and by how much it is led."""

from __future__ import annotations

import textwrap
from typing import TYPE_CHECKING

from rich.console import Group
from rich.text import Text

from simul_agir.locale import Words
from simul_agir.report.tables.fitting import Head, Line, fitted
from simul_agir.report.words.verdict_sentence import quoted
from simul_agir.study.compare.over_sets import fewest_sets

if TYPE_CHECKING:
    from simul_agir.study import Comparison
    from simul_agir.study.compare.over_sets import OverSets

HEAD = 16  # characters of a column's head before it goes on below
COLUMNS = ("highest", "higher", "matters", "four", "between", "luck")
NAMED = 12  # what varies is named as long as it is no more than this


def sets_table(comparison: Comparison, over: OverSets, translate: Words, width: int) -> Group:
    """Heading, table and remark for a terminal of `width` characters."""
    best = quoted(comparison.verdict.best or comparison.arms[0].stance, translate)
    effect = translate.number(comparison.smallest_effect, 1)
    heads = [Head(translate("table.stance"), wraps=True)]
    heads += [
        Head(textwrap.fill(translate(f"over_sets.{name}", best=best, effect=effect), HEAD), right=True)
        for name in COLUMNS
    ]
    verdict, firsts = comparison.verdict, over.firsts()
    lines = [
        Line(
            [
                comparison.label(arm.stance, translate),
                *_cells(arm.stance, verdict.best, over, firsts[arm.stance], translate),
            ]
        )
        for arm in comparison.arms
    ]
    remarks = [translate("over_sets.note"), *_too_few(over, translate)]
    dim = [Text(textwrap.fill(each, width), style="dim") for each in remarks]
    made = textwrap.fill(how_made(over, translate), width)
    return Group(made, "", fitted(heads, lines, width, translate), "", *dim)


def _too_few(over: OverSets, translate: Words) -> list[str]:
    """That so few sets cannot decide anything, where it is so."""
    fewest = fewest_sets(len(over.arms))
    return [translate("over_sets.few", fewest=fewest)] if 1 < len(over.sets) < fewest else []


def how_made(over: OverSets, translate: Words) -> str:
    """Which sets, how many runs under each, what varies."""
    varied = over.sets.columns
    more = len(varied) - NAMED
    named = ", ".join(varied[:NAMED]) + (f", {translate('study.more', count=more)}" if more > 0 else "")
    return translate(
        "over_sets.made",
        sets=translate.number(len(over.sets), 0),
        source=over.sets.source,
        hash=over.sets.hash[:12],
        runs=translate.number(over.runs_each, 0),
        varied=named or "-",
    )


def _cells(stance: str, best: str | None, over: OverSets, first: int, translate: Words) -> list[str]:
    """The numbers of one stance."""
    count = len(over.sets)
    led = translate("over_sets.of", count=translate.number(first, 0), sets=translate.number(count, 0))
    if best is None or stance == best:
        return [led, *["–"] * (len(COLUMNS) - 1)]
    apart = over.apart(best, stance)
    return [
        led,
        *(
            translate("over_sets.of", count=translate.number(each, 0), sets=translate.number(count, 0))
            for each in (apart.higher, apart.higher_by_effect)
        ),
        translate.interval(apart.low, apart.high, signed=True),
        translate.number(apart.spread),
        "–" if apart.luck is None else translate.number(apart.luck),
    ]


def csv_header(over: OverSets) -> tuple[str, ...]:
    """The columns of the file with a line a set and stance; the last are what the sets set."""
    settings = (
        name if name.startswith("mechanisms.") else f"parameters.{name}" for name in over.sets.columns
    )
    return ("set", "stance", "runs", "mean", "sd", "highest", *settings)


def csv_rows(over: OverSets) -> list[tuple[object, ...]]:
    """One line per set and stance: mean of the runs, their standard deviation, whether it ends highest, the settings."""
    spread = over.runs.std(axis=2, ddof=1) if over.runs_each > 1 else None
    rows: list[tuple[object, ...]] = []
    for place, (each, best) in enumerate(zip(over.sets, over.best(), strict=True)):
        cells = [each.cells.get(name) for name in over.sets.columns]
        for arm, stance in enumerate(over.arms):
            mean = round(float(over.means[place, arm]), 6) + 0.0
            deviation = None if spread is None else round(float(spread[place, arm]), 6)
            head = (each.name, stance, over.runs_each, mean, deviation, int(stance == best))
            rows.append((*head, *(int(cell) if isinstance(cell, bool) else cell for cell in cells)))
    return rows
