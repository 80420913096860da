"""A collection's table, words, files and picture hold what its answer holds."""

import csv
import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from matplotlib.text import Text

from atlases import CODES, atlas, failing
from simul_agir.locale import words
from simul_agir.report.figures.atlas_figure import beeswarm, draw_atlas
from simul_agir.report.files import comparison_files as files
from simul_agir.report.files.atlas_files import FILES, write_atlas
from simul_agir.report.tables.atlas_table import as_text


@pytest.fixture(scope="module", autouse=True)
def small_pictures() -> Iterator[None]:
    """Pictures of few dots, quick to draw."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(files, "DOTS_PER_INCH", 40)
        yield


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    directory = tmp_path_factory.mktemp("answers") / "france"
    write_atlas(atlas(), directory)
    return directory


def test_all_files_are_there_and_nothing_else(folder: Path) -> None:
    assert {path.name for path in folder.iterdir()} == set(FILES)


def test_one_table_twice(folder: Path) -> None:
    with (folder / "contracts.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert [row["contract"] for row in rows] == list(CODES)
    assert list(rows[0]) == atlas().columns()
    table = pd.read_parquet(folder / "contracts.parquet")
    pd.testing.assert_frame_equal(table, atlas().frame(), check_dtype=False)
    for row, (_, line) in zip(rows, table.iterrows(), strict=True):
        assert float(row["gain_residents"]) == line.gain_residents
        assert row["best_set"] == line.best_set


def test_the_json_is_the_answer(folder: Path) -> None:
    assert json.loads((folder / "collection.json").read_text(encoding="utf-8")) == atlas().to_dict()


def test_the_same_answer_is_the_same_bytes(folder: Path, tmp_path: Path) -> None:
    write_atlas(atlas(), tmp_path / "again")
    for name in FILES:
        assert (tmp_path / "again" / name).read_bytes() == (folder / name).read_bytes(), name


def test_an_answer_with_failures_is_written_too(tmp_path: Path) -> None:
    write_atlas(failing(), tmp_path / "some")
    text = (tmp_path / "some" / "contracts.csv").read_text(encoding="utf-8")
    assert "landscape.actors" in text.splitlines()[3]
    lost = failing().collection.among(["lyon"])
    write_atlas(replace(failing(), collection=lost, lines=()), tmp_path / "none")
    assert {path.name for path in (tmp_path / "none").iterdir()} == set(FILES)


@pytest.mark.parametrize("width", [60, 140])
def test_the_text_names_every_stance_and_says_what_it_is_not(lang: str, width: int) -> None:
    told = " ".join(as_text(atlas(), lang, width).split())
    for stance in atlas().stances:
        assert words(lang).name("stance", stance) in told
    assert {"en": "not a prediction", "fr": "non une prédiction"}[lang] in told
    assert max(map(len, as_text(atlas(), lang, width).splitlines())) <= width


def test_the_text_says_why_a_contract_failed(lang: str) -> None:
    told = " ".join(as_text(failing(), lang).split())
    assert "CN06904M" in told
    assert {"en": "found 60", "fr": "trouvé 60"}[lang] in told


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
