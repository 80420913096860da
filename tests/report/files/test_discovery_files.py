"""Tests of `report.files.discovery_files`: each file of a discovery's folder."""

from pathlib import Path

import pytest
from tests.cli.test_discover import FEW, quick, study, swept  # noqa: F401

from simul_agir.cli import main
from simul_agir.report.files.discovery_files import FILES


def test_words_in_both_languages_and_all_files(
    swept: str, tmp_path: Path, lang: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["discover", swept, *FEW, "--lang", lang, "--out", str(tmp_path / "answer")]) == 0
    told = " ".join(capsys.readouterr().out.split())
    assert {"en": "not a prediction", "fr": "non une prédiction"}[lang] in told
    assert {path.name for path in (tmp_path / "answer").iterdir()} == set(FILES)
