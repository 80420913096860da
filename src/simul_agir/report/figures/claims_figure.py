"""A claim as a picture: the effect of every point, the mean, and what is too small to matter."""

from __future__ import annotations

import textwrap
from typing import TYPE_CHECKING, Any

import numpy as np

from simul_agir.locale import Words, words
from simul_agir.report.figures.style import FAINT, INK, PALE, SPARE, decimals, footer, looks_of, styled
from simul_agir.report.tables.claims_text import digits_of, made, title
from simul_agir.study.claims.judging import settled_of
from simul_agir.study.claims.stated import Term

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

    from simul_agir.study.claims import Found

COLOURS = {"holds": "#007a5a", "holds_when": "#0072b2", "refuted": "#c4490a", "cannot_tell": "#6b6b6b"}
WIDTH, ROW = 9.0, 1.25  # inches
NARROW = 0.3  # of a measure: two decimals would tell two ticks as one
SHOWN = (0.01, 0.99)  # quantiles of the points between which the axis reaches


def draw_claim(found: Found, lang: str = "en") -> Figure:
    """One row per part: points in order of their effect, and their mean; under them what the claim is about, if drawn."""
    from matplotlib.backends.backend_agg import FigureCanvasAgg
    from matplotlib.figure import Figure

    translate = words(lang)
    parts = len(found.claim.parts)
    more = _beside(found)
    with styled():
        height = 1.9 + ROW * parts + (3.0 if more else 0.0)
        figure = Figure(figsize=(WIDTH, height), layout="constrained")
        FigureCanvasAgg(figure)
        ratios = [1.0] * parts + ([2.6] if more else [])
        rows: Any = figure.subplots(len(ratios), 1, squeeze=False, gridspec_kw={"height_ratios": ratios})
        for place in range(parts):
            _strip(rows[place, 0], found, place, translate)
        if more == "paths":
            _paths(rows[-1, 0], found, translate)
        elif more == "isoquants":
            _isoquants(rows[-1, 0], found, translate)
        elif more == "apart":
            _apart(rows[-1, 0], found, translate)
        head = textwrap.fill(f"{title(found, translate)}. {found.claim.said('sentence', lang)}", 86)
        figure.suptitle(head, x=0.01, ha="left", fontsize=11.5, fontweight="bold", linespacing=1.3)
        footer(figure, made(found, translate), 7.5)
    return figure


def _beside(found: Found) -> str:
    """What else of a claim can be drawn: stances apart, paths of the index, isoquants, or nothing."""
    if any(part.kind == "regret" for part in found.claim.parts):
        return "apart"
    if any("budget" in variant.times for variant in found.claim.variants):
        return "isoquants"
    return "paths" if "index" in found.lives.paths else ""


def _strip(axes: Axes, found: Found, place: int, translate: Words) -> None:
    """One part: every point from the least to the most, scatter due to chance removed; the mean with its interval above
    them.
    """
    part, judged, effects = found.claim.parts[place], found.judgements[place], found.effects[place]
    colour = COLOURS[judged.verdict]
    points = np.sort(settled_of(effects)) if len(effects.values) else np.zeros(0)
    heights = (np.arange(len(points)) + 0.5) / max(1, len(points))
    low, high = np.quantile(points, SHOWN) if len(points) else (0.0, 0.0)
    reach = [low, high, 0.0, judged.smallest, judged.mean.middle]
    reach += [end for end in (judged.mean.low, judged.mean.high) if np.isfinite(end)]
    margin = 0.06 * (max(reach) - min(reach) or 1.0)
    limits = min(reach) - margin, max(reach) + margin
    axes.axvspan(limits[0], judged.smallest, color=PALE, zorder=0)
    axes.axvline(0.0, color=FAINT, linewidth=0.8, zorder=1)
    axes.plot(points, heights, ".", color=colour, markersize=3.0, alpha=0.55, zorder=2)
    axes.plot([judged.mean.low, judged.mean.high], [1.18, 1.18], color=colour, linewidth=2.2, zorder=3)
    axes.plot(judged.mean.middle, 1.18, "D", color=colour, markersize=5, zorder=4)
    axes.set_xlim(*limits)
    axes.set_ylim(-0.06, 1.36)
    axes.set_yticks([])
    axes.spines["left"].set_visible(False)
    narrow = limits[1] - limits[0] < NARROW
    decimals(axes.xaxis, translate, 3 if narrow else digits_of(part), signed=True)
    verdict, share = translate(f"claims.{judged.verdict}"), translate.percent(judged.share.middle)
    axes.set_title(textwrap.fill(part.words[translate.lang], 74), fontsize=9.5, pad=5)
    notes = f"{verdict}\n{translate('claims.head_share')} {share}"
    axes.text(1.01, 0.5, notes, transform=axes.transAxes, va="center", fontsize=9, color=colour)
    if place == len(found.claim.parts) - 1:
        axes.set_xlabel(translate("claims.axis"), fontsize=8.5)


def _paths(axes: Axes, found: Found, translate: Words) -> None:
    """The index month by month, mean over all points and runs, an arm a line."""
    lives = found.lives
    looks = looks_of(lives.arms)
    for place, arm in enumerate(lives.arms):
        line = lives.paths["index"][:, 0, place].mean(axis=(0, 1))
        look = looks[arm]
        axes.plot(
            line, color=look.colour, linestyle=look.dashes, linewidth=1.7, label=translate.name("stance", arm)
        )
    axes.set_xlim(0, None)
    axes.set_ylim(0, None)
    decimals(axes.yaxis, translate, 1)
    axes.set_xlabel(translate("claims.axis_paths"), fontsize=8.5)
    axes.set_ylabel(translate.name("outcome", "index"), fontsize=8.5)
    axes.legend(frameon=False, fontsize=8, loc="upper left", ncols=2)


def _apart(axes: Axes, found: Found, translate: Words) -> None:
    """How far each stance ends from the mean of those compared, a dot a contract, meaned over assumptions and runs."""
    part = next(part for part in found.claim.parts if part.kind == "regret")
    ends = np.array(
        [
            [found.lives.of(part.measure, Term((arm,), variant)).mean() for variant in found.lives.variants]
            for arm in part.arms
        ]
    )
    ends -= ends.mean(axis=0)
    looks = looks_of(part.arms)
    axes.axvspan(-part.matters, part.matters, color=PALE, zorder=0)
    axes.axvline(0.0, color=FAINT, linewidth=0.8, zorder=1)
    for place, arm in enumerate(part.arms):
        shift = np.linspace(-0.28, 0.28, ends.shape[1])
        axes.plot(ends[place], place + shift, looks[arm].marker, color=looks[arm].colour, markersize=3.5)
    axes.set_yticks(range(len(part.arms)), [translate.name("stance", arm) for arm in part.arms])
    reach = 1.15 * max(part.matters, float(np.abs(ends).max()))
    axes.set_xlim(-reach, reach)
    axes.set_ylim(len(part.arms) - 0.5, -0.5)
    decimals(axes.xaxis, translate, 2, signed=True)
    axes.set_xlabel(translate("claims.axis_apart"), fontsize=8.5)
    axes.set_title(translate("claims.apart"), fontsize=9.5, pad=5)


def _isoquants(axes: Axes, found: Found, translate: Words) -> None:
    """Mean unmet need over money and effort under the first arm, as lines of the same need."""
    variants = found.claim.variants
    money = sorted({variant.times["budget"] for variant in variants})
    effort = sorted({variant.times["effort"] for variant in variants})
    need = np.full((len(effort), len(money)), np.nan)
    for variant in variants:
        term = Term((found.lives.arms[0],), variant.name)
        where = effort.index(variant.times["effort"]), money.index(variant.times["budget"])
        need[where] = found.lives.of("need", term).mean()
    places = np.arange(len(money)), np.arange(len(effort))
    levels = np.linspace(need.min(), need.max(), 9)[1:-1]
    if levels[0] < levels[-1]:
        lines = axes.contour(*places, need, levels=levels, colors=SPARE[0].colour, linewidths=1.3)
        axes.clabel(lines, fmt=lambda value: translate.number(float(value), 3), fontsize=7.5)
    for row, column in np.ndindex(need.shape):
        axes.plot(column, row, "o", color=INK, markersize=2.5)
        axes.annotate(
            translate.number(float(need[row, column]), 3),
            (column, row),
            (4, 4),
            textcoords="offset points",
            fontsize=7,
        )
    axes.set_xticks(places[0], [translate.number(each, 2) for each in money])
    axes.set_yticks(places[1], [translate.number(each, 1) for each in effort])
    axes.set_xlim(-0.15, len(money) - 0.7)
    axes.set_ylim(-0.3, len(effort) - 0.6)
    axes.set_xlabel(translate("claims.axis_money"), fontsize=8.5)
    axes.set_ylabel(translate("claims.axis_effort"), fontsize=8.5)
    axes.set_title(translate("claims.isoquants"), fontsize=9.5, pad=5)
