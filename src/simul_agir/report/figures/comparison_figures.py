"""The figures of a comparison, each by its name."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from simul_agir.locale import RequestError, Words, words
from simul_agir.report.figures.bottlenecks import draw_bottlenecks
from simul_agir.report.figures.differences import draw_differences
from simul_agir.report.figures.ladder_figure import draw_ladder
from simul_agir.report.figures.needs import draw_needs
from simul_agir.report.figures.network_figure import draw_network, network_finding
from simul_agir.report.figures.profile_figure import draw_profile, profile_finding
from simul_agir.report.figures.stages import draw_stages
from simul_agir.report.figures.style import caption, new_axes, styled, title
from simul_agir.report.words import findings

if TYPE_CHECKING:
    from matplotlib.axes import Axes

    from simul_agir.study import Comparison

Draw = Callable[["Comparison", "Axes", Words], "Axes"]
Finding = Callable[["Comparison", Words], str]


@dataclass(frozen=True)
class Kind:
    """One kind of figure: what draws it, what its title says, and its size in inches.

    `wider` and `taller` are added for each arm beyond six, `by_domain` to the height for each domain beyond
    eight.
    """

    draw: Draw
    finding: Finding
    width: float
    height: float
    wider: float = 0.0
    taller: float = 0.0
    by_domain: float = 0.0

    def size(self, comparison: Comparison) -> tuple[float, float]:
        """Width and height that the arms and domains of a comparison need."""
        arms = max(0, len(comparison.arms) - 6)
        domains = max(0, len(comparison.scenario.domains) - 8)
        return self.width + self.wider * arms, self.height + self.taller * arms + self.by_domain * domains


FIGURES: dict[str, Kind] = {
    "ladder": Kind(draw_ladder, findings.ladder_finding, 8.6, 4.8, taller=0.2),
    "stages": Kind(draw_stages, findings.stages_finding, 8.6, 3.9, taller=0.4),
    "differences": Kind(draw_differences, findings.differences_finding, 8.6, 3.9, taller=0.4),
    "bottlenecks": Kind(draw_bottlenecks, findings.bottlenecks_finding, 9.2, 5.4, wider=1.0),
    "needs": Kind(draw_needs, findings.needs_finding, 8.6, 4.8, taller=0.2, by_domain=0.45),
    "network": Kind(draw_network, network_finding, 8.6, 7.6),
    "profile": Kind(draw_profile, profile_finding, 9.6, 7.0, wider=1.4),
}


def draw(comparison: Comparison, kind: str, ax: Axes | None = None, lang: str = "en") -> Axes:
    """One figure of a comparison, on `ax` or on a figure of its own with a caption; returns its axes.

    Raises RequestError for a kind that is not in FIGURES.
    """
    if kind not in FIGURES:
        raise RequestError("figure", found=kind, known=", ".join(FIGURES))
    translate = words(lang)
    form = FIGURES[kind]
    with styled():
        axes = new_axes(*form.size(comparison)) if ax is None else ax
        form.draw(comparison, axes, translate)
        title(axes, form.finding(comparison, translate), whole=ax is None)
        if ax is None:
            caption(axes, comparison, translate)
    return axes
