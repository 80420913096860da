"""The picture of a collection: what each stance gains in each contract, and where it ends highest."""

from __future__ import annotations

import textwrap
from typing import TYPE_CHECKING

import numpy as np

from simul_agir.locale import Words, words
from simul_agir.report.figures.style import FAINT, INK, PALE, Look, decimals, footer, looks_of, styled
from simul_agir.report.tables.atlas_table import made
from simul_agir.report.words.atlas_sentence import leader
from simul_agir.study.outcomes import SMALLEST_RELEVANT_EFFECT

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure
    from numpy.typing import NDArray

    from simul_agir.study.compare.atlas import Atlas

WIDTH = 10.5  # inches
BINS = 60  # of the gains, across the figure
ROOM = 0.8  # of the distance between two rows that dots may take
SHADES = (1.0, 0.55, 0.22)  # alone; highest, not alone; not distinguishable from the highest


def draw_atlas(atlas: Atlas, lang: str = "en") -> Figure:
    """One row per stance: left a dot for each contract's mean gain on the reference, right in how many it leads."""
    from matplotlib.backends.backend_agg import FigureCanvasAgg
    from matplotlib.figure import Figure

    translate = words(lang)
    with styled():
        figure = Figure(figsize=(WIDTH, 2.2 + 0.85 * len(atlas.stances)), layout="constrained")
        FigureCanvasAgg(figure)
        left, right = figure.subplots(1, 2, width_ratios=[1.7, 1])
        _gains(atlas, left, translate)
        _leads(atlas, right, translate)
        right.set_ylim(left.get_ylim())
        figure.suptitle(
            textwrap.fill(title(atlas, translate), 92), x=0.01, ha="left", fontsize=13, fontweight="bold"
        )
        note = translate("atlas.caption", made=made(atlas, translate))
        footer(figure, note, 8)
    return figure


def title(atlas: Atlas, translate: Words) -> str:
    """The finding over the picture."""
    best = leader(atlas) if atlas.lines else None
    place = atlas.collection.titled(translate.lang)
    if best is None:
        return place
    found = translate(
        "atlas.title" if best.alone else "atlas.title_nowhere",
        best=atlas.label(best.stance, translate),
        highest=translate.number(best.highest, 0),
        contracts=translate.number(len(atlas.lines), 0),
        alone=translate.number(best.alone, 0),
    )
    return translate("typography.colon", head=place, tail=found)


def beeswarm(values: NDArray[np.float64], low: float, high: float) -> NDArray[np.float64]:
    """How far from its row each dot stands, -1 to 1: where more fall together they spread wider."""
    bins = np.clip(((values - low) / max(1e-12, high - low) * BINS).astype(int), 0, BINS - 1)
    counts = np.bincount(bins, minlength=BINS)
    widest = max(1, int(counts.max(initial=1)) - 1)
    offsets = np.zeros(len(values))
    for bin_ in np.flatnonzero(counts):
        members = np.flatnonzero(bins == bin_)
        steps = np.arange(len(members))
        sides = np.where(steps % 2, 1.0, -1.0) * ((steps + 1) // 2)
        offsets[members] = 2.0 * sides / widest
    return np.clip(offsets, -1.0, 1.0)


def _gains(atlas: Atlas, axes: Axes, translate: Words) -> None:
    looks = looks_of(atlas.stances)
    axes.axvspan(-SMALLEST_RELEVANT_EFFECT, SMALLEST_RELEVANT_EFFECT, color=PALE, zorder=0, linewidth=0)
    axes.axvline(0, color=FAINT, linewidth=0.8, zorder=1)
    every = np.concatenate([np.zeros(1), *(atlas.gains(stance) for stance in atlas.others if atlas.lines)])
    low, high = float(every.min()), float(every.max())
    for row, stance in enumerate(atlas.stances):
        if stance == atlas.reference:
            axes.text(0.01, row, f" {translate('figure.reference')}", va="center", fontsize=8.5, color=FAINT)
        elif atlas.lines:
            _dots(atlas.gains(stance), row, looks[stance], axes, (low, high))
    axes.set_yticks(range(len(atlas.stances)), [atlas.label(each, translate) for each in atlas.stances])
    axes.set_ylim(len(atlas.stances) - 0.45, -0.55)
    axes.spines["left"].set_visible(False)
    axes.tick_params(axis="y", length=0)
    decimals(axes.xaxis, translate, 1, signed=True)
    axes.set_title(translate("atlas.gains_panel"))
    reference = atlas.label(atlas.reference, translate)
    axes.set_xlabel(translate("atlas.gains_axis", reference=reference), fontsize=8.5)


def _dots(gains: NDArray[np.float64], row: int, look: Look, axes: Axes, ends: tuple[float, float]) -> None:
    """A dot a contract, their median, and the span of four in five."""
    heights = row + 0.5 * ROOM * beeswarm(gains, *ends)
    axes.scatter(gains, heights, s=9, color=look.colour, alpha=0.55, linewidths=0, zorder=2)
    first, median, last = np.quantile(gains, (0.1, 0.5, 0.9))
    axes.plot([first, last], [row, row], color=INK, linewidth=1.2, zorder=3)
    axes.plot(median, row, look.marker, color="white", markeredgecolor=INK, markersize=7, zorder=4)


def _leads(atlas: Atlas, axes: Axes, translate: Words) -> None:
    """In how many contracts each stance is alone highest, highest, or not distinguishable from the highest."""
    looks = looks_of(atlas.stances)
    for row, whole in enumerate(atlas.wholes):
        start = 0
        for count, shade in zip(
            (whole.alone, whole.highest - whole.alone, whole.leading - whole.highest), SHADES, strict=True
        ):
            axes.barh(row, count, left=start, height=0.62, color=looks[whole.stance].colour, alpha=shade)
            start += count
        parts = (whole.alone, whole.highest, whole.leading)
        text = " / ".join(translate.number(part, 0) for part in parts)
        axes.text(start, row, f"  {text}", va="center", fontsize=8.5)
    axes.set_xlim(0, 1.35 * max([1, *(whole.leading for whole in atlas.wholes)]))
    axes.set_xticks([])
    axes.set_yticks([])
    axes.spines[["left", "bottom"]].set_visible(False)
    axes.set_title(translate("atlas.leads_panel"))
    axes.set_xlabel(translate("atlas.leads_axis"), fontsize=8.5)
