"""The pictures of a search: how it went and what it was worth on held-out random numbers; where the policy
found puts its effort.
"""

from __future__ import annotations

import textwrap
from typing import TYPE_CHECKING

import numpy as np

from simul_agir.locale import Words, words
from simul_agir.model.instruments import INSTRUMENTS
from simul_agir.report.figures.style import FAINT, INK, PALE, decimals, footer, looks_of, spread, styled
from simul_agir.simulation import Arm
from simul_agir.simulation.calendars import calendars_of
from simul_agir.study.judged import JUDGED

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

    from simul_agir.study.search.optimisation import Search

WIDTH = 10.5  # inches
FOUND = "#a11d33"
SEEN = 0.01  # share of the effort under which an instrument gets no row


def draw_search(search: Search, lang: str = "en") -> Figure:
    """Left what the search saw, policy by policy; right every arm on held-out random numbers, with its interval."""
    translate = words(lang)
    with styled():
        figure = _figure(4.9)
        left, right = figure.subplots(1, 2, sharey=True, width_ratios=[1.7, 1])
        _tried(search, left, translate)
        _judged(search, right, translate)
        digits = JUDGED[search.question.outcome].digits
        decimals(left.yaxis, translate, max(1, digits) if digits else 0)
        left.set_ylabel(translate.name("outcome", search.question.outcome))
        _frame(figure, search, translate, _finding(search, translate))
    return figure


def _figure(height: float) -> Figure:
    from matplotlib.backends.backend_agg import FigureCanvasAgg
    from matplotlib.figure import Figure

    figure = Figure(figsize=(WIDTH, height), layout="constrained")
    FigureCanvasAgg(figure)
    return figure


def _frame(figure: Figure, search: Search, translate: Words, title: str) -> None:
    """Finding above, how it was made below."""
    asked = search.question
    note = translate(
        "search.caption",
        scenario=search.scenario.titled(translate.lang),
        tried=translate.number(len(search.history), 0),
        runs=translate.number(asked.runs, 0),
        months=search.scenario.months,
        seed=asked.seed,
        held_out=translate.number(asked.held_out, 0),
        other=asked.held_out_seed,
    )
    figure.suptitle(textwrap.fill(title, 92), x=0.01, ha="left", fontsize=12.5, fontweight="bold")
    footer(figure, note, 7.5)


def _finding(search: Search, translate: Words) -> str:
    digits = JUDGED[search.question.outcome].digits
    return translate(
        "search.finding_better" if search.better else "search.finding_none",
        rival=translate.name("stance", search.rival),
        gain=translate.signed(search.gain.estimate.mean, digits),
        outcome=translate.name("outcome", search.question.outcome),
        training=translate.signed(search.training.estimate.mean, digits),
    )


def _tried(search: Search, axes: Axes, translate: Words) -> None:
    """A dot a policy, the best so far as a line, the stances to beat as levels."""
    tried = np.arange(1, len(search.history) + 1)
    best = np.minimum if search.question.lowest else np.maximum
    axes.scatter(tried, search.history, s=7, color=FAINT, linewidths=0, alpha=0.7, zorder=2)
    axes.step(tried, best.accumulate(search.history), where="post", color=FOUND, linewidth=2, zorder=3)
    rivals = [score for score in search.scores if score.stance != "found"]
    looks = looks_of([score.stance for score in rivals])
    for score in rivals:
        look = looks[score.stance]
        axes.axhline(score.training.mean, color=look.colour, linestyle=look.dashes, linewidth=1.2, zorder=1)
    axes.set_title(translate("search.panel_search"))
    axes.set_xlabel(translate("search.axis_search"), fontsize=8.5)
    axes.margins(x=0.01)


def _judged(search: Search, axes: Axes, translate: Words) -> None:
    """One mark per arm with its interval; beside what was found, hollow, what the search had shown."""
    arms = [*search.judged.arms]
    looks = looks_of([arm.stance for arm in arms])
    estimates = [arm.outcomes[search.question.outcome] for arm in arms]
    values = [each.mean for each in estimates]
    span = max(max(values) - min(values), 1e-9)
    places = spread(values, 0.055 * span)
    for arm, estimate, place in zip(arms, estimates, places, strict=True):
        found = arm.stance == "found"
        colour = FOUND if found else looks[arm.stance].colour
        if estimate.low is not None and estimate.high is not None:
            axes.plot([0, 0], [estimate.low, estimate.high], color=colour, linewidth=6, alpha=0.35)
        axes.plot(0, estimate.mean, "o" if found else looks[arm.stance].marker, color=colour, markersize=5.5)
        axes.plot([0.04, 0.16], [estimate.mean, place], color=PALE, linewidth=0.8, zorder=0)
        axes.text(0.18, place, translate.name("stance", arm.stance), va="center", fontsize=8.5, color=colour)
    promised = search.score("found").training.mean
    axes.plot(0, promised, "o", markerfacecolor="white", markeredgecolor=FOUND, markersize=5.5)
    if abs(promised - search.score("found").held_out.mean) > 0.055 * span:
        axes.text(0.06, promised, translate("search.promised"), va="center", fontsize=8.5, color=FAINT)
    axes.set_xlim(-0.2, 1.0)
    axes.set_xticks([])
    axes.spines["bottom"].set_visible(False)
    axes.tick_params(axis="y", length=0)
    axes.set_title(translate("search.panel_held_out"))


def draw_policy(search: Search, lang: str = "en") -> Figure:
    """One row per instrument: hours a month of the policy found, filled, and of its rival, as a line."""
    translate = words(lang)
    rival = Arm.of(search.judged.stance(search.rival))
    mine = calendars_of(search.scenario, search.stance)[0, 1:]
    theirs = rival.courses(search.scenario)[-1].calendars[0, 1:]
    least = SEEN * mine.sum()
    rows = [k for k in range(len(INSTRUMENTS)) if max(mine[:, k].sum(), theirs[:, k].sum()) > least]
    rows.sort(key=lambda k: -mine[:, k].sum())
    top = 1.08 * max(mine[:, rows].max(), theirs[:, rows].max())
    months = np.arange(search.scenario.months + 1)
    with styled():
        figure = _figure(1.6 + 0.52 * len(rows))
        grid = figure.subplots(len(rows), 1, sharex=True, squeeze=False)[:, 0]
        for axes, k in zip(grid, rows, strict=True):
            axes.stairs(mine[:, k], months, fill=True, color=FOUND, alpha=0.75)
            axes.stairs(theirs[:, k], months, color=INK, linewidth=1.1, baseline=None)
            _row(axes, INSTRUMENTS[k], float(mine[:, k].sum() / mine.sum()), top, translate)
            axes.tick_params(axis="x", length=3 if axes is grid[-1] else 0)
        grid[-1].set_xlabel(
            f"{translate('search.axis_policy')}  ({translate('search.axis_hours')})", fontsize=8.5
        )
        rival_name = translate.name("stance", search.rival)
        _frame(figure, search, translate, translate("search.finding_policy", rival=rival_name))
    return figure


def _row(axes: Axes, instrument: str, share: float, top: float, translate: Words) -> None:
    """The axes of one instrument: its name left, its share of the effort right."""
    axes.set_ylim(0, top)
    axes.margins(x=0)
    axes.spines["left"].set_visible(False)
    axes.set_yticks([0, round(top * 0.9, -1) if top > 20 else top * 0.9])
    decimals(axes.yaxis, translate, 0)
    axes.tick_params(axis="y", labelsize=7, length=2)
    name = translate.name("instrument", instrument)
    axes.set_ylabel(name, rotation=0, ha="right", va="center", fontsize=8.5, labelpad=14)
    note = axes.get_yaxis_transform()
    axes.text(1.01, top / 2, translate.percent(share), transform=note, va="center", fontsize=8.5)
