"""Every colour of the page can be read on its paper, in all three themes, and no two stances are one colour."""

import re
from itertools import combinations
from pathlib import Path

import pytest

import simul_agir.page
from simul_agir.report.figures.style import LOOKS

TOKENS = (Path(simul_agir.page.__file__).with_name("static") / "css" / "tokens.css").read_text(
    encoding="utf-8"
)
STANCES = ("none", "residents", "ordinary_resources", "conditional_aid", "resilience", "mixed")
THEMES = {
    "light": ":root {",
    "dark": ':root[data-theme="dark"] {',
    "contrast": ':root[data-theme="contrast"] {',
}
# What the two kinds of missing cones make of linear light (Viénot, Brettel and Mollon 1999).
PROTAN = ((0.11238, 0.88762, 0.0), (0.11238, 0.88762, 0.0), (0.00401, -0.00401, 1.0))
DEUTAN = ((0.29275, 0.70725, 0.0), (0.29275, 0.70725, 0.0), (-0.02234, 0.02234, 1.0))
Colour = tuple[float, float, float]


def theme(name: str) -> dict[str, str]:
    block = TOKENS[TOKENS.index(THEMES[name]) :]
    return dict(re.findall(r"--([\w-]+): (#[0-9a-f]{6})", block[: block.index("}")]))


def light(colour: str) -> Colour:
    parts = [int(colour[start : start + 2], 16) / 255 for start in (1, 3, 5)]
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    )
    return red, green, blue


def luminance(colour: str) -> float:
    red, green, blue = light(colour)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


def oklab(colour: Colour) -> Colour:
    red, green, blue = (max(0.0, part) for part in colour)
    long = (0.4122214708 * red + 0.5363325363 * green + 0.0514459929 * blue) ** (1 / 3)
    middle = (0.2119034982 * red + 0.6806995451 * green + 0.1073969566 * blue) ** (1 / 3)
    short = (0.0883024619 * red + 0.2817188376 * green + 0.6299787005 * blue) ** (1 / 3)
    return (
        0.2104542553 * long + 0.793617785 * middle - 0.0040720468 * short,
        1.9779984951 * long - 2.428592205 * middle + 0.4505937099 * short,
        0.0259040371 * long + 0.7827717662 * middle - 0.808675766 * short,
    )


def seen(colour: str, eye: tuple[Colour, ...] | None) -> Colour:
    parts = light(colour)
    if eye is None:
        return oklab(parts)
    red, green, blue = (sum(weight * part for weight, part in zip(row, parts, strict=True)) for row in eye)
    return oklab((red, green, blue))


def test_the_page_and_the_figures_have_the_same_colours() -> None:
    assert {stance: look.colour for stance, look in LOOKS.items()} == {
        each: theme("light")[each] for each in LOOKS
    }


@pytest.mark.parametrize("name", THEMES)
def test_text_can_be_read_on_paper(name: str) -> None:
    found = theme(name)
    for token in ("ink", "ink-2", "ink-3", "alert", *(f"{stance}-text" for stance in STANCES)):
        assert contrast(found[token], found["paper"]) >= 4.5, token
    assert contrast(found["rail-ink"], found["rail"]) >= 7
    assert contrast(found["rail-2"], found["rail"]) >= 4.5


@pytest.mark.parametrize("name", THEMES)
def test_lines_and_controls_stand_out_from_paper(name: str) -> None:
    found = theme(name)
    for token in ("edge", *STANCES):
        assert contrast(found[token], found["paper"]) >= 3.0, token


@pytest.mark.parametrize("name", THEMES)
@pytest.mark.parametrize("eye", [None, PROTAN, DEUTAN], ids=["usual", "protan", "deutan"])
def test_no_two_stances_are_one_colour(name: str, eye: tuple[Colour, ...] | None) -> None:
    found = theme(name)
    for one, other in combinations(STANCES, 2):
        a, b = seen(found[one], eye), seen(found[other], eye)
        far = 100 * sum((x - y) ** 2 for x, y in zip(a, b, strict=True)) ** 0.5
        assert far >= 7, (one, other, round(far, 1))
