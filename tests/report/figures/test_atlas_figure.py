"""Tests of `report.figures.atlas_figure`: the picture of a collection."""

import numpy as np
import pytest
from matplotlib.text import Text
from tests.report.files.test_atlas_files import small_pictures  # noqa: F401

from atlases import CODES, atlas
from simul_agir.locale import words
from simul_agir.report.figures.atlas_figure import beeswarm, draw_atlas


def test_the_picture_has_a_title_and_says_what_it_is_not(lang: str) -> None:
    figure = draw_atlas(atlas(), lang)
    figure.canvas.draw()
    told = "\n".join(found.get_text() for found in figure.findobj(Text))
    assert {"en": "not a prediction", "fr": "non une prédiction"}[lang] in told
    for stance in atlas().stances:
        assert words(lang).name("stance", stance) in told


def test_there_is_a_dot_for_each_contract_and_stance() -> None:
    left = draw_atlas(atlas()).axes[0]
    dots = [each for each in left.collections if len(each.get_offsets()) == len(CODES)]
    assert len(dots) == 4
    for stance, each in zip(atlas().others, dots, strict=True):
        assert np.asarray(each.get_offsets())[:, 0] == pytest.approx(atlas().gains(stance))


def test_dots_that_fall_together_stand_side_by_side() -> None:
    values = np.array([0.1] * 9 + [0.9])
    offsets = beeswarm(values, 0.0, 1.0)
    assert len(set(offsets[:9])) == 9
    assert offsets[9] == 0
    assert np.abs(offsets).max() <= 1
    assert beeswarm(np.array([]), 0.0, 1.0).size == 0
