"""The answer as a table on a terminal or in a text file."""

from __future__ import annotations

import textwrap
from collections.abc import Callable, Collection
from dataclasses import dataclass
from typing import TYPE_CHECKING

from rich.console import Group
from rich.table import Table
from rich.text import Text

from simul_agir.locale import Words, words
from simul_agir.model.ladder import STAGES
from simul_agir.report.figures.style import STAGE_COLOURS
from simul_agir.report.tables.fitting import (
    Head,
    Line,
    as_table,
    full_width,
    least_width,
    plain_text,
    stacked,
)
from simul_agir.report.tables.profile_table import profile_tables
from simul_agir.report.tables.sets_table import sets_table
from simul_agir.report.tables.sure_table import sure_table
from simul_agir.report.words.cost_sentence import cost_note
from simul_agir.report.words.profile import whole_sentence
from simul_agir.report.words.verdict_sentence import interval
from simul_agir.simulation.arm import Cost
from simul_agir.study.outcomes import OUTCOMES

if TYPE_CHECKING:
    from simul_agir.study import ArmEnd, Comparison, Difference

BAR = 16  # characters
SHADES = "·░▒▓█"  # one a stage: told apart without colour
HEAD = 20  # characters of a column's head before it goes on below
STACKED = 2  # columns that are told where the arms stand one under the other: all that are spared no sooner


@dataclass(frozen=True)
class Row:
    """One arm of a comparison, and the language to show it in."""

    comparison: Comparison
    arm: ArmEnd
    translate: Words

    @property
    def is_reference(self) -> bool:
        """Whether the others are shown against this arm."""
        return self.arm.stance == self.comparison.reference

    @property
    def gain(self) -> Difference:
        """What the arm adds to the reference."""
        return self.comparison.difference(self.arm.stance, self.comparison.reference)


@dataclass(frozen=True)
class Column:
    """One column: the key of its head, how a cell is written, how easily it is spared on little space."""

    head: str
    cell: Callable[[Row], Text | str]
    spare: int = 0
    right: bool = True


def answer(comparison: Comparison, lang: str, width: int) -> Group:
    """Title, table and legend for a terminal of `width` characters; the verdict stands apart."""
    translate = words(lang)
    table, shown = _arms(comparison, translate, width)
    remarks = [
        each for each in (_note(comparison, shown, translate), cost_note(comparison, translate)) if each
    ]
    dim = [
        Text(textwrap.fill(each, width), style="dim")
        for each in (*remarks, *_scale_remark(comparison, translate))
    ]
    legend = ["", _legend(translate, width)] if "table.stages" in shown else [""]
    whole = Group(_title(comparison, translate), "", table, *legend, *dim)
    if comparison.profile is not None:
        whole = Group(whole, "", profile_tables(comparison, translate, width))
    if comparison.over_sets is not None:
        return Group(whole, "", sets_table(comparison, comparison.over_sets, translate, width))
    if comparison.sure is None:
        return whole
    return Group(whole, "", sure_table(comparison, comparison.sure, translate, width))


def _scale_remark(comparison: Comparison, translate: Words) -> list[str]:
    """Where the stages do not form a scale, that, with the profile of stages passed for themselves."""
    scale = comparison.scale()
    if scale.holds:
        return []
    profile = ", ".join(
        f"{translate.name('stage', stage)} {translate.percent(share)}"
        for stage, share in zip(STAGES[1:], scale.profile, strict=True)
    )
    scalable = "-" if scale.scalability is None else translate.number(scale.scalability, 2)
    return [
        translate(
            "table.no_scale",
            reproducible=translate.number(scale.reproducibility, 2),
            scalable=scalable,
            profile=profile,
        )
    ]


def _note(comparison: Comparison, shown: Collection[str], translate: Words) -> str:
    """What the signs and columns that are shown mean, and no others."""
    bracketed = any(arm.outcomes[comparison.primary].low is not None for arm in comparison.arms)
    notes = [translate("table.note")] if bracketed else []
    if "table.above" in shown:
        reference = translate.name("stance", comparison.reference)
        notes.append(translate("table.note_above", above=translate("table.above"), reference=reference))
    return " ".join(notes)


def _arms(comparison: Comparison, translate: Words, width: int) -> tuple[Table | Group, set[str]]:
    """The table with as many columns as fit, and their heads; one arm under the other where not even those it needs do."""

    def shown(spare: int) -> set[str]:
        return {column.head for column in columns_of(comparison) if column.spare <= spare}

    for spare in sorted({column.spare for column in columns_of(comparison)}, reverse=True):
        heads, lines = _cells(comparison, translate, spare)
        if full_width(heads, lines) <= width or (spare == 0 and least_width(heads, lines) <= width):
            return as_table(heads, lines), shown(spare)
    return stacked(*_cells(comparison, translate, STACKED), translate), shown(STACKED)


def _cells(comparison: Comparison, translate: Words, spare: int) -> tuple[list[Head], list[Line]]:
    """The columns that are spared no sooner than `spare`; the best arm stands out when no other comes close."""
    verdict = comparison.verdict
    alone = verdict.decided and not (verdict.not_separable or verdict.too_small)
    columns = [column for column in columns_of(comparison) if column.spare <= spare]
    reference = translate.name("stance", comparison.reference)
    heads = [
        Head(
            textwrap.fill(translate(column.head, reference=reference), HEAD),
            column.right,
            column.head == "table.stance",
        )
        for column in columns
    ]
    lines = [
        Line(
            [column.cell(Row(comparison, arm, translate)) for column in columns],
            alone and arm.stance == verdict.best,
        )
        for arm in comparison.arms
    ]
    return heads, lines


def verdict(comparison: Comparison, lang: str, width: int) -> Text:
    """The verdict and what it was made with, broken into lines where the language lets them break."""
    made = words(lang)(
        "table.provenance",
        version=comparison.provenance["version"],
        scenario=comparison.scenario.name,
        hash=comparison.scenario.hash[:12],
        seed=comparison.seed,
    )
    parts = whole_sentence(comparison, lang).split("\n\n")
    sentence = "\n\n".join(textwrap.fill(part, width) for part in parts)
    return Text.assemble(sentence, "\n\n", (textwrap.fill(made, width), "dim"))


def as_text(comparison: Comparison, lang: str, width: int = 140) -> str:
    """The table and the verdict as plain text."""
    return plain_text(answer(comparison, lang, width), "", verdict(comparison, lang, width), width=width)


def _title(comparison: Comparison, translate: Words) -> Text:
    """What was compared."""
    scenario = comparison.scenario
    made = translate(
        "table.made_one" if comparison.runs == 1 else "table.made",
        runs=translate.number(comparison.runs, 0),
        months=comparison.months,
        seed=comparison.seed,
        actors=translate.number(len(scenario.landscape.ids), 0),
    )
    return Text.assemble((scenario.titled(translate.lang), "bold"), f"  {made}")


def _legend(translate: Words, width: int) -> Text:
    """What the characters of the stage bars mean, no entry broken by the end of a line."""
    legend, used = Text(), 0
    for stage, shade, colour in zip(STAGES, SHADES, STAGE_COLOURS, strict=True):
        entry = Text.assemble((shade * 2, _on_terminal(colour)), f" {translate.name('stage', stage)}")
        gap = "" if not used else "\n" if used + 3 + entry.cell_len > width else "   "
        used = entry.cell_len + (used + 3 if gap == "   " else 0)
        legend.append(gap).append_text(entry)
    return legend


def _on_terminal(colour: str) -> str:
    """A stage's colour, lightened where a dark terminal would swallow it."""
    return {"#081d58": "#5b7bd5", "#225ea8": "#4a90d9"}.get(colour, colour)


def _stance(row: Row) -> str:
    return row.comparison.label(row.arm.stance, row.translate)


def _ladder(row: Row) -> str:
    estimate = row.arm.outcomes[row.comparison.primary]
    return f"{row.translate.number(estimate.mean)} {interval(estimate, row.translate)}".strip()


def _bar(row: Row) -> Text:
    """Shares of the five stages as a bar of characters, each stage's number by largest remainder."""
    counts = [int(share * BAR) for share in row.arm.stages]
    remainders = [share * BAR - count for share, count in zip(row.arm.stages, counts, strict=True)]
    for place in sorted(range(len(counts)), key=lambda k: -remainders[k])[: BAR - sum(counts)]:
        counts[place] += 1
    bar = Text()
    for count, shade, colour in zip(counts, SHADES, STAGE_COLOURS, strict=True):
        bar.append(shade * count, style=_on_terminal(colour))
    return bar


def _mean_of(outcome: str) -> Callable[[Row], str]:
    """Cells with the mean of one outcome."""
    return lambda row: row.translate.number(row.arm.outcomes[outcome].mean, OUTCOMES[outcome].digits)


def _gain(row: Row) -> str:
    """The difference to the reference, with its interval."""
    if row.is_reference:
        return "–"
    estimate = row.gain.estimate
    return f"{row.translate.signed(estimate.mean)} {interval(estimate, row.translate, signed=True)}".strip()


def _above(row: Row) -> str:
    """The share of runs above the reference."""
    return "–" if row.is_reference else row.translate.percent(row.gain.probability)


COLUMNS = (
    Column("table.stance", _stance, right=False),
    Column("table.ladder", _ladder),
    Column("table.stages", _bar, spare=1, right=False),
    Column("table.gain", _gain),
    Column("table.above", _above, spare=2),
    Column("table.need", _mean_of("need"), spare=4),
    Column("table.continuity", _mean_of("continuity"), spare=5),
    Column("table.successes", _mean_of("successes"), spare=3),
    Column("table.effort", _mean_of("effort"), spare=6),
)
BESIDE_GAIN = 1 + [column.head for column in COLUMNS].index("table.gain")


def _engineering(row: Row) -> str:
    """The engineering that an arm takes over the contract."""
    cost = row.comparison.costs.of.get(row.arm.stance)
    return "" if cost is None else row.translate.number(cost.engineering, 1)


def _money(row: Row) -> str:
    """The action money that an arm is given over the contract."""
    cost = row.comparison.costs.of.get(row.arm.stance)
    return "" if cost is None else row.translate.number(cost.money, 0)


def columns_of(comparison: Comparison) -> tuple[Column, ...]:
    """The columns of a table; where arms do not all cost the same, the cost beside the gain."""
    costs = comparison.costs
    if not costs.unequal or costs.usual is None:
        return COLUMNS
    found = [costs.of[name] for name in costs.unequal]
    added = [Column("cost.column", _engineering)]
    if any(not Cost(0, cost.money).same_as(Cost(0, costs.usual.money)) for cost in found):
        added.append(Column("cost.money_column", _money))
    return (*COLUMNS[:BESIDE_GAIN], *added, *COLUMNS[BESIDE_GAIN:])
