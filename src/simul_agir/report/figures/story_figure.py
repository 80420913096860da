"""A life as a picture: the ladder over its months with the turning points, and the network at start and end."""

from __future__ import annotations

import textwrap
from typing import TYPE_CHECKING, Any

import numpy as np

from simul_agir.locale import Words, words
from simul_agir.model.ladder import STAGES
from simul_agir.report.figures.style import (
    FAINT,
    INK,
    PALE,
    STAGE_COLOURS,
    Look,
    footer,
    looks_of,
    stage_legend,
    styled,
)

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

    from simul_agir.study.story import Story

WIDTH = 10.5  # inches
BAND = (0.1, 0.9)
MARK = 15  # size of a numbered mark
RINGS = len(STAGES)


def draw_story(story: Story, lang: str = "en") -> Figure:
    """The timeline over the networks of month 0 and of the end; the turning points are numbered."""
    from matplotlib.backends.backend_agg import FigureCanvasAgg
    from matplotlib.figure import Figure

    translate = words(lang)
    text = story.text(lang)
    with styled():
        figure = Figure(figsize=(WIDTH, 9.6), layout="constrained")
        FigureCanvasAgg(figure)
        halves: Any = figure.subfigures(2, 1, height_ratios=[4.2, 4.8])
        _timeline(story, halves[0].add_subplot(), translate)
        left, right = halves[1].subplots(1, 2)
        _network(story, 0, left, translate("life.panel_start"))
        _network(
            story, story.recorded.months, right, translate("life.panel_end", month=story.recorded.months)
        )
        stage_legend(left, translate)
        figure.suptitle(textwrap.fill(text.title, 92), x=0.01, ha="left", fontsize=12.5, fontweight="bold")
        turns = [each for each in text.passages if each.kind == "turning"]
        notes = [textwrap.fill(f"{k}. {each.title} {each.text}", 150) for k, each in enumerate(turns, 1)]
        note = "\n".join(
            [*notes, textwrap.fill(f"{translate('life.panel')} {translate('life.purpose')}", 150)]
        )
        footer(figure, note, 7.5)
    return figure


def _timeline(story: Story, axes: Axes, translate: Words) -> None:
    """This life over the band of the others, with a numbered mark at each turning point."""
    recorded = story.recorded
    ladders = story.others.of("index")
    low, high = np.quantile(ladders, BAND, axis=0)
    months = np.arange(len(low))
    look = _look(story)
    axes.fill_between(months, low, high, color=look.colour, alpha=0.16, linewidth=0)
    axes.plot(months, np.median(ladders, axis=0), color=INK, linewidth=0.9, linestyle=(0, (1, 2)))
    axes.plot(months, recorded.index, color=look.colour, linewidth=2.4)
    for number, turn in enumerate(story.turning_points, 1):
        axes.axvspan(turn.first - 1, turn.last, color=PALE, linewidth=0, zorder=0)
        axes.plot(
            turn.first, recorded.index[turn.first], "o", color="white", markeredgecolor=INK, markersize=MARK
        )
        axes.annotate(
            str(number),
            (turn.first, recorded.index[turn.first]),
            ha="center",
            va="center",
            fontsize=8.5,
            color=INK,
        )
    top = max(1.0, float(max(high.max(), recorded.index.max()))) + 0.12
    axes.set_ylim(-0.03 * top, top)
    shown = range(int(top) + 1)
    axes.set_yticks(shown, [f"{translate.name('stage', STAGES[k])}  {k}" for k in shown])
    axes.set_xlim(0, recorded.months)
    axes.set_xlabel(f"{translate('figure.month')} ({translate('life.band')})")
    axes.spines["left"].set_visible(False)
    axes.tick_params(axis="y", length=0)


def _look(story: Story) -> Look:
    """How the stance that it begins with is drawn."""
    stance = story.recorded.arm.stance
    name = stance if isinstance(stance, str) else stance.name
    return looks_of((name,))[name]


def _network(story: Story, month: int, axes: Axes, title: str) -> None:
    """Actors with voice on five rings, the centre being excellence; an angle is an actor. Working ties that are returned."""
    recorded = story.recorded
    people = np.flatnonzero(recorded.stages[0] >= 0)
    angle = dict(zip(people.tolist(), np.linspace(0, 2 * np.pi, len(people), endpoint=False), strict=True))
    stages = recorded.stages[month]

    def place(actor: int) -> tuple[float, float]:
        radius = (RINGS - 0.5 - float(stages[actor]) + (0.22 if actor % 2 else -0.05)) / RINGS
        return radius * np.cos(angle[actor]), radius * np.sin(angle[actor])

    for ring in range(1, RINGS + 1):
        circle = np.linspace(0, 2 * np.pi, 120)
        axes.plot(
            ring / RINGS * np.cos(circle), ring / RINGS * np.sin(circle), color=PALE, linewidth=0.8, zorder=0
        )
    ties = recorded.ties[0 if month == 0 else 1]
    for one, other in zip(ties.sources[ties.reciprocated], ties.targets[ties.reciprocated], strict=True):
        if one < other and int(one) in angle and int(other) in angle:
            ends = np.array([place(int(one)), place(int(other))])
            axes.plot(ends[:, 0], ends[:, 1], color=FAINT, linewidth=0.5, alpha=0.5, zorder=1)
    for actor in people.tolist():
        awake = bool(recorded.awake[month, actor])
        x, y = place(actor)
        style: Any = {"markersize": 6, "markeredgecolor": INK, "markeredgewidth": 0.6}
        axes.plot(x, y, "o" if awake else "_", color=STAGE_COLOURS[stages[actor]], zorder=2, **style)
    _name(story, month, axes, {each.actor: place(each.actor) for each in story.followed})
    axes.set_title(title, fontsize=10)
    axes.set_aspect("equal")
    axes.set_axis_off()


def _name(story: Story, month: int, axes: Axes, places: dict[int, tuple[float, float]]) -> None:
    """A circle around those whom the story follows, and their names."""
    for actor, (x, y) in places.items():
        axes.plot(x, y, "o", color="none", markeredgecolor=INK, markersize=12, markeredgewidth=1.3, zorder=3)
        axes.annotate(
            story.people.name(actor, month),
            (x, y),
            xytext=(0, 9),
            textcoords="offset points",
            ha="center",
            fontsize=7.5,
            color=INK,
            bbox={"boxstyle": "round,pad=0.15", "facecolor": "white", "alpha": 0.75, "linewidth": 0},
            zorder=4,
        )
