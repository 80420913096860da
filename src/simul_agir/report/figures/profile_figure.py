"""The profile as a picture: one row per outcome, one column per arm; filled where it is better or worse beyond chance."""

from __future__ import annotations

import textwrap
from typing import TYPE_CHECKING

from simul_agir.locale import Words
from simul_agir.report.figures.style import FAINT, INK, PALE, looks_of
from simul_agir.report.tables.profile_table import digits_of
from simul_agir.report.words.profile import SIGNS, profile_sentence

if TYPE_CHECKING:
    from matplotlib.axes import Axes

    from simul_agir.study import Comparison
    from simul_agir.study.profile import Gain

FULL = 2.0  # interquartile ranges from which a cell has its strongest shade
FINDING = 2  # sentences of the profile that make the title


def draw_profile(comparison: Comparison, axes: Axes, translate: Words) -> Axes:
    """Gains over the reference, in their own units; the stronger the shade, the more interquartile ranges."""
    profile = comparison.profile
    if profile is None:
        axes.set_axis_off()
        return axes
    arms = [arm for arm in comparison.ensembles if arm != profile.reference]
    looks = looks_of(arms)
    for row, outcome in enumerate(profile.outcomes):
        for column, arm in enumerate(arms):
            _cell(axes, column, row, profile.gain(arm, outcome), looks[arm].colour, translate)
    axes.set_xlim(-0.5, len(arms) - 0.5)
    axes.set_ylim(len(profile.outcomes) - 0.5, -0.5)
    axes.set_xticks(range(len(arms)), [textwrap.fill(comparison.label(arm, translate), 16) for arm in arms])
    axes.set_yticks(
        range(len(profile.outcomes)), [translate(f"profile_outcome.{name}") for name in profile.outcomes]
    )
    axes.xaxis.tick_top()
    axes.tick_params(length=0, labelsize=8.5)
    for spine in axes.spines.values():
        spine.set_visible(False)
    return axes


def _cell(axes: Axes, column: int, row: int, gain: Gain, colour: str, translate: Words) -> None:
    """One gain: filled in the arm's hue where better, outlined where worse, plain where chance would do."""
    from matplotlib.patches import Rectangle

    better = SIGNS[gain.outcome] * gain.mean > 0
    strength = min(1.0, abs(gain.units or 0.0) / FULL)
    fill = gain.clear and better
    axes.add_patch(
        Rectangle(
            (column - 0.46, row - 0.42),
            0.92,
            0.84,
            facecolor=colour if fill else "none",
            alpha=0.25 + 0.45 * strength if fill else None,
            edgecolor=colour if gain.clear else PALE,
            linestyle="solid" if fill or not gain.clear else (0, (3, 2)),
            linewidth=1.2,
        )
    )
    mark = ("▲ " if better else "▽ ") if gain.clear else ""
    axes.text(
        column,
        row,
        mark + translate.signed(gain.mean, digits_of(gain.mean)),
        ha="center",
        va="center",
        fontsize=8.5,
        color=INK if gain.clear else FAINT,
    )


def profile_finding(comparison: Comparison, translate: Words) -> str:
    """The first sentences of the profile."""
    if comparison.profile is None or not comparison.profile.vision:
        return translate("profile.title", reference=translate.name("stance", comparison.reference))
    sentences = profile_sentence(comparison, translate.lang).split(". ")
    text = ". ".join(sentences[:FINDING])
    return text if text.endswith(".") else f"{text}."
