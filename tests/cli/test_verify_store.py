"""`simul-agir verify-store`: a folder without a store is said to be none."""

from pathlib import Path

import pytest

from simul_agir.cli import main


def test_a_folder_without_a_store_is_a_fault(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["verify-store", str(tmp_path), "--lang", "en"]) != 0
    assert capsys.readouterr().err.strip()
