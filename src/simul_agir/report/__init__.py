"""Answers shown: words, tables, figures, files.

`plot` and `sentence` take a comparison. Nothing is loaded before it is used.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from matplotlib.axes import Axes

    from simul_agir.study import Comparison


def plot(comparison: Comparison, kind: str = "ladder", ax: Axes | None = None, lang: str = "en") -> Axes:
    """One figure of a comparison, on `ax` or on a figure of its own; returns its axes.

    `kind` is a name of `simul_agir.report.figures.comparison_figures.FIGURES`. Raises RequestError for any other.
    """
    from simul_agir.report.figures.comparison_figures import draw

    return draw(comparison, kind, ax=ax, lang=lang)


def html(comparison: Comparison, lang: str | None = None) -> str:
    """The verdict and a table of the arms as HTML: what a notebook shows. Without `lang`, in the environment's language."""
    from simul_agir.report.files.comparison_html import html

    return html(comparison, lang)


def sentence(comparison: Comparison, lang: str = "en") -> str:
    """The verdict of a comparison in words, in English ("en") or French ("fr")."""
    from simul_agir.report.words.verdict_sentence import verdict_sentence

    return verdict_sentence(comparison, lang)
