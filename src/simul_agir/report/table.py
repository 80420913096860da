"""The answer as a table on a terminal or in a text file."""

from __future__ import annotations

import io
import textwrap
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from rich.box import SIMPLE_HEAD
from rich.console import Console, Group
from rich.table import Table
from rich.text import Text

from simul_agir.locale import Words, words
from simul_agir.report.style import STAGE_COLOURS
from simul_agir.study.outcomes import OUTCOMES
from simul_agir.study.sentence import interval
from simul_agir.world.ladder import STAGES

if TYPE_CHECKING:
    from simul_agir.study import Arm, Comparison, Difference

BAR = 16  # characters
SHADES = "·░▒▓█"  # one a stage: told apart without colour
HEAD = 20  # characters of a column's head before it goes on below


@dataclass(frozen=True)
class Row:
    """One arm of a comparison, and the language to show it in."""

    comparison: Comparison
    arm: Arm
    say: Words

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
    say = words(lang)
    table = next(_tables(comparison, say, width))
    note = say("table.note", above=say("table.above"), reference=say.name("stance", comparison.reference))
    remarks = [note, *_scale_remark(comparison, say)]
    dim = [Text(textwrap.fill(each, width), style="dim") for each in remarks]
    return Group(_title(comparison, say), "", table, "", _legend(say), *dim)


def _scale_remark(comparison: Comparison, say: Words) -> list[str]:
    """Where the stages do not form a scale, that, with the profile of stages passed for themselves."""
    scale = comparison.scale()
    if scale.holds:
        return []
    profile = ", ".join(
        f"{say.name('stage', stage)} {say.percent(share)}"
        for stage, share in zip(STAGES[1:], scale.profile, strict=True)
    )
    scalable = "-" if scale.scalability is None else say.number(scale.scalability, 2)
    return [
        say(
            "table.no_scale",
            reproducible=say.number(scale.reproducibility, 2),
            scalable=scalable,
            profile=profile,
        )
    ]


def _tables(comparison: Comparison, say: Words, width: int) -> Iterator[Table]:
    """The table with as many columns as fit, and at worst with those that it cannot do without."""
    measuring = Console(width=1000, file=io.StringIO())
    for spare in sorted({column.spare for column in COLUMNS}, reverse=True):
        table = _table(comparison, say, [column for column in COLUMNS if column.spare <= spare])
        if spare == 0 or measuring.measure(table).maximum <= width:
            yield table


def _table(comparison: Comparison, say: Words, columns: list[Column]) -> Table:
    """The table with these columns; the best arm stands out when no other comes close."""
    verdict = comparison.verdict
    alone = verdict.decided and not (verdict.not_separable or verdict.too_small)
    table = Table(box=SIMPLE_HEAD, pad_edge=False, padding=(0, 1), collapse_padding=True, show_edge=False)
    for column in columns:
        head = say(column.head, reference=say.name("stance", comparison.reference))
        justify: Literal["left", "right"] = "right" if column.right else "left"
        table.add_column(textwrap.fill(head, HEAD), justify=justify, no_wrap=column.head != "table.stance")
    for arm in comparison.arms:
        cells = [column.cell(Row(comparison, arm, say)) for column in columns]
        table.add_row(*cells, style="bold" if alone and arm.stance == verdict.best else "")
    return table


def verdict(comparison: Comparison, lang: str, width: int) -> Text:
    """The verdict and what it was made with, broken into lines where the language lets them break."""
    made = words(lang)(
        "table.provenance",
        version=comparison.provenance["version"],
        scenario=comparison.scenario.name,
        hash=comparison.scenario.hash[:12],
        seed=comparison.seed,
    )
    sentence = textwrap.fill(comparison.sentence(lang), width)
    return Text.assemble(sentence, "\n\n", (textwrap.fill(made, width), "dim"))


def as_text(comparison: Comparison, lang: str, width: int = 140) -> str:
    """The table and the verdict as plain text."""
    console = Console(file=io.StringIO(), width=width, color_system=None, legacy_windows=False)
    console.print(answer(comparison, lang, width))
    console.print()
    console.print(verdict(comparison, lang, width))
    shown = console.file
    assert isinstance(shown, io.StringIO)
    return "\n".join(line.rstrip() for line in shown.getvalue().splitlines()) + "\n"


def _title(comparison: Comparison, say: Words) -> Text:
    """What was compared."""
    scenario = comparison.scenario
    made = say(
        "table.made",
        runs=say.number(comparison.runs, 0),
        months=comparison.months,
        seed=comparison.seed,
        actors=say.number(len(scenario.landscape.ids), 0),
    )
    return Text.assemble((scenario.titled(say.lang), "bold"), f"  {made}")


def _legend(say: Words) -> Text:
    """What the characters of the stage bars mean."""
    legend = Text()
    for stage, shade, colour in zip(STAGES, SHADES, STAGE_COLOURS, strict=True):
        legend.append(shade * 2, style=_on_terminal(colour)).append(f" {say.name('stage', stage)}   ")
    return legend


def _on_terminal(colour: str) -> str:
    """A stage's colour, lightened where a dark terminal would swallow it."""
    return {"#081d58": "#5b7bd5", "#225ea8": "#4a90d9"}.get(colour, colour)


def _stance(row: Row) -> str:
    return row.say.name("stance", row.arm.stance)


def _ladder(row: Row) -> str:
    estimate = row.arm.outcomes[row.comparison.primary]
    return f"{row.say.number(estimate.mean)} {interval(estimate, row.say)}".strip()


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
    return lambda row: row.say.number(row.arm.outcomes[outcome].mean, OUTCOMES[outcome].digits)


def _gain(row: Row) -> str:
    """The difference to the reference, with its interval."""
    if row.is_reference:
        return "–"
    estimate = row.gain.estimate
    return f"{row.say.signed(estimate.mean)} {interval(estimate, row.say, signed=True)}".strip()


def _above(row: Row) -> str:
    """The share of runs above the reference."""
    return "–" if row.is_reference else row.say.percent(row.gain.probability)


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
