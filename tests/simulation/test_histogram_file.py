"""Tests of `simulation.histogram_file`: histograms in one file."""

from pathlib import Path

import pytest
from tests.simulation.test_histograms import ARMS, PLACE, counted  # noqa: F401

from simul_agir.simulation import Histograms, HistogramsError, simulate_histograms


def test_saved_and_loaded_they_are_the_same(counted: Histograms, tmp_path: Path) -> None:
    counted.save(tmp_path / "one")
    halves = [simulate_histograms(PLACE, ARMS, 12, seed=4, first=first) for first in (12, 0)]
    halves[0].merge(halves[1]).save(tmp_path / "two")
    assert (tmp_path / "one").read_bytes() == (tmp_path / "two").read_bytes()
    assert Histograms.load(tmp_path / "one").same_as(counted)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["one", "two"]


@pytest.mark.parametrize("content", [b"", b"PK", b"half a file"])
def test_a_file_that_holds_no_histograms_is_refused(content: bytes, tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(content)
    with pytest.raises(HistogramsError, match="no histograms"):
        Histograms.load(tmp_path / "file")


def test_half_a_file_is_refused(counted: Histograms, tmp_path: Path) -> None:
    counted.save(tmp_path / "whole")
    whole = (tmp_path / "whole").read_bytes()
    (tmp_path / "half").write_bytes(whole[: len(whole) // 2])
    for missing in ("half", "nowhere"):
        with pytest.raises(HistogramsError, match="no histograms"):
            Histograms.load(tmp_path / missing)
