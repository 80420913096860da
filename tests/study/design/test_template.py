"""Tests of `study.design.template`: a study to start from: a commented, sound file in a new folder."""

from pathlib import Path

import pytest

from simul_agir.study.design import Study
from simul_agir.study.design.template import write


@pytest.mark.parametrize("lang", ["en", "fr"])
def test_a_new_study_is_sound(tmp_path: Path, lang: str) -> None:
    write(tmp_path / "mine", lang)
    assert Study.load(tmp_path / "mine").runs == 50
