"""Tests of `study.sweep.result_writer`: who keeps what was lived."""

import errno
import os
from collections.abc import Callable
from pathlib import Path

import pytest
from tests.study.sweep.test_sweep import _swept, dying, lived, parts_of_two  # noqa: F401

from simul_agir.study.store import StoreError
from simul_agir.study.sweep import sweep
from studies import digests, small


@pytest.mark.parametrize("steps", [3, 20, 31, 44])
def test_a_full_disk_is_told_and_nothing_is_lost(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, parts_of_two: None, lived: list[int], steps: int
) -> None:
    study, replace, left = small(runs=1), Path.replace, [steps]

    def full(path: Path, target: Path) -> Path:
        left[0] -= 1
        if left[0] < 0:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        return replace(path, target)

    monkeypatch.setattr(Path, "replace", full)
    if steps < 13:
        with pytest.raises(StoreError, match="the disk is full") as caught:
            sweep(study, tmp_path / "full", jobs=1)
        assert not caught.value.faulty_request
        assert "reprend" in caught.value.text("fr")
    else:
        sweep(study, tmp_path / "full", jobs=1)
    left[0] = 10**6
    sweep(study, tmp_path / "full", jobs=1)
    assert len(lived) <= 7
    sweep(study, tmp_path / "whole")
    assert digests(tmp_path / "full") == digests(tmp_path / "whole")


def test_a_result_that_was_cut_short_is_lived_again(tmp_path: Path, dying: Callable[[int], None]) -> None:
    study = small(runs=1)
    dying(60)
    assert not _swept(study, tmp_path / "cut")
    dying(-1)
    waiting = sorted((tmp_path / "cut" / "_pending").glob("*.point"))
    waiting[0].write_bytes(waiting[0].read_bytes()[:-7])
    waiting[1].write_bytes(b"")
    sweep(study, tmp_path / "cut")
    sweep(study, tmp_path / "whole")
    assert digests(tmp_path / "cut") == digests(tmp_path / "whole")
