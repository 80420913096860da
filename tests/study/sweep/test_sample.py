"""Tests of `study.sweep.sample`: the points of a study."""

from typing import Any

import pytest

from simul_agir.study.sweep.sample import Sample, SampleError, targets_of


def test_each_outcome_its_variance_and_all_differences_are_targets() -> None:
    kinds = [(t.kind, t.stance, t.other) for t in targets_of(("a", "b", "c"))]
    assert len(kinds) == 3 + 3 + 3
    assert ("difference", "c", "a") in kinds
    assert len(targets_of(("a", "b"), ("index", "need"))) == 10


def test_a_folder_without_a_table_is_told(tmp_path: Any) -> None:
    with pytest.raises(SampleError, match=r"no \.parquet file"):
        Sample.load(tmp_path)
    (tmp_path / "part-0.parquet").write_bytes(b"no table")
    with pytest.raises(SampleError, match="cannot be read"):
        Sample.load(tmp_path)
