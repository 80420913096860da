"""Tests of `report.figures.claims_figure`: a claim as a picture."""

from pathlib import Path

import pytest

from claims import found
from simul_agir.locale import words
from simul_agir.report.figures.claims_figure import draw_claim
from simul_agir.report.files.comparison_files import save_png


@pytest.mark.parametrize("name", ["C1", "C3", "C6", "C9"])
def test_a_claim_is_drawn(name: str, lang: str, tmp_path: Path) -> None:
    figure = draw_claim(found(name, "false", points=24), lang)
    texts = [text.get_text() for axes in figure.axes for text in (axes.title, *axes.texts)]
    assert any(words(lang)("claims.refuted") in text for text in texts)
    save_png(figure, tmp_path / "x.png", dots=40)
    assert (tmp_path / "x.png").stat().st_size > 1000


def test_a_claim_of_which_nothing_was_lived_is_drawn_all_the_same() -> None:
    assert draw_claim(found("C9", "true", points=1)).axes
