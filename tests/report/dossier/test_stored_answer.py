"""Tests of `report.dossier.stored_answer`: the answer that a folder keeps."""

from pathlib import Path

import pytest
from tests.cli.test_report import COMPARE, WHAT_IF

from simul_agir.cli import main


def test_a_what_if_is_reported_again_from_its_folder(tmp_path: Path) -> None:
    file, kept, again = tmp_path / "a.html", tmp_path / "kept", tmp_path / "b.html"
    assert main([*WHAT_IF, "--report", str(file), "--out", str(kept), "--set", "effort=x2"]) == 0
    assert main(["report", str(kept), "--report", str(again)]) == 0
    assert again.read_bytes() == file.read_bytes()


@pytest.mark.parametrize(
    "more", [["--months-after", "6"], ["--months-after", "0", "--assumptions", "default"], ["--months", "20"]]
)
def test_what_follows_the_contract_is_reported_again(more: list[str], tmp_path: Path) -> None:
    file, kept, again = tmp_path / "a.html", tmp_path / "kept", tmp_path / "b.html"
    assert main([*COMPARE, *more, "--report", str(file), "--out", str(kept)]) == 0
    assert main(["report", str(kept), "--report", str(again), "--lang", "en"]) == 0
    assert again.read_bytes() == file.read_bytes()
    assert main(["verify-report", str(file)]) == 0
