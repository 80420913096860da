"""Tests of `report.files.folder`: a folder of answers, written whole or not at all."""

import os
from pathlib import Path

import pytest
from tests.report.files.test_comparison_files import folder, small_pictures  # noqa: F401

from simul_agir.report.files.comparison_files import FILES
from simul_agir.report.files.folder import FolderError, check_file, check_folder, write_whole


def test_an_answer_can_replace_an_earlier_one(folder: Path) -> None:
    check_folder(folder, FILES)


def test_a_folder_with_somebodys_files_is_refused(tmp_path: Path, lang: str) -> None:
    (tmp_path / "thesis.docx").touch()
    with pytest.raises(FolderError) as refused:
        check_folder(tmp_path, FILES)
    assert refused.value.faulty_request
    assert "thesis.docx" in refused.value.text(lang)


def test_a_file_is_no_folder(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(FolderError, match="not a folder"):
        check_folder(tmp_path / "file", FILES)


def test_a_file_in_the_way_is_told_beforehand(tmp_path: Path, lang: str) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(FolderError) as refused:
        check_folder(tmp_path / "file" / "deep" / "answer", FILES)
    assert {"en": "a file, not a folder", "fr": "un fichier, pas un dossier"}[lang] in refused.value.text(
        lang
    )


def test_checking_leaves_nothing_behind(tmp_path: Path) -> None:
    check_folder(tmp_path / "new", FILES)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="the system lets this user write anywhere")
def test_a_folder_that_cannot_be_written_is_told_beforehand(tmp_path: Path) -> None:
    tmp_path.chmod(0o500)
    with pytest.raises(FolderError, match="cannot be written") as refused:
        check_folder(tmp_path / "new", FILES)
    assert not refused.value.faulty_request


def test_a_folder_is_no_file(tmp_path: Path) -> None:
    with pytest.raises(OSError, match="directory"):
        check_file(tmp_path)


def test_a_file_needs_its_folder(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        check_file(tmp_path / "absent" / "dossier.html")
    check_file(tmp_path / "dossier.html")
    assert list(tmp_path.iterdir()) == []


def test_a_file_is_written_whole_with_the_usual_rights(tmp_path: Path) -> None:
    (tmp_path / "plain").write_bytes(b"")
    write_whole(tmp_path / "dossier.html", b"whole")
    write_whole(tmp_path / "dossier.html", b"again")
    assert (tmp_path / "dossier.html").read_bytes() == b"again"
    assert (tmp_path / "dossier.html").stat().st_mode == (tmp_path / "plain").stat().st_mode
