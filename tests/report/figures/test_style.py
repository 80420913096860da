"""Colours that anybody can tell apart, ticks that say what they are, footers that fit."""

import re
from itertools import combinations
from pathlib import Path

import numpy as np
import pytest

import simul_agir.page
from simul_agir.report.figures.style import FAINT, LOOKS, MUTED, SPARE, digits_for, footer, looks_of

# What the three kinds of missing cones make of linear light (Machado, Oliveira and Fernandes 2009, severity 1).
SIGHTS = {
    "normal": np.eye(3),
    "protan": [
        [0.152286, 1.052583, -0.204868],
        [0.114503, 0.786281, 0.099216],
        [-0.003882, -0.048116, 1.051998],
    ],
    "deutan": [
        [0.367322, 0.860646, -0.227968],
        [0.280085, 0.672501, 0.047413],
        [-0.011820, 0.042940, 0.968881],
    ],
    "tritan": [
        [1.255528, -0.076749, -0.178779],
        [-0.078411, 0.930809, 0.147602],
        [0.004733, 0.691367, 0.303900],
    ],
}
TO_CONES = [
    [0.4122214708, 0.5363325363, 0.0514459929],
    [0.2119034982, 0.6806995451, 0.1073969566],
    [0.0883024619, 0.2817188376, 0.6299787005],
]
TO_LAB = [
    [0.2104542553, 0.7936177850, -0.0040720468],
    [1.9779984951, -2.4285922050, 0.4505937099],
    [0.0259040371, 0.7827717662, -0.8086757660],
]


def light(colour: str) -> np.ndarray:
    parts = np.array([int(colour[start : start + 2], 16) / 255 for start in (1, 3, 5)])
    return np.where(parts <= 0.04045, parts / 12.92, ((parts + 0.055) / 1.055) ** 2.4)


def seen(colour: str, sight: str) -> np.ndarray:
    """OKLab x 100 of a colour as it is seen."""
    cones = np.array(TO_CONES) @ np.clip(np.array(SIGHTS[sight]) @ light(colour), 0.0, 1.0)
    return 100 * np.array(TO_LAB) @ np.cbrt(cones)


def contrast(colour: str) -> float:
    """Against white."""
    return float(1.05 / (light(colour) @ [0.2126, 0.7152, 0.0722] + 0.05))


@pytest.mark.parametrize("sight", SIGHTS)
def test_no_two_stances_look_alike_whatever_cones_are_missing(sight: str) -> None:
    looks = [*LOOKS.values(), *SPARE]
    for one, other in combinations(looks, 2):
        apart = np.linalg.norm(seen(one.colour, sight) - seen(other.colour, sight))
        assert apart >= 8.0, (one.colour, other.colour, apart)


def test_lines_and_small_texts_can_be_read_on_white() -> None:
    assert min(contrast(look.colour) for look in (*LOOKS.values(), *SPARE)) >= 3.0
    assert contrast(FAINT) >= 3.0
    assert contrast(MUTED) >= 4.5


def test_marker_and_dashes_say_the_colour_again() -> None:
    looks = [*LOOKS.values(), *SPARE]
    assert len({look.marker for look in looks}) == len(looks)
    assert len({str(look.dashes) for look in LOOKS.values()}) == len(LOOKS)
    assert len(looks_of([*LOOKS, "a", "b"])) == len(LOOKS) + 2


def test_the_report_and_the_page_have_one_palette() -> None:
    tokens = (Path(simul_agir.page.__file__).with_name("static") / "css" / "tokens.css").read_text(
        encoding="utf-8"
    )
    found = dict(re.findall(r"--([\w-]+): (#[0-9a-f]{6})", tokens[: tokens.index("}")]))
    for name, look in LOOKS.items():
        assert look.colour in (found.get(name), found.get(name.replace("_", "-"))), name


@pytest.mark.parametrize(
    ("ticks", "digits"),
    [
        ([0.45, 0.5, 0.55], 2),
        ([0.4, 0.5], 2),
        ([0.501, 0.502, 0.503], 3),
        ([0.5, 0.5005, 0.501], 4),
        ([0.5], 2),
        ([], 2),
        ([1e-9, 2e-9], 8),
    ],
)
def test_ticks_are_written_as_what_they_are(ticks: list[float], digits: int) -> None:
    assert digits_for(ticks, 2) == digits
    written = [f"{tick:.{digits}f}" for tick in ticks]
    assert len(set(written)) == len(ticks) or digits == 8


@pytest.mark.parametrize("width", [5.0, 8.6, 12.0])
def test_a_footer_is_not_cut(width: float) -> None:
    from matplotlib.backends.backend_agg import FigureCanvasAgg
    from matplotlib.figure import Figure

    figure = Figure(figsize=(width, 4), layout="constrained")
    FigureCanvasAgg(figure)
    figure.add_subplot()
    footer(figure, "Loos-en-Gohelle, dans le contrat de Lens-Liévin : " * 12 + "\nUn modèle pour explorer.")
    figure.canvas.draw()
    (text,) = [each for each in figure.texts if "Loos" in each.get_text()] or [figure._supxlabel]
    box = text.get_window_extent()
    assert box.x0 >= 0
    assert box.x1 <= figure.bbox.x1
    assert box.y0 >= 0
