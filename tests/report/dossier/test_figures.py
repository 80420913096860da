"""Tests of `report.dossier.figures`: the figures of a dossier, each made of its record alone."""

import re

from tests.report.dossier.test_dossier import answer, page  # noqa: F401


def test_figures_have_colours_of_the_page_alone(page: str) -> None:
    figures = "".join(re.findall(r"<svg.*?</svg>", page))
    assert not re.search(r"#[0-9a-fA-F]{3,6}|rgb\(", figures)
    assert "font-size" not in figures
