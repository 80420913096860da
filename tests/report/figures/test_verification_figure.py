"""Tests of `report.figures.verification_figure`: how far each line of a verification lies off, in its own tolerance."""

import pytest
from tests.report.tables.test_verification_table import FOUND, LINES

from simul_agir.report.figures.verification_figure import deviation, draw_verification
from simul_agir.verification import Reading


def test_the_picture_shows_every_line_and_marks_what_lies_outside(lang: str) -> None:
    axes = draw_verification(FOUND, lang).axes[0]
    assert len(axes.get_yticks()) == len(LINES) + 1
    assert [line.get_marker() for line in axes.lines if line.get_marker() not in ("None", None)] == [
        "o",
        "o",
        "X",
    ]
    assert deviation(LINES[2]) == pytest.approx(50 / 30)
    assert deviation(Reading("ties_kept", 3.0, 3.0, 0.0)) == 0.0
