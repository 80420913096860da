"""How every figure looks: colours that differ for colour-blind people and in grey, plain axes, one caption."""

from __future__ import annotations

import io
import textwrap
import warnings
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any

import numpy as np

from simul_agir.locale import Words
from simul_agir.model.ladder import STAGES
from simul_agir.report.words.cost_sentence import cost_note

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.axis import Axis
    from matplotlib.figure import Figure

    from simul_agir.study import Comparison

INK = "#222222"
FAINT = "#8a8a8a"  # lines
MUTED = "#5f5f5f"  # small texts
PALE = "#e6e6e6"

# Light to dark, so that the order of the stages survives in grey; cut from ColorBrewer's YlGnBu.
STAGE_COLOURS = ("#e9ecef", "#c7e9b4", "#41b6c4", "#225ea8", "#081d58")


@dataclass(frozen=True)
class Look:
    """How one stance is drawn: its colour, and the line and marker that tell it apart without colour."""

    colour: str
    dashes: tuple[float, tuple[float, ...]] | str
    marker: str


# The palette of the page, light on paper: any two are at least 8 apart in OKLab x 100, whatever cones a reader lacks.
LOOKS: dict[str, Look] = {
    "none": Look("#5d6165", (0, (0.6, 1.2)), "x"),
    "residents": Look("#2d4bd2", "solid", "o"),
    "ordinary_resources": Look("#a3690a", (0, (4.3, 1.2)), "s"),
    "conditional_aid": Look("#7a1710", (0, (3.7, 1.2, 0.9, 1.2)), "D"),
    "resilience": Look("#0f8f86", (0, (1.7, 1.2)), "^"),
    "mixed": Look("#761b90", (0, (3.7, 1.2, 0.9, 1.2, 0.9, 1.2)), "v"),
}
SPARE = (
    Look("#3c3c50", (0, (3, 2)), "P"),
    Look("#f050b4", (0, (5, 1, 1, 1, 1, 1)), "X"),
    Look("#78a050", "solid", "*"),
    Look("#b478f0", (0, (7, 1, 2, 1)), "h"),
    Look("#a03c28", (0, (1, 2)), "<"),
    Look("#280050", (0, (10, 1)), ">"),
    Look("#3c0000", (0, (2, 2)), "p"),
)


def looks_of(stances: Sequence[str]) -> dict[str, Look]:
    """A look for each stance; those without one of their own share out the spare ones in order."""
    others = [stance for stance in stances if stance not in LOOKS]
    spare = {stance: SPARE[place % len(SPARE)] for place, stance in enumerate(others)}
    return {stance: LOOKS.get(stance) or spare[stance] for stance in stances}


@contextmanager
def styled() -> Iterator[None]:
    """The settings under which figures are drawn and saved."""
    import matplotlib as mpl

    settings: Any = {
        "font.family": "DejaVu Sans",
        "font.size": 9.5,
        "axes.edgecolor": FAINT,
        "axes.labelcolor": INK,
        "axes.linewidth": 0.8,
        "axes.spines.right": False,
        "axes.spines.top": False,
        "axes.titlelocation": "left",
        "axes.titlesize": 11,
        "axes.titleweight": "bold",
        "axes.titlepad": 10,
        "figure.facecolor": "white",
        "svg.fonttype": "path",
        "text.parse_math": False,  # a name may hold two dollars
        "svg.hashsalt": "simul_agir",
        "text.color": INK,
        "xtick.color": INK,
        "ytick.color": INK,
        "xtick.major.size": 3,
        "ytick.major.size": 3,
    }
    with mpl.rc_context(), warnings.catch_warnings():
        warnings.filterwarnings("ignore", "Glyph .* missing")  # shown as a box
        mpl.rcdefaults()  # of a user's matplotlibrc nothing is left: it may ask for LaTeX
        mpl.rcParams.update(settings)
        yield


def new_axes(width: float = 8.0, height: float = 4.8) -> Axes:
    """The axes of a figure of its own, drawn without any window; size in inches."""
    from matplotlib.backends.backend_agg import FigureCanvasAgg
    from matplotlib.figure import Figure

    figure = Figure(figsize=(width, height), layout="constrained")
    FigureCanvasAgg(figure)
    axes = figure.add_subplot()
    shown: tuple[Any, ...] = (figure, axes)
    for each in shown:
        each._repr_png_ = partial(_picture, figure)  # what a notebook shows of it
    return axes


def _picture(figure: Figure) -> bytes:
    stream = io.BytesIO()
    with styled():
        figure.savefig(stream, format="png", dpi=100)
    return stream.getvalue()


def figure_of(axes: Axes) -> Figure:
    """The figure that holds some axes."""
    figure = axes.get_figure(root=True)
    assert figure is not None
    return figure


def title(axes: Axes, text: str, *, whole: bool) -> None:
    """The finding, on as many lines as it needs: over the `whole` figure, or over these axes only."""
    if whole:
        width = int(figure_of(axes).get_figwidth() * 9.5)
        figure_of(axes).suptitle(
            textwrap.fill(text, width), x=0.01, ha="left", fontsize=12, fontweight="bold", linespacing=1.3
        )
    else:
        axes.set_title(textwrap.fill(text, 70))


def decimals(axis: Axis, translate: Words, digits: int, *, signed: bool = False) -> None:
    """Writes the numbers of an axis as the language does: with these decimals, or as many more as tell its ticks apart."""
    from matplotlib.ticker import Formatter

    write = translate.signed if signed else translate.number

    class Apart(Formatter):
        ticks: Sequence[float] = ()

        def set_locs(self, locs: Sequence[float]) -> None:
            self.ticks = list(locs)

        def __call__(self, value: float, pos: int | None = None) -> str:  # noqa: ARG002
            return write(value, digits_for(self.ticks, digits))

    axis.set_major_formatter(Apart())


def digits_for(ticks: Sequence[float], least: int) -> int:
    """How many decimals, from `least` on, write each of these ticks as what it is and no two alike; eight at most."""
    gaps = np.diff(np.unique(np.asarray(ticks, float)))
    gap = float(gaps[gaps > 0].min()) if (gaps > 0).any() else 1.0
    for digits in range(least, 9):
        if np.abs(np.round(ticks, digits) - ticks).max(initial=0.0) <= gap / 20:
            return digits
    return 8


def caption(axes: Axes, comparison: Comparison, translate: Words) -> None:
    """Under the figure: how it was made, and what it is not."""
    text = caption_text(comparison, translate)
    footer(figure_of(axes), text)


def footer(figure: Figure, text: str, size: float = 7.5) -> None:
    """A text under a figure, on as many lines as its width asks for; its own line ends stay."""
    width = int(figure.get_figwidth() * 72 / (0.5 * size))  # characters of a middling width
    lines = [part for line in text.split("\n") for part in (textwrap.wrap(line, width) or [""])]
    figure.supxlabel("\n".join(lines), x=0.01, ha="left", fontsize=size, color=MUTED, linespacing=1.4)


def caption_text(comparison: Comparison, translate: Words) -> str:
    """How a figure was made, what it is not, and which arms do not cost what the others do."""
    return " ".join(part for part in (cost_note(comparison, translate), _made(comparison, translate)) if part)


def _made(comparison: Comparison, translate: Words) -> str:
    scenario, over = comparison.scenario, comparison.over_sets
    if over is not None and len(over.sets) > 1:
        return translate(
            "over_sets.caption",
            scenario=scenario.titled(translate.lang),
            sets=translate.number(len(over.sets), 0),
            source=over.sets.source,
            runs=translate.number(over.runs_each, 0),
            months=comparison.months,
            seed=comparison.seed,
        )
    return translate(
        "figure.caption_one" if comparison.runs == 1 else "figure.caption",
        scenario=scenario.titled(translate.lang),
        runs=translate.number(comparison.runs, 0),
        months=comparison.months,
        seed=comparison.seed,
    )


def stage_legend(axes: Axes, translate: Words) -> None:
    """The stages in order under the axes."""
    from matplotlib.patches import Patch

    patches = [
        Patch(facecolor=colour, edgecolor="#bbbbbb", linewidth=0.5, label=translate.name("stage", stage))
        for stage, colour in zip(STAGES, STAGE_COLOURS, strict=True)
    ]
    axes.legend(
        handles=patches,
        loc="upper center",
        bbox_to_anchor=(0.42, 0.0),
        ncols=len(STAGES),
        frameon=False,
        fontsize=8,
        handlelength=1.1,
        handletextpad=0.4,
        columnspacing=1.0,
    )


def spread(positions: Sequence[float], gap: float) -> list[float]:
    """Positions moved as little as it takes to stand at least `gap` apart, in the same order."""
    order = np.argsort(positions, kind="stable")
    blocks: list[list[float]] = []  # each [sum of wanted starts, count]
    for rank, place in enumerate(order):
        blocks.append([positions[place] - rank * gap, 1.0])
        while len(blocks) > 1 and blocks[-2][0] / blocks[-2][1] > blocks[-1][0] / blocks[-1][1]:
            wanted, count = blocks.pop()
            blocks[-1] = [blocks[-1][0] + wanted, blocks[-1][1] + count]
    starts = [wanted / count for wanted, count in blocks for _ in range(int(count))]
    moved = [0.0] * len(starts)
    for rank, place in enumerate(order):
        moved[place] = starts[rank] + rank * gap
    return moved
