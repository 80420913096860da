"""Tests of `study.store.disk`: files written whole or not at all, and kept even if the machine stops."""

from pathlib import Path

import pytest

from simul_agir.study.store import Store, StoreError
from simul_agir.study.store.verify import verify
from simul_agir.study.sweep import sweep
from studies import small


@pytest.mark.parametrize("room", [0, 7, 300])
def test_a_disk_that_is_full_in_the_middle_of_a_line_leaves_no_half_line(tmp_path: Path, room: int) -> None:
    resource = pytest.importorskip("resource")
    study, journal = small(runs=1), tmp_path / "_journal.jsonl"
    for runs in (1, 2, 3):  # the journal outgrows all other files that are written
        sweep(study, tmp_path, runs=runs)
    before, usual = journal.read_bytes(), resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (len(before) + room, usual[1]))
    try:
        with pytest.raises(StoreError, match="cannot be written"):
            sweep(study, tmp_path, runs=4)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, usual)
    assert journal.read_bytes() == before
    assert verify(sweep(study, tmp_path, runs=4)).sound
    assert len(Store.open(tmp_path).frame()) == 6 * 2 * 4
